import type { RouteRecordRaw } from 'vue-router'
import { actions } from '@/session/actions'

/** The books behind the plan. */
export const ledgerRoutes: RouteRecordRaw[] = [
  { path: '/ledgers', name: 'ledgers', component: () => import('./LedgerList.vue'), meta: { title: 'menu.ledgers', needs: actions.ledgers } },
  { path: '/ledgers/:ledger', name: 'ledger', props: true, component: () => import('./LedgerPage.vue'), meta: { title: 'menu.ledgers', needs: actions.ledgers } },
  { path: '/ledgers/:ledger/import/:id?', name: 'ledger-import', props: true, component: () => import('./import/ImportPage.vue'), meta: { title: 'import.title', needs: actions.beginEntries } },
  { path: '/ledgers/:ledger/duplicates', name: 'ledger-duplicates', props: true, component: () => import('./duplicate/DuplicatePage.vue'), meta: { title: 'duplicate.title', needs: actions.ledgers } },
  { path: '/ledgers/:ledger/new', name: 'entry-new', props: true, component: () => import('./EntryForm.vue'), meta: { title: 'ledger.form.new', needs: actions.beginEntries } },
  { path: '/ledgers/:ledger/entries/:id', name: 'entry', props: true, component: () => import('./EntryPage.vue'), meta: { title: 'ledger.entry.title', needs: actions.ledgers } },
  { path: '/ledgers/:ledger/entries/:id/edit', name: 'entry-edit', props: true, component: () => import('./EntryForm.vue'), meta: { title: 'ledger.form.edit', needs: actions.entries } },
  { path: '/corrections/:id', name: 'correction', props: true, component: () => import('./correction/CorrectionPage.vue'), meta: { title: 'correction.title', needs: actions.corrections } },
  { path: '/subjects', name: 'subjects', component: () => import('./subject/SubjectSearch.vue'), meta: { title: 'menu.subjects', needs: actions.subjects } },
  { path: '/subjects/:id', name: 'subject', props: true, component: () => import('./subject/SubjectPage.vue'), meta: { title: 'menu.subjects', needs: actions.subjects } },
]
