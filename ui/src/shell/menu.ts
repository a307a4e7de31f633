import { actions } from '@/session/actions'

export interface MenuEntry {
  route: string
  /** The message key of the entry. */
  title: string
  /** Route names that belong under this entry. */
  holds: readonly string[]
}

export interface MenuGroup {
  title: string | null
  entries: MenuEntry[]
}

interface Rule extends MenuEntry {
  needs: readonly string[] | null
}

const groups: { title: string | null; entries: Rule[] }[] = [
  { title: null, entries: [{ route: 'todo', title: 'menu.todo', holds: ['todo', 'correction'], needs: null }] },
  {
    title: 'menu.delivery',
    entries: [
      { route: 'plans', title: 'menu.plans', holds: ['plans', 'plan-upload', 'plan-confirm', 'plan', 'task'], needs: actions.plans },
      { route: 'work-plans', title: 'menu.work_plans', holds: ['work-plans', 'work-plan', 'work-plan-print'], needs: actions.workPlans },
    ],
  },
  {
    title: 'menu.books',
    entries: [
      { route: 'ledgers', title: 'menu.ledgers', holds: ['ledgers', 'ledger', 'ledger-import', 'ledger-duplicates', 'entry', 'entry-new', 'entry-edit'], needs: actions.ledgers },
      { route: 'subjects', title: 'menu.subjects', holds: ['subjects', 'subject'], needs: actions.subjects },
    ],
  },
  {
    title: 'menu.administration',
    entries: [
      { route: 'organisations', title: 'menu.organisations', holds: ['organisations'], needs: actions.organisations },
      { route: 'users', title: 'menu.users', holds: ['users'], needs: actions.users },
      { route: 'audit', title: 'menu.audit', holds: ['audit'], needs: actions.audit },
    ],
  },
]

/** The menu for a reader's actions: what they may not open is not there, nor is an empty group. */
export function menuFor(allowed: readonly string[]): MenuGroup[] {
  const shown = (rule: Rule): boolean => rule.needs === null || rule.needs.some((action) => allowed.includes(action))
  return groups
    .map(({ title, entries }) => ({
      title,
      entries: entries.filter(shown).map(({ route, title: name, holds }) => ({ route, title: name, holds })),
    }))
    .filter((group) => group.entries.length > 0)
}
