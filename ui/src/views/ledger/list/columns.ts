import type { EntryRowView, FieldView, LedgerView } from '@/api/types'

export interface Column {
  /** The field's code; it tells columns apart. */
  code: string
  name: string
  /** What is shown first, and what stands small below it. */
  main: string
  beside: string[]
  /** What the list is sorted by when its head is pressed; empty where it cannot be. */
  sort: string
  number: boolean
}

const NUMBERS = ['integer', 'number', 'money', 'percent', 'area']

/** A field is one column: an enterprise shows its name with its code below, as one thing. */
function columnOf(field: FieldView): Column[] {
  const keys = field.cells.map((cell) => cell.key)
  const main = keys.find((key) => key === `${field.code}_name`) ?? keys[0]
  if (!main) return []
  return [{ code: field.code, name: field.name, main, beside: keys.filter((key) => key !== main), sort: field.sortable ? main : '', number: NUMBERS.includes(field.kind) || (field.computed && field.scale != null) }]
}

/** The columns between the title and what every entry has: those that were chosen, in their order, or the ledger's own. */
export function columnsOf(ledger: LedgerView, chosen: readonly string[] = []): Column[] {
  const fields = chosen.length ? chosen.flatMap((code) => ledger.fields.filter((field) => field.code === code)) : ledger.fields.filter((field) => field.listed)
  return fields.flatMap(columnOf).filter((column) => column.main !== ledger.title)
}

/** What can be chosen as a column. */
export function columnChoices(ledger: LedgerView): { code: string; name: string; listed: boolean }[] {
  const choices = ledger.fields.filter((field) => columnOf(field).some((column) => column.main !== ledger.title))
  return choices.map(({ code, name, listed }) => ({ code, name, listed }))
}

/** The title's own field sorts by its own key. */
export function titleOf(ledger: LedgerView): { name: string; sort: string } | null {
  const field = ledger.fields.find((one) => one.cells.some((cell) => cell.key === ledger.title))
  return field ? { name: field.name, sort: field.sortable ? ledger.title : '' } : null
}

export function valueOf(row: EntryRowView, key: string): string {
  return row.shown[key] ?? ''
}
