import { describe, expect, it } from 'vitest'
import { menuFor } from './menu'

function check(actions: string[], expected: string[]): void {
  expect(menuFor(actions).flatMap((group) => group.entries.map((entry) => entry.route))).toEqual(expected)
}

describe('the menu', () => {
  it('shows everybody what waits for them', () => check([], ['todo']))
  it('shows the office plans and work plans', () => check(['see_plan', 'see_draft', 'see_work_plan', 'see_organisation'], ['todo', 'plans', 'work-plans', 'organisations']))
  it('shows the system administrator no plans and no audit', () => check(['see_organisation', 'edit_organisation', 'see_user', 'edit_user'], ['todo', 'organisations', 'users']))
  it('shows the audit administrator the log', () => check(['see_organisation', 'see_user', 'see_audit'], ['todo', 'organisations', 'users', 'audit']))
  it('shows the ledgers to whoever sees entries', () => check(['see_entry'], ['todo', 'ledgers']))
  it('shows the subjects to whoever may see them', () => check(['see_entry', 'see_subject'], ['todo', 'ledgers', 'subjects']))
  it('leaves out a group without entries', () => expect(menuFor(['see_audit']).map((group) => group.title)).toEqual([null, 'menu.administration']))
})
