import { describe, expect, it } from 'vitest'
import type { EntryTodo, Todo } from '@/api/types'
import { groupTodo, kindOrder, listOf, overdue, placeOf, waiting } from './places'

function todo(fields: Partial<Todo>): Todo {
  return { kind: 'receive_duty', title: 't', detail: 'd', plan_id: '5', task_id: '51', subject_id: '9', organisation: null, due: null, since: '2023-01-30T00:00:00Z', ...fields }
}

describe('the to-do list', () => {
  it('groups by kind, the earliest due first, and drops empty kinds', () => {
    const groups = groupTodo([todo({ subject_id: 'a' }), todo({ subject_id: 'b', due: '2023-02-01' }), todo({ kind: 'confirm_plan', subject_id: 'c' })])
    expect(groups.map((group) => [group.kind, group.items.map((one) => one.subject_id)])).toEqual([['confirm_plan', ['c']], ['receive_duty', ['b', 'a']]])
  })

  it('leads every kind to a page', () => {
    for (const kind of kindOrder) expect(placeOf(todo({ kind }))).toHaveProperty('name')
    expect(placeOf(todo({ kind: 'approve_work_plan' }))).toEqual({ name: 'work-plan', params: { id: '9' } })
    expect(placeOf(todo({ kind: 'handle_correction', plan_id: null }))).toEqual({ name: 'correction', params: { id: '9' } })
    expect(placeOf(todo({ kind: 'receive_duty' }))).toEqual({ name: 'task', params: { plan: '5', task: '51' } })
  })

  it('marks a due day only when it has passed', () => {
    expect(overdue('2023-02-01', '2023-02-02')).toBe(true)
    expect(overdue('2023-02-02', '2023-02-02')).toBe(false)
    expect(overdue(null, '2023-02-02')).toBe(false)
  })

  it('counts a book with waiting entries once and leads to its list', () => {
    const book = (count: number): EntryTodo => ({ ledger: 'tech_sme', name: '企业', waiting: count, waiting_exact: true, overdue: 0, called: [] })
    expect(waiting(undefined)).toBe(0)
    expect(waiting({ items: [todo({})], entries: [book(3), book(4)] })).toBe(3)
    expect(listOf('tech_sme')).toEqual({ name: 'ledger', params: { ledger: 'tech_sme' }, query: { 'f.turn': 'mine' } })
  })
})
