import type { Item, Repair } from '@/api/types'
import { SpanMap } from '@/text/spans'
import { lookOfBlock, type BlockLook } from './blockLook'

/** A run of the source text that looks the same from end to end; positions are UTF-16 units. */
export interface Segment {
  from: number
  text: string
  kind: 'text' | 'blank' | 'repair'
  /** The task, goal or safeguard this run stands in. */
  task: string | null
  /** The targets printed here; several when one figure is shared. */
  targets: string[]
  /** The printed figure itself. */
  value: boolean
  /** Items that begin here; their state marks are drawn before the text. */
  opens: string[]
  /** What was mended here, in a sentence. */
  note: string
}

export interface Block {
  from: number
  look: BlockLook
  segments: Segment[]
  /** Every item that touches this block, so that a change redraws only the blocks it concerns. */
  items: string[]
}

export interface Names {
  title: string
  attachment: string
}

type Pair = readonly [number, number]

interface Range {
  from: number
  to: number
}
/** `struck` is shown lightly and crossed out, `hidden` not at all, `joined` holds line ends that were none. */
interface Mended extends Range {
  note: string
  way: 'struck' | 'hidden' | 'joined'
}
interface Covered extends Range {
  id: string
  target: boolean
  value: Pair | null
}


/** Marks of Markdown at the beginning of a line. */
const MARKUP = /^\s*(?:[#*>-]+\s+)+$/

/** The whole notice as blocks of segments; done once a text, while states change on top of it. */
export function layOut(text: string, items: readonly Item[], repairs: readonly Repair[], names: Names): Block[] {
  const map = new SpanMap(text)
  const covered = items.flatMap((item) => cover(item, map))
  const mended = repairs.flatMap((repair) => mend(repair, map)).sort((a, b) => a.from - b.from)
  return blockRanges(text, mended).map((range) => {
    const inside = covered.filter((one) => one.from < range.to && one.to > range.from)
    return {
      from: range.from,
      look: lookOfBlock(text.slice(range.from, range.to), names),
      segments: segments(text, range, inside, mended),
      items: inside.map((one) => one.id),
    }
  })
}

function cover(item: Item, map: SpanMap): Covered[] {
  if (!item.span) return []
  const [from, to] = map.stretch(item.span)
  return [{ id: item.id, from, to, target: item.kind === 'target', value: item.value_span ? map.stretch(item.value_span) : null }]
}

/** Full and half width are the same to a reader, so that repair is not shown; it would cover whole paragraphs. */
function mend(repair: Repair, map: SpanMap): Mended[] {
  const what = repair.code.split('.').at(-1)
  if (what === 'width') return []
  const [from, to] = map.stretch(repair.span)
  const way = what === 'line_break' ? 'joined' : what === 'markup' ? 'hidden' : 'struck'
  return [{ from, to, note: repair.message, way }]
}

function blockRanges(text: string, mended: readonly Mended[]): Range[] {
  const joined = mended.filter((one) => one.way === 'joined')
  const ranges: Range[] = []
  let from = 0
  let next = 0
  const close = (to: number): void => {
    if (text.slice(from, to).trim()) ranges.push({ from, to })
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    while (next < joined.length && (joined[next]?.to ?? 0) <= at) next += 1
    const over = joined[next]
    if (over && over.from <= at) continue
    close(at)
    from = at + 1
  }
  close(text.length)
  return ranges
}

function segments(text: string, range: Range, covered: readonly Covered[], mended: readonly Mended[]): Segment[] {
  const touching = mended.filter((one) => one.from < range.to && one.to > range.from)
  const cuts = new Set<number>([range.from, range.to])
  const cut = (at: number): void => {
    if (at > range.from && at < range.to) cuts.add(at)
  }
  for (const one of covered) {
    cut(one.from)
    cut(one.to)
    one.value?.forEach(cut)
  }
  for (const one of touching) {
    cut(one.from)
    cut(one.to)
  }
  for (const stretch of blanks(text, range)) stretch.forEach(cut)
  const order = [...cuts].sort((a, b) => a - b)
  return order.slice(0, -1).map((from, index) => segment(text, from, order[index + 1] ?? from, covered, touching, range.from))
}

/** Line ends inside a block, and the blank at its ends, take no room on the page but keep their place in the text. */
function blanks(text: string, range: Range): Pair[] {
  const found: Pair[] = []
  const pattern = /^\s*(?:[#*>-]+\s+)+|^\s+|\s*\n\s*|\s+$/g
  for (const match of text.slice(range.from, range.to).matchAll(pattern)) {
    const from = range.from + match.index
    found.push([from, from + match[0].length])
  }
  return found
}

function segment(text: string, from: number, to: number, covered: readonly Covered[], mended: readonly Mended[], start: number): Segment {
  const over = covered.filter((one) => one.from <= from && one.to >= to)
  const words = text.slice(from, to)
  const repairs = mended.filter((one) => one.from <= from && one.to >= to)
  const repair = repairs.find((one) => one.way === 'struck')
  const blank = (from === start && MARKUP.test(words)) || words.trim() === '' || (!repair && repairs.some((one) => one.way === 'hidden'))
  return {
    from,
    text: words,
    kind: blank ? 'blank' : repair ? 'repair' : 'text',
    task: over.find((one) => !one.target)?.id ?? null,
    targets: over.filter((one) => one.target).sort((a, b) => a.to - a.from - (b.to - b.from)).map((one) => one.id),
    value: over.some((one) => one.value !== null && one.value[0] <= from && one.value[1] >= to),
    opens: covered.filter((one) => one.from === from).map((one) => one.id),
    note: repair?.note ?? '',
  }
}
