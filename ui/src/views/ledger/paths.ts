import type { FieldView, LedgerView } from '@/api/types'

/** The id of what stands for a path of the wire: `lines.outputs[2].name` → `f-lines-outputs-2-name`. */
export function idOf(path: string): string {
  return `f-${path.replace(/[^A-Za-z0-9_]+/g, '-').replace(/-$/, '')}`
}

function cellOf(fields: readonly FieldView[], key: string): string {
  for (const field of fields) {
    const cell = field.cells.find((one) => one.key === key)
    if (cell) return cell.name
  }
  return ''
}

/** What a path of the wire is about, in the ledger's own words; empty where the ledger does not say. */
export function labelOf(ledger: LedgerView, path: string): string {
  const value = /^values\.(\w+)$/.exec(path)
  if (value) return cellOf(ledger.fields, value[1] ?? '')
  const evidence = /^evidence\.(\w+)$/.exec(path)
  if (evidence) return ledger.fields.find((field) => field.code === evidence[1])?.name ?? ''
  const line = /^lines\.(\w+)(?:\[(\d+)\]\.(\w+))?$/.exec(path)
  if (!line) return ''
  const table = ledger.lines.find((one) => one.code === line[1])
  if (!table) return ''
  return line[2] === undefined ? table.name : `${table.name} ${Number(line[2]) + 1} · ${cellOf(table.fields, line[3] ?? '')}`
}

/** Where a milestone's fault lies: its number from one and its part; nothing where the path is of something else. */
export function milestoneOf(path: string): { number: number; part: string } | null {
  const found = /^milestones\[(\d+)\]\.(\w+)$/.exec(path)
  return found ? { number: Number(found[1]) + 1, part: found[2] ?? '' } : null
}

/** Faults by their paths; of several at one place the first is said. */
export function byPath(faults: readonly { path: string; message: string }[]): Record<string, string> {
  const all: Record<string, string> = {}
  for (const { path, message } of faults) all[path] ??= message
  return all
}

const TAKES_FOCUS = 'input:not([disabled]), textarea, select, button:not([disabled]), a[href], [tabindex]'

/** Puts the cursor on the first place of the page that one of the paths names; a table that misses lines gets it itself. */
export function focusFirst(paths: readonly string[]): boolean {
  const places = paths.map((path) => document.getElementById(idOf(path))).filter((one) => one !== null)
  const first = places.reduce<HTMLElement | null>((best, one) => (!best || one.compareDocumentPosition(best) & Node.DOCUMENT_POSITION_FOLLOWING ? one : best), null)
  if (!first) return false
  const target = first.matches(TAKES_FOCUS) ? first : (first.querySelector<HTMLElement>(TAKES_FOCUS) ?? first)
  target.scrollIntoView({ block: 'center' })
  target.focus({ preventScroll: true })
  return true
}
