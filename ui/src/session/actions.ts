/** The actions of the rights matrix that open a page; one of them is enough. */
export const actions = {
  plans: ['see_plan', 'see_draft'],
  upload: ['read_notice'],
  workPlans: ['see_work_plan'],
  ledgers: ['see_entry'],
  beginEntries: ['begin_entry'],
  entries: ['write_entry'],
  subjects: ['see_subject'],
  corrections: ['see_correction'],
  organisations: ['see_organisation'],
  users: ['see_user'],
  audit: ['see_audit'],
} as const
