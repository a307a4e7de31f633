import type { RouteRecordRaw } from 'vue-router'
import { actions } from '@/session/actions'
import { ledgerRoutes } from '@/views/ledger/routes'
import { planRoutes } from '@/views/plan/routes'
import { workPlanRoutes } from '@/views/work_plan/routes'

/** Every page; a view is fetched when it is first opened. */
export const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/todo' },
  { path: '/sign-in', name: 'sign-in', component: () => import('@/views/session/SignIn.vue'), meta: { title: 'session.sign_in', open: true, bare: true } },
  { path: '/password', name: 'password', component: () => import('@/views/session/ChangePassword.vue'), meta: { title: 'session.change_password' } },
  { path: '/account', name: 'account', component: () => import('@/views/session/AccountPage.vue'), meta: { title: 'session.account' } },
  { path: '/todo', name: 'todo', component: () => import('@/views/todo/TodoPage.vue'), meta: { title: 'menu.todo' } },
  ...planRoutes,
  ...workPlanRoutes,
  ...ledgerRoutes,
  { path: '/organisations', name: 'organisations', component: () => import('@/views/organisation/OrganisationPage.vue'), meta: { title: 'menu.organisations', needs: actions.organisations } },
  { path: '/users', name: 'users', component: () => import('@/views/user/UserPage.vue'), meta: { title: 'menu.users', needs: actions.users } },
  { path: '/audit', name: 'audit', component: () => import('@/views/audit/AuditPage.vue'), meta: { title: 'menu.audit', needs: actions.audit } },
  { path: '/forbidden', name: 'forbidden', component: () => import('@/views/state/ForbiddenPage.vue'), meta: { title: 'state.forbidden' } },
  { path: '/offline', name: 'offline', component: () => import('@/views/state/OfflinePage.vue'), meta: { title: 'state.offline', open: true, bare: true } },
  { path: '/:rest(.*)*', name: 'missing', component: () => import('@/views/state/MissingPage.vue'), meta: { title: 'state.missing' } },
]
