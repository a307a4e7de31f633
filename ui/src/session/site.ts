import { useQuery } from '@tanstack/vue-query'
import { api, take } from '@/api/client'

/** Which site this is; known before anybody has signed in, and the same as long as the page stands. */
export function useSite() {
  return useQuery({ queryKey: ['site'], queryFn: () => take(api.GET('/api/site')), staleTime: Infinity })
}
