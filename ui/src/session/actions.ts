/** The actions of the rights matrix that open a page; one of them is enough. */
export const actions = {
  plans: ['plan.read'],
  upload: ['plan.draft'],
  workPlans: ['work_plan.read'],
  organisations: ['organisation.read'],
  users: ['user.read'],
  audit: ['audit.read'],
} as const
