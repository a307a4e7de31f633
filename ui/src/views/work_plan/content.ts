import type { Milestone, WorkPlanContent } from '@/api/types'

/** The weights of the milestones add up to the whole. */
export const WHOLE = 100

export function weightSum(milestones: readonly Milestone[]): number {
  return milestones.reduce((sum, one) => sum + (Number.isFinite(one.weight) ? one.weight : 0), 0)
}

export function copyOf(content: WorkPlanContent): WorkPlanContent {
  return JSON.parse(JSON.stringify(content)) as WorkPlanContent
}

/** What the form begins with: a plan without measures offers the first line at once. */
export function toWrite(content: WorkPlanContent): WorkPlanContent {
  const copy = copyOf(content)
  return copy.measures.length > 0 ? copy : { ...copy, measures: [''] }
}

/** Lines left empty while typing are not sent. */
export function trimmed(content: WorkPlanContent): WorkPlanContent {
  return {
    ...content,
    measures: content.measures.map((one) => one.trim()).filter((one) => one !== ''),
    milestones: content.milestones.filter((one) => one.title.trim() !== '' || one.due !== ''),
    deputy_leader: content.deputy_leader.trim(),
  }
}

/** What the browser itself asks for before a plan is submitted; everything else is the server's to say. */
export function missing(content: WorkPlanContent): string[] {
  const found: string[] = []
  if (!content.measures.some((one) => one.trim())) found.push('work_plan.needs.measures')
  if (content.milestones.length === 0) found.push('work_plan.needs.milestones')
  if (content.milestones.some((one) => !one.title.trim() || !one.due)) found.push('work_plan.needs.milestone_fields')
  if (weightSum(content.milestones) !== WHOLE) found.push('work_plan.needs.weights')
  if (!content.deputy_leader.trim()) found.push('work_plan.needs.deputy')
  return found
}
