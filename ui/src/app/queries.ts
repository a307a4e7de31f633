import { QueryClient } from '@tanstack/vue-query'
import { ApiProblem } from '@/api/problem'

/** A refusal will not change by asking again; a dropped line may. */
function again(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiProblem && error.lost
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: again, staleTime: 10_000, refetchOnWindowFocus: false, networkMode: 'always' } },
})
