import { expect, it } from 'vitest'
import type { WorkPlanContent } from '@/api/types'
import { missing, trimmed, weightSum } from './content'

const full: WorkPlanContent = {
  measures: ['one'],
  milestones: [{ title: 'half', due: '2023-06-30', weight: 40 }, { title: 'whole', due: '2023-12-31', weight: 60 }],
  deputy_leader: 'Liu',
  division_id: null,
  handler_id: null,
  parts: [],
}

it('adds up the weights', () => expect(weightSum(full.milestones)).toBe(100))

it('finds nothing missing in a full plan', () => expect(missing(full)).toEqual([]))

it.each([
  [{ measures: [' '] }, 'measures'],
  [{ milestones: [] }, 'milestones'],
  [{ milestones: [{ title: '', due: '2023-06-30', weight: 100 }] }, 'milestone_fields'],
  [{ milestones: [{ title: 'x', due: '2023-06-30', weight: 99 }] }, 'weights'],
  [{ deputy_leader: ' ' }, 'deputy'],
])('says what %j lacks', (change, need) => expect(missing({ ...full, ...change })).toContain(`work_plan.needs.${need}`))

it('sends no empty lines', () => {
  const typed = { ...full, measures: ['one ', ''], milestones: [...full.milestones, { title: '', due: '', weight: 1 }] }
  expect(trimmed(typed)).toEqual(full)
})
