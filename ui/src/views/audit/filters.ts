import type { Outcome } from '@/api/types'

/** What the audit list is narrowed by; an empty field does not narrow. */
export interface AuditFilters {
  from: string | null
  to: string | null
  actor: string | null
  verb: string | null
  outcome: Outcome | null
}

export const outcomes: readonly Outcome[] = ['done', 'refused', 'failed']

export function noFilters(): AuditFilters {
  return { from: null, to: null, actor: null, verb: null, outcome: null }
}

/** The filters as the wire's query; list and export must narrow alike. */
export function queryOf(filters: AuditFilters) {
  return {
    from: filters.from ?? undefined,
    to: filters.to ?? undefined,
    actor: filters.actor ?? undefined,
    verb: filters.verb ?? undefined,
    outcome: filters.outcome ?? undefined,
  }
}
