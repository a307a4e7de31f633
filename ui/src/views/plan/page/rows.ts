import { api, take } from '@/api/client'
import type { Duty, Item, WorkPlanSummary } from '@/api/types'

export interface TaskRow {
  item: Item
  targets: number
  duties: Duty[]
  workPlans: WorkPlanSummary[]
}

/** Every duty of a plan the reader may see, page after page; a plan has a few hundred. */
export async function allDuties(plan: string): Promise<Duty[]> {
  const found: Duty[] = []
  let cursor: string | undefined
  do {
    const page = await take(api.GET('/api/duties', { params: { query: { plan, cursor, limit: 500 } } }))
    found.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor)
  return found
}

export function workPlansOf(plan: string): Promise<WorkPlanSummary[]> {
  return take(api.GET('/api/work-plans', { params: { query: { plan } } }))
}
