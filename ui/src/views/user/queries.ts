import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { api, take } from '@/api/client'
import { queryClient } from '@/app/queries'

/** Accounts a page at a time, by name or login and by organisation. */
export function useUsers(words: Ref<string>, organisation: Ref<string | null>) {
  return useInfiniteQuery({
    queryKey: computed(() => ['users', words.value, organisation.value ?? '', 'list']),
    queryFn: ({ pageParam }) =>
      take(api.GET('/api/users', { params: { query: { q: words.value || undefined, organisation: organisation.value ?? undefined, cursor: pageParam, limit: 50 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
}

/** An account changed, so every list that shows people must be read again. */
export async function usersChanged(): Promise<void> {
  await Promise.all([queryClient.invalidateQueries({ queryKey: ['users'] }), queryClient.invalidateQueries({ queryKey: ['organisations'] })])
}
