import { expect, it } from 'vitest'
import { inputOf, missingOf, needsOf } from './moveNeeds'

const to = [{ code: 'draft', name: '草稿' }, { code: 'registered', name: '已登记' }]

it.each([
  [{ kind: 'forward', reason: false, to: [] }, []],
  [{ kind: 'send_back', reason: true, to }, ['reason', 'to']],
  [{ kind: 'send_back', reason: true, to: to.slice(0, 1) }, ['reason']],
  [{ kind: 'hand_over', reason: true, to: [] }, ['reason', 'organisation_id']],
  [{ kind: 'delegate', reason: false, to: [] }, ['user_id']],
  [{ kind: 'extend', reason: true, to: [] }, ['reason', 'days']],
] as const)('%j asks for %j', (move, missing) => expect(missingOf(needsOf({ ...move, to: [...move.to] }), { reason: ' ' })).toEqual(missing))

it('sends what is asked and nothing else', () => {
  const needs = needsOf({ kind: 'extend', reason: true, to: [] })
  expect(inputOf(needs, { reason: ' 节假日 ', days: 5, user_id: '1' })).toEqual({ reason: '节假日', days: 5 })
})
