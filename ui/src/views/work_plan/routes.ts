import type { RouteRecordRaw } from 'vue-router'
import { actions } from '@/session/actions'

/** What the lead of a task promises. */
export const workPlanRoutes: RouteRecordRaw[] = [
  { path: '/work-plans', name: 'work-plans', component: () => import('./WorkPlanList.vue'), meta: { title: 'menu.work_plans', needs: actions.workPlans } },
  { path: '/work-plans/:id', name: 'work-plan', props: true, component: () => import('./WorkPlanPage.vue'), meta: { title: 'work_plan.page.title', needs: actions.workPlans } },
  { path: '/work-plans/:id/print', name: 'work-plan-print', props: true, component: () => import('./PrintWorkPlan.vue'), meta: { title: 'work_plan.print.title', needs: actions.workPlans, bare: true } },
]
