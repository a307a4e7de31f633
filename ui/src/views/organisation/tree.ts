import type { Organisation, OrganisationKind } from '@/api/types'

/** The kinds in the order a city lists its bodies. */
export const kinds: readonly OrganisationKind[] = [
  'leading_group', 'office', 'city_department', 'district', 'functional_zone', 'university', 'institute', 'enterprise', 'mass_body',
]

/** A branch of the tree: a kind with its organisations, or an organisation with those below it. */
export interface Branch {
  key: string
  kind: OrganisationKind | null
  organisation: Organisation | null
  children: Branch[]
}

/** True when the organisation is no longer there on a day; its last day still belongs to it. */
export function ended(one: Organisation, today: string): boolean {
  return !!one.valid_until && one.valid_until < today
}

/**
 * The tree: organisations stand under their parent, those without one (or whose parent was filtered
 * away) under their kind. A circle of parents shows each of its members once, under the kind.
 */
export function treeOf(organisations: readonly Organisation[]): Branch[] {
  const known = new Map(organisations.map((one) => [one.id, one]))
  const below = new Map<string, Organisation[]>()
  const tops: Organisation[] = []
  for (const one of organisations) {
    if (one.parent_id && known.has(one.parent_id) && !circles(one, known)) {
      const siblings = below.get(one.parent_id) ?? []
      siblings.push(one)
      below.set(one.parent_id, siblings)
    } else tops.push(one)
  }
  const branch = (one: Organisation): Branch => ({ key: one.id, kind: null, organisation: one, children: (below.get(one.id) ?? []).map(branch) })
  return kinds
    .map((kind) => ({ key: `kind-${kind}`, kind, organisation: null, children: tops.filter((one) => one.kind === kind).map(branch) }))
    .filter((group) => group.children.length > 0)
}

function circles(start: Organisation, known: ReadonlyMap<string, Organisation>): boolean {
  const seen = new Set<string>()
  let next: string | null | undefined = start.parent_id
  while (next) {
    if (next === start.id || seen.has(next)) return true
    seen.add(next)
    next = known.get(next)?.parent_id
  }
  return false
}

/** How many organisations stand in a branch. */
export function countIn(branch: Branch): number {
  return branch.children.reduce((sum, child) => sum + countIn(child), branch.organisation ? 1 : 0)
}
