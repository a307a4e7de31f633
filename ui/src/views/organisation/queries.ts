import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, take } from '@/api/client'
import type { OrganisationKind } from '@/api/types'

/** All organisations; pickers on several screens share this answer. */
export function useOrganisations() {
  return useQuery({ queryKey: ['organisations', '', ''], queryFn: () => take(api.GET('/api/organisations')), staleTime: 60_000 })
}

/** Organisations by words (names, short names, former names) and kind. */
export function useFoundOrganisations(words: Ref<string>, kind: Ref<OrganisationKind | ''>) {
  return useQuery({
    queryKey: computed(() => ['organisations', words.value, kind.value]),
    queryFn: () => take(api.GET('/api/organisations', { params: { query: { q: words.value || undefined, kind: kind.value || undefined } } })),
    placeholderData: (previous) => previous,
    staleTime: 60_000,
  })
}

export function useGroups() {
  return useQuery({ queryKey: ['groups'], queryFn: () => take(api.GET('/api/groups')), staleTime: 60_000 })
}
