import { expect, it } from 'vitest'
import type { Item } from '@/api/types'
import { doubtful, groupBySection, inReadingOrder, sure } from './order'

function item(id: string, change: Partial<Item>): Item {
  return { id, kind: 'task', section: [], state: 'pending', confidence: 95, span: null, reasons: [], ...change } as Item
}

it('reads from the top, a task before the targets inside it, and what has no place last', () => {
  const items = [item('late', {}), item('target', { kind: 'target', span: [10, 14] }), item('task', { span: [10, 90] }), item('first', { span: [0, 9] })]
  expect(inReadingOrder(items).map((one) => one.id)).toEqual(['first', 'task', 'target', 'late'])
})

it('keeps neighbours of one section together', () => {
  const sections = groupBySection([item('a', { section: ['I'] }), item('b', { section: ['I'] }), item('c', { section: ['II', 'x'] })])
  expect(sections.map((one) => [one.title, one.items.length])).toEqual([['I', 2], ['II / x', 1]])
})

it.each([
  [{ confidence: 90 }, true, false],
  [{ confidence: 89 }, false, true],
  [{ confidence: null }, true, false],
  [{ confidence: null, reasons: [{ code: 'r', message: 'r' }] }, false, false],
  [{ confidence: 99, state: 'confirmed' }, false, false],
] as [Partial<Item>, boolean, boolean][])('%j is sure: %s, doubtful: %s', (change, isSure, isDoubtful) => {
  expect([sure(item('x', change)), doubtful(item('x', change))]).toEqual([isSure, isDoubtful])
})
