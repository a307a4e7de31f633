import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, inLanguage, keyed, take } from '@/api/client'
import { upload } from '@/api/upload'
import { locale } from '@/app/i18n'
import { queryClient } from '@/app/queries'
import { isWorking, type Mapping } from './steps'
import type { ImportView } from '@/api/types'

const SECOND = 1000
const importKey = (id: string) => ['import', id, locale.value] as const
const listKey = (ledger: string) => ['ledger', ledger, 'imports'] as const

export function useImports(ledger: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => [...listKey(toValue(ledger)), locale.value]),
    queryFn: (): Promise<ImportView[]> => take(api.GET('/api/ledgers/{ledger}/imports', { params: { path: { ledger: toValue(ledger) } } })),
  })
}

/** One import; while the server works on it, it is asked for each second. */
export function useImport(id: MaybeRefOrGetter<string>) {
  return useQuery({
    enabled: () => toValue(id) !== '',
    queryKey: computed(() => importKey(toValue(id))),
    queryFn: (): Promise<ImportView> => take(api.GET('/api/imports/{id}', { params: { path: { id: toValue(id) } } })),
    refetchInterval: (query) => (isWorking(query.state.data?.state) ? SECOND : false),
  })
}

/** What a change answered goes onto the screen at once. */
export function putImport(changed: ImportView): void {
  queryClient.setQueryData(importKey(changed.id), changed)
  void queryClient.invalidateQueries({ queryKey: listKey(changed.ledger) })
}

export function renewImport(id: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: importKey(id) })
}

/** What was written shows in the lists. */
export function renewLedger(ledger: string): void {
  void queryClient.invalidateQueries({ queryKey: ['ledger', ledger, 'entries'] })
  void queryClient.invalidateQueries({ queryKey: ['ledger', ledger, 'imports'] })
  void queryClient.invalidateQueries({ queryKey: ['ledgers'] })
}

export function beginImport(key: string, ledger: string, organisation: string, file: File, progress: (share: number) => void, signal: AbortSignal): Promise<ImportView> {
  return upload(`/api/ledgers/${encodeURIComponent(ledger)}/imports`, file, key, progress, { fields: { organisation_id: organisation }, signal })
}

export function mapImport(key: string, id: string, version: number, mapping: Mapping): Promise<ImportView> {
  return take(api.PUT('/api/imports/{id}/mapping', { params: { path: { id } }, headers: keyed(key), body: { version, mapping } }))
}

export function checkImport(key: string, id: string, version: number): Promise<ImportView> {
  return take(api.POST('/api/imports/{id}/check', { params: { path: { id } }, headers: keyed(key), body: { version } }))
}

export function runImport(key: string, id: string, version: number): Promise<ImportView> {
  return take(api.POST('/api/imports/{id}/run', { params: { path: { id } }, headers: keyed(key), body: { version } }))
}

export function cancelImport(key: string, id: string): Promise<ImportView> {
  return take(api.POST('/api/imports/{id}/cancel', { params: { path: { id } }, headers: keyed(key) }))
}

export function errorsAddress(id: string): string {
  return inLanguage(`/api/imports/${encodeURIComponent(id)}/errors`)
}

export function templateAddress(ledger: string): string {
  return inLanguage(`/api/ledgers/${encodeURIComponent(ledger)}/template`)
}
