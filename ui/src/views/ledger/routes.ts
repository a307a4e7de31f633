import type { RouteRecordRaw } from 'vue-router'
import { actions } from '@/session/actions'

/** The books behind the plan. */
export const ledgerRoutes: RouteRecordRaw[] = [
  { path: '/ledgers', name: 'ledgers', component: () => import('./LedgerList.vue'), meta: { title: 'menu.ledgers', needs: actions.ledgers } },
  { path: '/ledgers/:ledger', name: 'ledger', props: true, component: () => import('./LedgerPage.vue'), meta: { title: 'menu.ledgers', needs: actions.ledgers } },
  { path: '/ledgers/:ledger/new', name: 'entry-new', props: true, component: () => import('./EntryForm.vue'), meta: { title: 'ledger.form.new', needs: actions.entries } },
  { path: '/ledgers/:ledger/entries/:id', name: 'entry', props: true, component: () => import('./EntryPage.vue'), meta: { title: 'ledger.entry.title', needs: actions.ledgers } },
  { path: '/ledgers/:ledger/entries/:id/edit', name: 'entry-edit', props: true, component: () => import('./EntryForm.vue'), meta: { title: 'ledger.form.edit', needs: actions.entries } },
]
