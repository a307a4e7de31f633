import type { FieldView, LedgerView } from '@/api/types'
import type { EntryQuery } from '../queries'
import { current } from './pages'

/** A filter as the wire takes it, in a list that is one text. */
export interface EntryFilter {
  cell: string
  any?: string[]
  from?: string
  until?: string
}

/** How a filter is asked: from a list, between two ends, or as words that must be equal. */
export type FilterKind = 'choice' | 'truth' | 'day' | 'month' | 'number' | 'text'

export interface FilterField {
  /** Key of the cell, or the word of what every entry has. */
  cell: string
  name: string
  kind: FilterKind
  choices: { code: string; name: string }[]
  unit: string
  /** By what power of ten what is typed is multiplied. */
  power: number
}

/** What narrows one cell. */
export interface Filter {
  any?: string[]
  from?: string
  until?: string
}
export type Filters = Record<string, Filter>

/** Everything of a list that its address keeps. */
export interface ListView {
  search: string
  filters: Filters
  sort: string
  /** Codes of the fields that are columns; the ledger's own where empty. */
  columns: string[]
  /** Id of the saved view it was opened with, `NO_VIEW` where none was wanted, empty where nothing was said. */
  view: string
  cursors: string[]
}

/** Says in the address that the list is wanted as the ledger itself gives it, whatever view opens it by default. */
export const NO_VIEW = 'none'

const KINDS: Record<string, FilterKind> = {
  choice: 'choice', multi_choice: 'choice', code: 'choice', unit: 'choice', organisation: 'choice', boolean: 'truth',
  date: 'day', month: 'month', integer: 'number', number: 'number', money: 'number', percent: 'number', area: 'number',
}

function ofField(field: FieldView): FilterField[] {
  // An enterprise is found by its code; what is sealed cannot be asked for.
  const cell = field.cells.find((one) => !one.sealed)
  if (!cell) return []
  const kind = field.kind === 'computed' && field.scale != null ? 'number' : (KINDS[field.kind] ?? 'text')
  return [{ cell: cell.key, name: field.cells.length > 1 ? cell.name : field.name, kind, choices: field.choices, unit: field.unit, power: field.unit_power }]
}

/** What a ledger can be filtered by: what every entry has, then its own fields. */
export function filterFields(ledger: LedgerView, words: { state: string; organisation: string; due: string; turn: string; mine: string }): FilterField[] {
  const fixed = (cell: string, name: string, kind: FilterKind, choices: FilterField['choices']): FilterField => ({ cell, name, kind, choices, unit: '', power: 0 })
  const keepers = ledger.organisations.map((one) => ({ code: one.id, name: one.name }))
  return [
    fixed('state', words.state, 'choice', ledger.states.map(({ code, name }) => ({ code, name }))),
    fixed('turn', words.turn, 'choice', [{ code: 'mine', name: words.mine }]),
    ...(keepers.length > 1 ? [fixed('organisation', words.organisation, 'choice', keepers)] : []),
    ...ledger.fields.filter((field) => field.filterable).flatMap(ofField),
    fixed('due', words.due, 'day', []),
  ]
}

export function isEmpty(filter: Filter | undefined): boolean {
  return !filter || (!filter.any?.length && !filter.from && !filter.until)
}

/** The filters with one of them changed; an empty one is left out. */
export function withFilter(filters: Filters, cell: string, filter: Filter): Filters {
  const next = { ...filters }
  if (isEmpty(filter)) delete next[cell]
  else next[cell] = filter
  return next
}

/** The filters as the wire takes them; what the ledger does not offer is not asked, for an old address must not break a list. */
export function wireFilters(filters: Filters, known: readonly FilterField[]): EntryFilter[] {
  return known.flatMap(({ cell }) => {
    const { any = [], from, until } = filters[cell] ?? {}
    if (isEmpty(filters[cell])) return []
    return [{ cell, ...(any.length ? { any } : {}), ...(from ? { from } : {}), ...(until ? { until } : {}) }]
  })
}

export function queryOf(view: ListView, known: readonly FilterField[]): EntryQuery {
  const filters = wireFilters(view.filters, known)
  const after = current(view.cursors)
  return {
    ...(view.search.trim() ? { search: view.search.trim() } : {}),
    ...(filters.length ? { filter: JSON.stringify(filters) } : {}),
    ...(view.sort ? { sort: view.sort } : {}),
    ...(view.columns.length ? { columns: view.columns.join(',') } : {}),
    ...(after ? { after } : {}),
  }
}

type Query = Record<string, string | null | (string | null)[] | undefined>

function texts(value: Query[string]): string[] {
  return [value].flat().filter((one): one is string => typeof one === 'string' && one !== '')
}

/** One parameter a filter: `f.kind=KF&f.kind=ZR`, and `f.total.from=1000000` for an end. */
const MARK = 'f.'

/** A list's place as the address keeps it. */
export function toAddress(view: ListView): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {}
  if (view.search.trim()) query['q'] = view.search.trim()
  for (const [cell, { any = [], from, until }] of Object.entries(view.filters)) {
    if (any.length) query[MARK + cell] = any
    if (from) query[`${MARK}${cell}.from`] = from
    if (until) query[`${MARK}${cell}.until`] = until
  }
  if (view.sort) query['sort'] = view.sort
  if (view.columns.length) query['columns'] = view.columns
  if (view.view) query['view'] = view.view
  if (view.cursors.length) query['after'] = view.cursors
  return query
}

export function fromAddress(query: Query): ListView {
  const filters: Filters = {}
  for (const [name, value] of Object.entries(query)) {
    const found = /^f\.(\w+)(?:\.(from|until))?$/.exec(name)
    const given = texts(value)
    if (!found?.[1] || given.length === 0) continue
    const filter = (filters[found[1]] ??= {})
    if (found[2] === 'from') filter.from = given[0]
    else if (found[2] === 'until') filter.until = given[0]
    else filter.any = given
  }
  return { search: texts(query['q'])[0] ?? '', filters, sort: texts(query['sort'])[0] ?? '', columns: texts(query['columns']), view: texts(query['view'])[0] ?? '', cursors: texts(query['after']) }
}

/** The next order when a header is pressed: upwards, downwards, then as the list comes. */
export function nextSort(sort: string, key: string): string {
  if (sort === key) return `-${key}`
  return sort === `-${key}` ? '' : key
}

/** The order of a column as a screen reader is told it. */
export function ariaSort(sort: string, key: string): 'ascending' | 'descending' | 'none' {
  if (sort === key) return 'ascending'
  return sort === `-${key}` ? 'descending' : 'none'
}
