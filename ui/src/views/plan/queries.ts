import { useQuery } from '@tanstack/vue-query'
import { api, take } from '@/api/client'
import { queryClient } from '@/app/queries'
import type { Item, Plan, Progress } from '@/api/types'

/** Where each answer lies in the cache; everything of one plan begins alike, so that it can be renewed together. */
export const planKeys = {
  list: ['plans'] as const,
  plan: (plan: string) => ['plan', plan, 'itself'] as const,
  source: (plan: string) => ['plan', plan, 'source'] as const,
  names: (plan: string) => ['plan', plan, 'names'] as const,
  indicators: (plan: string) => ['plan', plan, 'indicators'] as const,
  decisions: (plan: string) => ['plan', plan, 'decisions'] as const,
  amendments: (plan: string) => ['plan', plan, 'amendments'] as const,
  organisations: (plan: string) => ['plan', plan, 'by-organisation'] as const,
  duties: (plan: string) => ['plan', plan, 'duties'] as const,
  task: (plan: string, task: string) => ['plan', plan, 'task', task] as const,
}

const at = (plan: string) => ({ params: { path: { plan } } })

export function usePlans() {
  return useQuery({ queryKey: planKeys.list, queryFn: () => take(api.GET('/api/plans')) })
}

export function usePlan(plan: string) {
  return useQuery({ queryKey: planKeys.plan(plan), queryFn: () => take(api.GET('/api/plans/{plan}', at(plan))), shallow: true })
}

/** The source text never changes once it was read. */
export function useSource(plan: string) {
  return useQuery({ queryKey: planKeys.source(plan), queryFn: () => take(api.GET('/api/plans/{plan}/source', at(plan))), shallow: true, staleTime: Infinity })
}

export function useNames(plan: string) {
  return useQuery({ queryKey: planKeys.names(plan), queryFn: () => take(api.GET('/api/plans/{plan}/names', at(plan))) })
}

export function useIndicators(plan: string) {
  return useQuery({ queryKey: planKeys.indicators(plan), queryFn: () => take(api.GET('/api/plans/{plan}/indicators', at(plan))), shallow: true })
}

export function useDecisions(plan: string) {
  return useQuery({ queryKey: planKeys.decisions(plan), queryFn: () => take(api.GET('/api/plans/{plan}/open-decisions', at(plan))) })
}

export function useAmendments(plan: string) {
  return useQuery({ queryKey: planKeys.amendments(plan), queryFn: () => take(api.GET('/api/plans/{plan}/amendments', at(plan))) })
}

export function useByOrganisation(plan: string) {
  return useQuery({ queryKey: planKeys.organisations(plan), queryFn: () => take(api.GET('/api/plans/{plan}/by-organisation', at(plan))), shallow: true })
}

export function useTask(plan: string, task: string) {
  const params = { path: { plan, item: task } }
  return useQuery({ queryKey: planKeys.task(plan, task), queryFn: () => take(api.GET('/api/plans/{plan}/tasks/{item}', { params })) })
}

/** Everything of a plan is read again; for changes whose reach only the server knows. */
export function renewPlan(plan: string): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: planKeys.list })
  return queryClient.invalidateQueries({ queryKey: ['plan', plan] })
}

/** The lists that follow from the items are read again, the items themselves are not. */
export function renewAround(plan: string): void {
  for (const key of [planKeys.names(plan), planKeys.indicators(plan), planKeys.decisions(plan)]) {
    void queryClient.invalidateQueries({ queryKey: key })
  }
}

/** Every item that must be decided before the plan can be handed out, goals and safeguards too. */
export function count(items: readonly Item[]): Progress {
  const progress: Progress = { total: items.length, pending: 0, confirmed: 0, corrected: 0, added: 0, dropped: 0 }
  for (const { state } of items) {
    if (state === 'confirmed' || state === 'corrected' || state === 'added' || state === 'dropped') progress[state] += 1
    else progress.pending += 1
  }
  return progress
}

/** Puts changed items into the plan on the screen, so that a decision shows at once and costs no second reading. */
export function putItems(plan: string, changed: readonly Item[]): void {
  queryClient.setQueryData<Plan>(planKeys.plan(plan), (old) => {
    if (!old) return old
    const byId = new Map(changed.map((item) => [item.id, item]))
    const known = new Set(old.items.map((item) => item.id))
    const items = [...old.items.map((item) => byId.get(item.id) ?? item), ...changed.filter((item) => !known.has(item.id))]
    return { ...old, items, pending: count(items).pending }
  })
}
