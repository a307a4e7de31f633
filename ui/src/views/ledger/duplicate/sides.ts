import type { DuplicateGroup, LedgerView } from '@/api/types'

/** One value of all entries of a group beside one another. */
export interface Side {
  key: string
  name: string
  values: string[]
  /** It is what makes them look the same. */
  compared: boolean
  /** The entries that are seen differ in it. */
  differs: boolean
}

/** The cells of a group's entries line by line: what was compared, then where they differ, then where they agree. */
export function sidesOf(ledger: LedgerView, group: DuplicateGroup): Side[] {
  const seen = group.entries.map((one) => one.row !== null)
  const cells = ledger.fields.flatMap((field) => field.cells.map(({ key, name }) => ({ key, name: field.cells.length > 1 ? name : field.name })))
  const sides = cells.map(({ key, name }): Side => {
    const values = group.entries.map((one) => one.shown[key] ?? '')
    const open = values.filter((_, at) => seen[at])
    return { key, name, values, compared: group.cells.includes(key), differs: open.some((value) => value !== open[0]) }
  })
  const order = (side: Side): number => (side.compared ? 0 : side.differs ? 1 : 2)
  return sides.filter((side) => side.values.some((value) => value !== '')).sort((a, b) => order(a) - order(b))
}
