import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, keyed, take } from '@/api/client'
import type { Correction, NewCorrection } from '@/api/types'
import { upload } from '@/api/upload'
import { locale } from '@/app/i18n'
import { queryClient } from '@/app/queries'

/** About an entry, or about a subject with its entries. */
export interface CorrectionsAsked {
  entry?: string
  subject?: string
}

export function useCorrections(asked: MaybeRefOrGetter<CorrectionsAsked>) {
  return useQuery({
    queryKey: computed(() => ['corrections', toValue(asked), locale.value]),
    queryFn: (): Promise<Correction[]> => take(api.GET('/api/corrections', { params: { query: toValue(asked) } })),
  })
}

export function useCorrection(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['correction', toValue(id), locale.value]),
    queryFn: (): Promise<Correction> => take(api.GET('/api/corrections/{id}', { params: { path: { id: toValue(id) } } })),
  })
}

/** Whatever was done with a request, the lists around it are read again. */
export async function renewCorrections(): Promise<void> {
  await Promise.all([['corrections'], ['correction'], ['todo']].map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}

export function raiseCorrection(key: string, input: NewCorrection): Promise<Correction> {
  return take(api.POST('/api/corrections', { headers: keyed(key), body: input }))
}

export function attachCorrectionFile(key: string, id: string, file: File): Promise<Correction> {
  return upload(`/api/corrections/${id}/file`, file, key, () => undefined)
}

export type Verb = 'accept' | 'refuse' | 'withdraw' | 'note'

/** One step with a request; what it needs beside the version depends on the verb. */
export function stepCorrection(key: string, one: Correction, verb: Verb, reason: string): Promise<Correction> {
  const params = { path: { id: one.id } }
  const headers = keyed(key)
  switch (verb) {
    case 'accept':
      return take(api.POST('/api/corrections/{id}/accept', { params, headers, body: { version: one.version, reason } }))
    case 'refuse':
      return take(api.POST('/api/corrections/{id}/refuse', { params, headers, body: { version: one.version, reason } }))
    case 'withdraw':
      return take(api.POST('/api/corrections/{id}/withdraw', { params, headers, body: { version: one.version } }))
    case 'note':
      return take(api.POST('/api/corrections/{id}/note', { params, headers }))
  }
}

export async function handOnCorrection(key: string, one: Correction, organisation: string, reason: string): Promise<true> {
  await take(api.POST('/api/corrections/{id}/hand-on', { params: { path: { id: one.id } }, headers: keyed(key), body: { version: one.version, organisation_id: organisation, reason } }))
  return true
}
