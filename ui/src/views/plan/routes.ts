import type { RouteRecordRaw } from 'vue-router'
import { actions } from '@/session/actions'

/** From the notice to the published plan. */
export const planRoutes: RouteRecordRaw[] = [
  { path: '/plans', name: 'plans', component: () => import('./PlanList.vue'), meta: { title: 'menu.plans', needs: actions.plans } },
  { path: '/plans/new', name: 'plan-upload', component: () => import('./UploadNotice.vue'), meta: { title: 'plan.upload.title', needs: actions.upload } },
  { path: '/plans/:plan/confirm', name: 'plan-confirm', props: true, component: () => import('./ConfirmPlan.vue'), meta: { title: 'plan.confirm.title', needs: actions.plans } },
  { path: '/plans/:plan', name: 'plan', props: true, component: () => import('./PlanPage.vue'), meta: { title: 'plan.page.title', needs: actions.plans } },
  { path: '/plans/:plan/tasks/:task', name: 'task', props: true, component: () => import('./TaskPage.vue'), meta: { title: 'plan.task.title', needs: actions.plans } },
]
