import { inLanguage } from '@/api/client'
import type { FieldView, ImportView } from '@/api/types'

/** What an import needs of a field. */
export type ImportField = Pick<FieldView, 'code' | 'cells' | 'required' | 'conditional' | 'computed'>

/** The server takes no more, so a larger file is refused before it is sent. */
export const LIMIT = 256 * 1024 * 1024
/** So many faults come with an import; the rest stands in the workbook. */
export const FAULTS_SHOWN = 200

/** The steps of the way, in order. */
export const STEPS = ['file', 'columns', 'check', 'run'] as const
export type Step = (typeof STEPS)[number]

type Counts = Pick<ImportView, 'rows_new' | 'rows_changed' | 'rows_same' | 'rows_wrong'>

/** On which step an import stands. */
export function stepOf(state: string | undefined): Step {
  if (state === undefined) return 'file'
  if (state === 'mapped') return 'columns'
  return state === 'running' || state === 'done' ? 'run' : 'check'
}

/** Is the server at work on it? */
export function isWorking(state: string | undefined): boolean {
  return state === 'checking' || state === 'running'
}

/** Rows that will be written. */
export function takenOf(counts: Counts): number {
  return counts.rows_new + counts.rows_changed
}

export function rowsOf(counts: Counts): number {
  return takenOf(counts) + counts.rows_same + counts.rows_wrong
}

/** How much is done in hundredths; nothing while the number of rows is not known. */
export function percentOf(done: number, all: number): number | null {
  return all > 0 ? Math.min(100, Math.floor((done * 100) / all)) : null
}

/** Why a file is not sent at all; empty where it may go. */
export function refusalOf(file: Pick<File, 'name' | 'size'>): '' | 'kind' | 'empty' | 'large' {
  if (!/\.(xlsx|xls|csv)$/i.test(file.name)) return 'kind'
  if (file.size === 0) return 'empty'
  return file.size > LIMIT ? 'large' : ''
}

export interface CellChoice {
  key: string
  name: string
}

/** The cells that a column may hold; what the ledger works out itself comes from no file. */
export function choicesOf(fields: readonly ImportField[]): CellChoice[] {
  return fields.filter((field) => !field.computed).flatMap((field) => field.cells.map(({ key, name }) => ({ key, name })))
}

export type Mapping = (string | null)[]

/** Those of the choices that are free for a column: its own, and what no other column holds. */
export function freeFor(choices: readonly CellChoice[], mapping: Readonly<Mapping>, column: number): CellChoice[] {
  return choices.filter(({ key }) => !mapping.some((held, place) => held === key && place !== column))
}

/** Columns without a match that are drawn before somebody asks for the rest. */
const OPEN_SHOWN = 30

/** Places of the columns that are shown first: all that were matched, and so many of the others. */
export function shownFirst(kept: Readonly<Mapping>): number[] {
  let open = 0
  return kept.flatMap((cell, place) => (cell !== null || ++open <= OPEN_SHOWN ? [place] : []))
}

/** The mapping with another cell for one column. */
export function mapped(mapping: Readonly<Mapping>, column: number, cell: string | null): Mapping {
  return mapping.map((held, place) => (place === column ? cell : held))
}

/** Labels of required cells for which no column is chosen. */
export function missingOf(fields: readonly ImportField[], mapping: Readonly<Mapping>): string[] {
  return fields
    .filter((field) => field.required && !field.conditional && !field.computed)
    .flatMap((field) => field.cells)
    .filter((cell) => !mapping.includes(cell.key))
    .map((cell) => cell.name)
}

/** The address of a list as a file: as narrowed as it is on the screen, but all its pages. */
export function exportAddress(ledger: string, format: 'xlsx' | 'csv', query: { search?: string; filter?: string }): string {
  const asked = new URLSearchParams({ format })
  if (query.search) asked.set('search', query.search)
  if (query.filter) asked.set('filter', query.filter)
  return inLanguage(`/api/ledgers/${encodeURIComponent(ledger)}/export?${asked.toString()}`)
}
