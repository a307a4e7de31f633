import { expect, it } from 'vitest'
import { ownNumber, placeWords, shownNumber } from './wording'

it('shows people the running number of a goal or a safeguard, and a printed number as it is', () => {
  expect(['goal1', 'safeguard12', '9', '（四）', 'goal'].map((number) => shownNumber({ number }))).toEqual(['1', '12', '9', '（四）', 'goal'])
  expect(['goal1', 'safeguard12', '9', ''].map(ownNumber)).toEqual([true, true, false, false])
})

it('says where a target stands', () => {
  expect(placeWords('goal2')).toEqual(['plan.indicator.in_goal', { number: '2' }])
  expect(placeWords('safeguard1')).toEqual(['plan.indicator.in_safeguard', { number: '1' }])
  expect(placeWords('11')).toEqual(['plan.indicator.in_task', { number: '11' }])
  expect(placeWords(null)).toEqual(['plan.indicator.nowhere', { number: '' }])
})
