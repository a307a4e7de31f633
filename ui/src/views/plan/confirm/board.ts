import { computed, inject, provide, ref, shallowRef, type InjectionKey } from 'vue'
import type { Item } from '@/api/types'
import { problemFromThrown, type ApiProblem } from '@/api/problem'
import { say } from '@/components/ask'
import { words } from '@/app/i18n'
import { may } from '@/session/session'
import { confirmItem, confirmItems, dropItem, once, restoreItem } from '../changes'
import { count, putItems, renewAround, renewPlan, usePlan, useSource } from '../queries'
import { groupBySection, headings, inReadingOrder, sure } from './order'

export const tabs = ['tasks', 'targets', 'pending', 'names', 'decisions'] as const
export type Tab = (typeof tabs)[number]

/** Everything the two sides of the confirmation screen share: the items, where the reader is, and the quick decisions. */
export function useBoard(plan: string) {
  const planQuery = usePlan(plan)
  const sourceQuery = useSource(plan)
  const tab = ref<Tab>('tasks')
  const currentId = ref<string | null>(null)
  const problem = shallowRef<ApiProblem | null>(null)

  const items = computed(() => inReadingOrder(planQuery.data.value?.items ?? []))
  const byId = computed(() => new Map(items.value.map((item) => [item.id, item])))
  const states = computed(() => Object.fromEntries(items.value.map((item) => [item.id, item.state])))
  const listed = computed(() => items.value.filter((item) => belongs(item, tab.value)))
  const sections = computed(() => groupBySection(listed.value, titleOf))
  const progress = computed(() => count(items.value))
  /** A target stands where its task or goal does; goals and safeguards have no heading, but a kind. */
  function titleOf(item: Item): string {
    const own = headings(item)
    if (own) return own
    const parent = item.target?.task_item_id ? byId.value.get(item.target.task_item_id) : null
    if (parent) return titleOf(parent)
    return item.kind === 'goal' || item.kind === 'safeguard' ? words(`names.item_kind.${item.kind}`) : ''
  }

  const current = computed(() => (currentId.value ? byId.value.get(currentId.value) ?? null : null))
  const editable = computed(() => planQuery.data.value?.state === 'draft' && may('decide_item'))

  function pick(id: string): void {
    const item = byId.value.get(id)
    if (!item) return
    if (!belongs(item, tab.value)) tab.value = item.kind === 'target' ? 'targets' : 'tasks'
    currentId.value = id
    problem.value = null
  }

  function step(by: number): void {
    const at = listed.value.findIndex((item) => item.id === currentId.value)
    const next = listed.value[at < 0 ? 0 : Math.min(Math.max(at + by, 0), listed.value.length - 1)]
    if (next) pick(next.id)
  }

  /** The next item that still waits, looking on from the present one and then from the top. */
  function nextPending(after: string, before: readonly Item[]): void {
    const at = before.findIndex((item) => item.id === after)
    const order = [...before.slice(at + 1), ...before.slice(0, Math.max(at, 0))]
    const next = order.find((item) => byId.value.get(item.id)?.state === 'pending')
    if (next) currentId.value = next.id
  }

  /** Runs a decision and shows its outcome; a conflict brings the newer content onto the screen. */
  async function decide(deed: string, item: Item, send: (key: string) => Promise<Item>): Promise<boolean> {
    problem.value = null
    try {
      const done = await once(`${deed} ${item.id}`, item.version, send)
      putItems(plan, [done])
      return true
    } catch (thrown) {
      const refused = problemFromThrown(thrown)
      if (refused.stale) await renewPlan(plan)
      problem.value = refused
      return false
    }
  }

  async function confirm(item: Item): Promise<void> {
    if (!editable.value) return
    if (item.state !== 'pending') return step(1)
    const before = listed.value
    if (await decide('confirm', item, (key) => confirmItem(key, plan, item))) nextPending(item.id, before)
  }

  async function drop(item: Item, reason: string): Promise<void> {
    const before = listed.value
    if (await decide('drop', item, (key) => dropItem(key, plan, item, reason))) {
      renewAround(plan)
      nextPending(item.id, before)
    }
  }

  async function restore(item: Item): Promise<void> {
    if (await decide('restore', item, (key) => restoreItem(key, plan, item))) renewAround(plan)
  }

  async function confirmSure(list: readonly Item[]): Promise<void> {
    const chosen = list.filter(sure).map(({ id, version }) => ({ id, version }))
    problem.value = null
    try {
      const { results } = await once('confirm-many', chosen, (key) => confirmItems(key, plan, chosen))
      const done = results.filter((one) => one.done).length
      say(words('plan.confirm.bulk_done', { done, all: results.length }))
    } catch (thrown) {
      problem.value = problemFromThrown(thrown)
    }
    await renewPlan(plan)
  }

  return { plan, planQuery, sourceQuery, tab, currentId, problem, items, byId, states, progress, listed, sections, current, editable, pick, step, confirm, drop, restore, confirmSure }
}

function belongs(item: Item, tab: Tab): boolean {
  if (tab === 'pending') return item.state === 'pending'
  if (tab === 'targets') return item.kind === 'target'
  return tab === 'tasks' && item.kind !== 'target'
}

export type Board = ReturnType<typeof useBoard>
const key: InjectionKey<Board> = Symbol('board')

export function provideBoard(plan: string): Board {
  const board = useBoard(plan)
  provide(key, board)
  return board
}

/** The board of the screen around; a part of the screen cannot live without it. */
export function theBoard(): Board {
  const board = inject(key)
  if (!board) throw new Error('the confirmation screen has no board')
  return board
}
