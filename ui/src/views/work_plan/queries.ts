import { useQuery } from '@tanstack/vue-query'
import { api, keyed, take } from '@/api/client'
import { queryClient } from '@/app/queries'
import type { MoveVerb, MoveWorkPlan, WorkPlan, WorkPlanContent } from '@/api/types'

const keyOf = (id: string) => ['work-plan', id] as const

export function useWorkPlan(id: string) {
  return useQuery({ queryKey: keyOf(id), queryFn: () => take(api.GET('/api/work-plans/{id}', { params: { path: { id } } })), shallow: true })
}

export function useWorkPlans() {
  return useQuery({ queryKey: ['work-plans'], queryFn: () => take(api.GET('/api/work-plans')) })
}

/** A changed work plan goes onto the screen at once; lists and the plan around it are read again. */
export function putWorkPlan(changed: WorkPlan): void {
  queryClient.setQueryData(keyOf(changed.id), changed)
  void queryClient.invalidateQueries({ queryKey: ['work-plans'] })
  void queryClient.invalidateQueries({ queryKey: ['plan', changed.plan_id] })
  void queryClient.invalidateQueries({ queryKey: ['todo'] })
}

export function renewWorkPlan(id: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: keyOf(id) })
}

const at = (id: string, key: string) => ({ params: { path: { id } }, headers: keyed(key) })

export function saveWorkPlan(key: string, id: string, version: number, content: WorkPlanContent): Promise<WorkPlan> {
  return take(api.PUT('/api/work-plans/{id}', { ...at(id, key), body: { version, content } }))
}

export function amendWorkPlan(key: string, id: string, version: number, content: WorkPlanContent, reason: string): Promise<WorkPlan> {
  return take(api.POST('/api/work-plans/{id}/amend', { ...at(id, key), body: { version, content, reason } }))
}

/** The moves that carry no content, each by the verb of its address. */
export const moves = {
  submit: (key: string, id: string, body: MoveWorkPlan) => take(api.POST('/api/work-plans/{id}/submit', { ...at(id, key), body })),
  withdraw: (key: string, id: string, body: MoveWorkPlan) => take(api.POST('/api/work-plans/{id}/withdraw', { ...at(id, key), body })),
  approve: (key: string, id: string, body: MoveWorkPlan) => take(api.POST('/api/work-plans/{id}/approve', { ...at(id, key), body })),
  send_back: (key: string, id: string, body: MoveWorkPlan) => take(api.POST('/api/work-plans/{id}/send_back', { ...at(id, key), body })),
  accept: (key: string, id: string, body: MoveWorkPlan) => take(api.POST('/api/work-plans/{id}/accept', { ...at(id, key), body })),
  return: (key: string, id: string, body: MoveWorkPlan) => take(api.POST('/api/work-plans/{id}/return', { ...at(id, key), body })),
} as const satisfies Partial<Record<MoveVerb, unknown>>

export type Step = keyof typeof moves
