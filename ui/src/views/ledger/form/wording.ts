import { words } from '@/app/i18n'
import { milestoneOf, labelOf } from '../paths'
import type { FieldView, LedgerView, MilestoneInput } from '@/api/types'
import { isBlank, type Values } from './content'
import { toTyped } from './money'

function nameIn(field: FieldView, code: unknown): string {
  return field.choices.find((one) => one.code === code)?.name ?? String(code)
}

/** A value of the wire as people read it, for what the server has not shown. */
export function wordOf(field: FieldView, value: unknown): string {
  if (isBlank(value)) return words('ledger.value.none')
  if (typeof value === 'boolean') return words(value ? 'ledger.value.yes' : 'ledger.value.no')
  if (Array.isArray(value)) return value.map((one) => nameIn(field, one)).join(words('ui.separator'))
  if (field.choices.length) return nameIn(field, value)
  const text = toTyped(String(value), field.unit_power)
  return field.unit ? `${text} ${field.unit}` : text
}

function fieldOf(ledger: LedgerView, key: string): FieldView | undefined {
  return ledger.fields.find((field) => field.cells.some((cell) => cell.key === key))
}

/** What stands at a path, in a line. */
export function wordAt(ledger: LedgerView, path: string, value: unknown): string {
  const [kind, key = ''] = path.split('.')
  if (kind === 'values') {
    const field = fieldOf(ledger, key)
    return field ? wordOf(field, value) : String(value ?? '')
  }
  const rows = (value ?? []) as Values[]
  if (rows.length === 0) return words('ledger.value.none')
  if (kind === 'milestones') return (rows as unknown as MilestoneInput[]).map((one) => words('ledger.milestone.line', { name: one.name, planned: one.planned, actual: one.actual || words('ledger.value.none') })).join(words('ledger.form.line_end'))
  const fields = ledger.lines.find((table) => table.code === key)?.fields ?? []
  return rows.map((row) => fields.flatMap((field) => field.cells.filter((cell) => !isBlank(row[cell.key])).map((cell) => wordOf(field, row[cell.key]))).join(' ')).join(words('ledger.form.line_end'))
}

/** What a path is called, milestones and the parts of the form itself too. */
export function nameOf(ledger: LedgerView, path: string): string {
  const milestone = milestoneOf(path)
  if (milestone) return words('ledger.milestone.part', { number: milestone.number, part: words(`ledger.milestone.${milestone.part}`) })
  if (path === 'milestones') return words('ledger.milestone.title')
  if (path === 'reason') return words('ui.reason')
  if (path === 'organisation_id') return words('ledger.form.organisation')
  return labelOf(ledger, path)
}
