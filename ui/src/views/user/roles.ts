import type { Role } from '@/api/types'

/** The roles in the order of the rights matrix. */
export const roles: readonly Role[] = [
  'leader', 'office', 'organisation_head', 'division_head', 'reporter', 'verifier', 'external_auditor', 'system_admin', 'security_admin', 'audit_admin',
]
