import type { LedgerView, MoveView, StateView } from '@/api/types'

/** Sizes of the drawing, in its own units. */
export const BOX = { width: 184, height: 40, gap: 34, left: 12, top: 12 }

export interface Place {
  state: StateView
  x: number
  y: number
}

/** An arrow with the moves that go that way. */
export interface Arrow {
  from: string
  to: string
  names: string[]
  /** Back to an earlier state, drawn on the other side. */
  back: boolean
  path: string
  /** Where its words would stand. */
  x: number
  y: number
}

export interface Drawing {
  places: Place[]
  arrows: Arrow[]
  width: number
  height: number
}

/** States that end the way stand after those on it, each group in the pack's order. */
const RANK: Record<StateView['stage'], number> = { draft: 0, running: 1, done: 2, ended: 3, revoked: 4 }

export function ordered(states: readonly StateView[]): StateView[] {
  return states.map((state, at) => ({ state, at })).sort((a, b) => RANK[a.state.stage] - RANK[b.state.stage] || a.at - b.at).map(({ state }) => state)
}

/** One arrow for each pair of states, however many moves go that way; moves that stay are no arrows. */
function pairs(moves: readonly MoveView[], known: ReadonlySet<string>): Map<string, { from: string; to: string; names: string[] }> {
  const all = new Map<string, { from: string; to: string; names: string[] }>()
  for (const move of moves) {
    for (const from of move.from) {
      for (const to of move.to) {
        if (from === to || !known.has(from) || !known.has(to)) continue
        const pair = all.get(`${from} ${to}`) ?? { from, to, names: [] }
        if (!pair.names.includes(move.name)) pair.names.push(move.name)
        all.set(`${from} ${to}`, pair)
      }
    }
  }
  return all
}

/** How far a bow goes out: farther for a longer way, and each farther than the one before it, so that no two lie on each other. */
const STEP = 15

interface Bow {
  pair: { from: string; to: string; names: string[] }
  start: number
  end: number
}

/** Gives each bow a lane of its own among those it would cross; shorter ones stay near. */
function lanes(bows: readonly Bow[]): Map<Bow, number> {
  const taken: { low: number; high: number; lane: number }[] = []
  const found = new Map<Bow, number>()
  const length = (bow: Bow): number => Math.abs(bow.end - bow.start)
  for (const bow of [...bows].sort((a, b) => length(a) - length(b))) {
    const low = Math.min(bow.start, bow.end)
    const high = Math.max(bow.start, bow.end)
    let lane = 1
    while (taken.some((one) => one.lane === lane && one.low < high && low < one.high)) lane += 1
    taken.push({ low, high, lane })
    found.set(bow, lane)
  }
  return found
}

/** The states in a column, the way on between them and to the right, the way back to the left. */
export function drawing(ledger: Pick<LedgerView, 'states' | 'moves'>): Drawing {
  const states = ordered(ledger.states)
  const rank = new Map(states.map((state, at) => [state.code, at]))
  const at = (code: string): number => rank.get(code) ?? 0
  const all = [...pairs(ledger.moves, new Set(rank.keys())).values()].map((pair): Bow => ({ pair, start: at(pair.from), end: at(pair.to) }))
  const straight = all.filter((bow) => bow.end === bow.start + 1)
  const right = all.filter((bow) => bow.end > bow.start + 1)
  const left = all.filter((bow) => bow.end < bow.start)
  const rightLanes = lanes(right)
  const leftLanes = lanes(left)
  const room = (found: Map<Bow, number>): number => Math.max(0, ...found.values()) * STEP + (found.size ? 12 : 0)

  const x = BOX.left + room(leftLanes)
  const y = (rankOf: number): number => BOX.top + rankOf * (BOX.height + BOX.gap)
  const middle = (rankOf: number): number => y(rankOf) + BOX.height / 2
  const arrow = (bow: Bow, path: string, px: number, py: number): Arrow => ({ ...bow.pair, back: bow.end < bow.start, path, x: px, y: py })

  const arrows = straight.map((bow) => arrow(bow, `M${x + BOX.width / 2} ${y(bow.start) + BOX.height}V${y(bow.end) - 2}`, x + BOX.width / 2 + 6, y(bow.start) + BOX.height + BOX.gap / 2))
  const side = (bow: Bow, edge: number, out: number): Arrow => {
    // Arrows leave below the middle of a box and come in above it, so that both can be told apart.
    const from = middle(bow.start) + (bow.end > bow.start ? 8 : -8)
    const to = middle(bow.end) + (bow.end > bow.start ? -8 : 8)
    return arrow(bow, `M${edge} ${from}H${out}V${to}H${edge + (out > edge ? 2 : -2)}`, out, (from + to) / 2)
  }
  arrows.push(...right.map((bow) => side(bow, x + BOX.width, x + BOX.width + 12 + (rightLanes.get(bow) ?? 1) * STEP)))
  arrows.push(...left.map((bow) => side(bow, x, x - 12 - (leftLanes.get(bow) ?? 1) * STEP)))

  return {
    places: states.map((state, index) => ({ state, x, y: y(index) })),
    arrows,
    width: x + BOX.width + room(rightLanes) + 24,
    height: y(Math.max(0, states.length - 1)) + BOX.height + BOX.top,
  }
}
