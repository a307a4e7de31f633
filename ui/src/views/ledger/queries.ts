import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter, type Ref } from 'vue'
import { api, keyed, take } from '@/api/client'
import { upload } from '@/api/upload'
import { queryClient } from '@/app/queries'
import { locale } from '@/app/i18n'
import type { EntryContent, EntryHistoryView, EntryInspection, EntryMoveInput, EntryPageView, EntryView, LedgerSummaryView, LedgerView } from '@/api/types'

/** What is asked of a page of a ledger, as the wire takes it. */
export interface EntryQuery {
  search?: string
  filter?: string
  sort?: string
  columns?: string
  after?: string
}

// Names of fields, states and choices come in the reader's language, so each language is an answer of its own.
const entryKey = (ledger: string, id: string) => ['ledger', ledger, 'entry', id, locale.value] as const
const place = (ledger: string, id: string) => ({ path: { ledger, id } })

export function useLedgers() {
  return useQuery({ queryKey: computed(() => ['ledgers', locale.value]), queryFn: (): Promise<LedgerSummaryView[]> => take(api.GET('/api/ledgers')) })
}

/** The form, the list and the life cycle change with the pack only. */
export function useLedger(ledger: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['ledger', toValue(ledger), 'itself', locale.value]),
    queryFn: (): Promise<LedgerView> => take(api.GET('/api/ledgers/{ledger}', { params: { path: { ledger: toValue(ledger) } } })),
    shallow: true,
    staleTime: 300_000,
  })
}

/** The rows before stay until the new ones are there, so that the page does not jump. */
export function useEntries(ledger: MaybeRefOrGetter<string>, query: Ref<EntryQuery>, ready: Ref<boolean>) {
  return useQuery({
    queryKey: computed(() => ['ledger', toValue(ledger), 'entries', query.value, locale.value]),
    queryFn: (): Promise<EntryPageView> => take(api.GET('/api/ledgers/{ledger}/entries', { params: { path: { ledger: toValue(ledger) }, query: query.value } })),
    enabled: ready,
    placeholderData: (previous: EntryPageView | undefined) => previous,
    shallow: true,
  })
}

export function useEntry(ledger: MaybeRefOrGetter<string>, id: MaybeRefOrGetter<string>, ready: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    enabled: () => toValue(ready),
    queryKey: computed(() => entryKey(toValue(ledger), toValue(id))),
    queryFn: (): Promise<EntryView> => take(api.GET('/api/ledgers/{ledger}/entries/{id}', { params: place(toValue(ledger), toValue(id)) })),
    shallow: true,
  })
}

export function useEntryHistory(ledger: MaybeRefOrGetter<string>, id: MaybeRefOrGetter<string>, version: Ref<number>) {
  return useQuery({
    queryKey: computed(() => ['ledger', toValue(ledger), 'history', toValue(id), version.value, locale.value]),
    queryFn: (): Promise<EntryHistoryView[]> => take(api.GET('/api/ledgers/{ledger}/entries/{id}/history', { params: place(toValue(ledger), toValue(id)) })),
    shallow: true,
  })
}

/** A changed entry goes onto the screen at once; the lists around it are read again. */
export function putEntry(changed: EntryView): void {
  queryClient.setQueryData(entryKey(changed.ledger, changed.row.id), changed)
  void queryClient.invalidateQueries({ queryKey: ['ledger', changed.ledger, 'entries'] })
  void queryClient.invalidateQueries({ queryKey: ['ledgers'] })
  void queryClient.invalidateQueries({ queryKey: ['todo'] })
}

/** Reads an entry again because somebody else changed it, and shows it; nothing where the line dropped meanwhile. */
export async function renewEntry(ledger: string, id: string): Promise<EntryView | null> {
  try {
    const now = await take(api.GET('/api/ledgers/{ledger}/entries/{id}', { params: place(ledger, id) }))
    putEntry(now)
    return now
  } catch {
    return null
  }
}

export function createEntry(key: string, ledger: string, organisation: string, content: EntryContent): Promise<EntryView> {
  return take(api.POST('/api/ledgers/{ledger}/entries', { params: { path: { ledger } }, headers: keyed(key), body: { organisation_id: organisation, content } }))
}

export function saveEntry(key: string, ledger: string, id: string, version: number, content: EntryContent, reason: string): Promise<EntryView> {
  return take(api.PUT('/api/ledgers/{ledger}/entries/{id}', { params: place(ledger, id), headers: keyed(key), body: { version, content, reason } }))
}

export function moveEntry(key: string, ledger: string, id: string, code: string, version: number, input: EntryMoveInput): Promise<EntryView> {
  return take(api.POST('/api/ledgers/{ledger}/entries/{id}/moves/{code}', { params: { path: { ledger, id, code } }, headers: keyed(key), body: { version, ...input } }))
}

export function inspectEntry(ledger: string, id: string | null, content: EntryContent): Promise<EntryInspection> {
  return take(api.POST('/api/ledgers/{ledger}/inspect', { params: { path: { ledger } }, body: { id, content } }))
}

export function fileAddress(ledger: string, id: string, file: string): string {
  return `/api/ledgers/${ledger}/entries/${id}/files/${file}`
}

export function attachFile(key: string, ledger: string, id: string, field: string, file: File, progress: (share: number) => void): Promise<EntryView> {
  return upload(`/api/ledgers/${ledger}/entries/${id}/evidence/${field}`, file, key, progress)
}

export function removeFile(key: string, ledger: string, id: string, file: string): Promise<EntryView> {
  return take(api.DELETE('/api/ledgers/{ledger}/entries/{id}/files/{file}', { params: { path: { ledger, id, file } }, headers: keyed(key) }))
}
