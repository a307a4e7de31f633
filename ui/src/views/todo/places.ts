import type { RouteLocationRaw } from 'vue-router'
import type { Todo, TodoKind, TodoList } from '@/api/types'

/** The kinds in the order people meet them; what blocks others comes first. */
export const kindOrder: readonly TodoKind[] = [
  'confirm_plan', 'accept_work_plan', 'approve_work_plan', 'receive_duty', 'assign_duty', 'mend_work_plan', 'draft_work_plan', 'settle_decision',
  'handle_correction', 'read_answer',
]

export interface TodoGroup {
  kind: TodoKind
  items: Todo[]
}

/** The to-do list by kind; a kind without items is absent, the earliest due stands first. */
export function groupTodo(items: readonly Todo[]): TodoGroup[] {
  return kindOrder
    .map((kind) => ({ kind, items: items.filter((one) => one.kind === kind).sort(byDue) }))
    .filter((group) => group.items.length > 0)
}

function byDue(a: Todo, b: Todo): number {
  return (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.since.localeCompare(b.since)
}

/** Where an item is acted upon. */
export function placeOf(todo: Todo): RouteLocationRaw {
  const plan = todo.plan_id ?? ''
  switch (todo.kind) {
    case 'confirm_plan':
      return { name: 'plan-confirm', params: { plan } }
    case 'settle_decision':
      return { name: 'plan', params: { plan }, query: { view: 'decisions', decision: todo.subject_id } }
    case 'mend_work_plan':
    case 'approve_work_plan':
    case 'accept_work_plan':
      return { name: 'work-plan', params: { id: todo.subject_id } }
    case 'handle_correction':
    case 'read_answer':
      return { name: 'correction', params: { id: todo.subject_id } }
    default:
      return todo.task_id ? { name: 'task', params: { plan, task: todo.task_id } } : { name: 'plan', params: { plan } }
  }
}

/** The list of a book, narrowed to what waits for the reader. */
export function listOf(ledger: string): RouteLocationRaw {
  return { name: 'ledger', params: { ledger }, query: { 'f.turn': 'mine' } }
}

/** How many things wait: each of the items, and each book in which entries do; those can be thousands after an import. */
export function waiting(list: TodoList | undefined): number {
  if (!list) return 0
  return list.items.length + list.entries.length
}

/** A due day that has passed. */
export function overdue(due: string | null | undefined, today: string): boolean {
  return !!due && due < today
}
