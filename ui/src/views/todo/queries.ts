import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api, take } from '@/api/client'
import { me } from '@/session/session'

/** What waits for the reader; the menu counts it and the first page lists it. */
export function useTodo() {
  return useQuery({
    queryKey: ['todo'],
    queryFn: () => take(api.GET('/api/todo')),
    enabled: computed(() => me.value !== null && !me.value.must_change_password),
    staleTime: 30_000,
  })
}
