import type { SavedView, SavedViewContent } from '@/api/types'
import { NO_VIEW, wireFilters, type FilterField, type Filters, type ListView } from '../filters'

/** What a list does now, as a view keeps it. */
export function contentOf(view: ListView, known: readonly FilterField[]): SavedViewContent {
  return { search: view.search.trim(), filters: wireFilters(view.filters, known), sort: view.sort, columns: [...view.columns] }
}

/** A list as a view opens it, on its first page. */
export function listOf(view: SavedView): ListView {
  const filters: Filters = {}
  for (const { cell, any, from, until } of view.content.filters) {
    filters[cell] = { ...(any?.length ? { any } : {}), ...(from ? { from } : {}), ...(until ? { until } : {}) }
  }
  return { search: view.content.search, filters, sort: view.content.sort, columns: [...view.content.columns], view: view.id, cursors: [] }
}

/** The list as the ledger itself gives it. */
export const plainList: ListView = { search: '', filters: {}, sort: '', columns: [], view: NO_VIEW, cursors: [] }

/** Nothing was said in the address: the list may open with the reader's own view. */
export function saysNothing(view: ListView): boolean {
  return !view.search && !view.sort && !view.view && !view.columns.length && !view.cursors.length && Object.keys(view.filters).length === 0
}

function plain({ search, filters, sort, columns }: SavedViewContent): string {
  const lines = filters.map(({ cell, any = [], from = '', until = '' }) => JSON.stringify([cell, [...any].sort(), from, until]))
  return JSON.stringify([search, lines.sort(), sort, columns])
}

/** Does a list differ from what its view keeps? The order in which filters were set makes no difference. */
export function differs(now: SavedViewContent, kept: SavedViewContent): boolean {
  return plain(now) !== plain(kept)
}
