import { api, take } from '@/api/client'
import type { Handler } from '@/api/types'

/** The people of an organisation who can be named as handlers; asked only where one can be chosen. */
export function handlersOf(organisation: string) {
  return {
    queryKey: ['handlers', organisation],
    queryFn: (): Promise<Handler[]> => take(api.GET('/api/organisations/{id}/handlers', { params: { path: { id: organisation } } })),
    staleTime: 60_000,
  }
}
