import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, keyed, take } from '@/api/client'
import type { SavedView, SavedViewContent } from '@/api/types'
import { locale } from '@/app/i18n'
import { queryClient } from '@/app/queries'

const viewsKey = (ledger: string) => ['ledger', ledger, 'views', locale.value] as const

/** The reader's own views of a ledger and those shared with the reader's organisations. */
export function useSavedViews(ledger: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => viewsKey(toValue(ledger))),
    queryFn: (): Promise<SavedView[]> => take(api.GET('/api/ledgers/{ledger}/views', { params: { path: { ledger: toValue(ledger) } } })),
    staleTime: 60_000,
  })
}

/** Each change answers with all views as they are then. */
export function putViews(ledger: string, views: SavedView[]): void {
  queryClient.setQueryData(viewsKey(ledger), views)
}

export interface ViewInput {
  name: string
  organisation_id: string | null
}

export function createView(key: string, ledger: string, input: ViewInput, content: SavedViewContent): Promise<SavedView[]> {
  return take(api.POST('/api/ledgers/{ledger}/views', { params: { path: { ledger } }, headers: keyed(key), body: { ...input, content } }))
}

export function editView(key: string, ledger: string, view: SavedView, input: ViewInput, content: SavedViewContent | null): Promise<SavedView[]> {
  return take(api.PUT('/api/ledgers/{ledger}/views/{id}', { params: { path: { ledger, id: view.id } }, headers: keyed(key), body: { version: view.version, ...input, content } }))
}

export function deleteView(key: string, ledger: string, id: string): Promise<SavedView[]> {
  return take(api.DELETE('/api/ledgers/{ledger}/views/{id}', { params: { path: { ledger, id } }, headers: keyed(key) }))
}

export function setDefaultView(key: string, ledger: string, view: string | null): Promise<SavedView[]> {
  return take(api.PUT('/api/ledgers/{ledger}/default-view', { params: { path: { ledger } }, headers: keyed(key), body: { view_id: view } }))
}
