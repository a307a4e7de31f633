import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, take } from '@/api/client'
import type { Ref, SubjectView } from '@/api/types'
import { locale } from '@/app/i18n'

/** Subjects by the beginning of a name or by a whole code; without words nothing is asked. */
export function useSubjects(search: MaybeRefOrGetter<string>) {
  return useQuery({
    enabled: () => toValue(search) !== '',
    queryKey: computed(() => ['subjects', toValue(search), locale.value]),
    queryFn: (): Promise<Ref[]> => take(api.GET('/api/subjects', { params: { query: { search: toValue(search) } } })),
  })
}

export function useSubject(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => ['subject', toValue(id), locale.value]),
    queryFn: (): Promise<SubjectView> => take(api.GET('/api/subjects/{id}', { params: { path: { id: toValue(id) } } })),
  })
}
