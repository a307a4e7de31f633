import type { EntryContent, EntryView, FieldView, KnownView, LedgerView, MilestoneInput } from '@/api/types'

export type Values = Record<string, unknown>

/** What is being filled in; every table and every list is there, so that a form can write into it. */
export interface Content {
  values: Values
  lines: Record<string, Values[]>
  milestones: MilestoneInput[]
}

/** A draft of a form: the version goes with the text, so that an old draft cannot overwrite a newer one unseen. */
export interface Draft {
  version: number
  organisation: string | null
  content: Content
  /** As it was when the writing began: what was changed since is mine. */
  began: Content
  reason: string
}

function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

/** What stands in an entry, as its form begins with it. */
export function contentOf(ledger: LedgerView, entry: EntryView | null): Content {
  const asked = ledger.fields.filter((field) => !field.computed && field.kind !== 'evidence').flatMap((field) => field.cells)
  const values: Values = {}
  for (const { key } of asked) if (!isBlank(entry?.values[key])) values[key] = copy(entry?.values[key])
  const lines: Content['lines'] = {}
  for (const table of ledger.lines) lines[table.code] = copy(entry?.lines[table.code] ?? [])
  const milestones = (entry?.milestones ?? []).map(({ name, planned, actual, weight, note }) => ({ name, planned, actual, weight, note }))
  return { values, lines, milestones }
}

export function draftOf(ledger: LedgerView, entry: EntryView | null): Draft {
  const organisation = entry?.row.organisation.id ?? (ledger.keepers.length === 1 ? (ledger.keepers[0]?.id ?? null) : null)
  return { version: entry?.row.version ?? 0, organisation, content: contentOf(ledger, entry), began: contentOf(ledger, entry), reason: '' }
}

/** Nothing stands there: no text, no choice, nothing at all. A no and a nought are something. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)
}

/** The values with one changed; what was emptied is left out, as the wire has it. */
export function withValue(values: Values, key: string, value: unknown): Values {
  const next = { ...values }
  if (isBlank(value)) delete next[key]
  else next[key] = value
  return next
}

/** A line somebody added and left empty is not sent. The paths of the others stay right only if they come before it, so the last ones go. */
function withoutEmptyEnd(rows: readonly Values[]): Values[] {
  let end = rows.length
  while (end > 0 && Object.values(rows[end - 1] ?? {}).every(isBlank)) end -= 1
  return rows.slice(0, end)
}

/** What goes to the server. */
export function toSend(content: Content): EntryContent {
  const lines = Object.fromEntries(Object.entries(content.lines).map(([code, rows]) => [code, withoutEmptyEnd(rows)]))
  const milestones = content.milestones.filter((one, at) => one.name.trim() !== '' || one.planned !== '' || at < content.milestones.length - 1)
  return { values: content.values, lines, milestones }
}

/** What is known of the subject, where nothing stands yet and something is asked, in the order of the form. */
export function knownFor(values: Values, known: Record<string, KnownView>, shown: readonly string[]): [string, KnownView][] {
  return shown.flatMap((key): [string, KnownView][] => {
    const one = known[key]
    return one && isBlank(values[key]) && !isBlank(one.value) ? [[key, one]] : []
  })
}

/** The list with one of its rows moved by a step; at an end it stays. */
export function moved<T>(rows: readonly T[], at: number, by: -1 | 1): T[] {
  const next = [...rows]
  const [row] = next.splice(at, 1)
  if (row === undefined || at + by < 0 || at + by >= rows.length) return [...rows]
  next.splice(at + by, 0, row)
  return next
}

export interface Difference {
  path: string
  mine: unknown
  theirs: unknown
}

function same(a: unknown, b: unknown): boolean {
  return (isBlank(a) && isBlank(b)) || JSON.stringify(a) === JSON.stringify(b)
}

/** Where two contents say different things, in the order of the form. */
export function differences(ledger: LedgerView, mine: Content, theirs: Content): Difference[] {
  const keys = ledger.fields.flatMap((field: FieldView) => field.cells.map((cell) => cell.key))
  const found: Difference[] = keys.filter((key) => !same(mine.values[key], theirs.values[key])).map((key) => ({ path: `values.${key}`, mine: mine.values[key], theirs: theirs.values[key] }))
  for (const { code } of ledger.lines) {
    if (!same(mine.lines[code], theirs.lines[code])) found.push({ path: `lines.${code}`, mine: mine.lines[code], theirs: theirs.lines[code] })
  }
  if (!same(mine.milestones, theirs.milestones)) found.push({ path: 'milestones', mine: mine.milestones, theirs: theirs.milestones })
  return found
}

/** Mine over theirs: what only they changed since I began is kept, what both changed is as I wrote it. */
export function merged(ledger: LedgerView, began: Content, mine: Content, theirs: Content): Content {
  const result = copy(theirs)
  for (const { path } of differences(ledger, mine, began)) {
    const [kind, key = ''] = path.split('.')
    if (kind === 'values') result.values = withValue(result.values, key, mine.values[key])
    else if (kind === 'lines') result.lines[key] = copy(mine.lines[key] ?? [])
    else result.milestones = copy(mine.milestones)
  }
  return result
}
