import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, keyed, take } from '@/api/client'
import type { DecideDuplicate, DuplicatePage } from '@/api/types'
import { locale } from '@/app/i18n'
import { queryClient } from '@/app/queries'

export interface DuplicatesAsked {
  decided: boolean
  after: string
}

/** Groups of entries that may be the same thing: those that wait, or those that were decided. */
export function useDuplicates(ledger: MaybeRefOrGetter<string>, asked: MaybeRefOrGetter<DuplicatesAsked>) {
  return useQuery({
    queryKey: computed(() => ['ledger', toValue(ledger), 'duplicates', toValue(asked), locale.value]),
    queryFn: (): Promise<DuplicatePage> => take(api.GET('/api/ledgers/{ledger}/duplicates', { params: { path: { ledger: toValue(ledger) }, query: toValue(asked) } })),
    shallow: true,
  })
}

export async function decideDuplicate(key: string, ledger: string, decision: DecideDuplicate): Promise<true> {
  await take(api.POST('/api/ledgers/{ledger}/duplicates', { params: { path: { ledger } }, headers: keyed(key), body: decision }))
  return true
}

export async function renewDuplicates(ledger: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['ledger', ledger, 'duplicates'] })
}
