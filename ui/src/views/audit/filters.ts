/** What the audit list is narrowed by; an empty field does not narrow. */
export interface AuditFilters {
  from: string | null
  to: string | null
  /** Part of the name, or of the login that was tried. */
  actor: string
  verb: string | null
  outcome: string | null
}

export const outcomes = ['done', 'refused', 'read'] as const

export function noFilters(): AuditFilters {
  return { from: null, to: null, actor: '', verb: null, outcome: null }
}

/** The filters as the wire's query; list and export must narrow alike. */
export function queryOf(filters: AuditFilters) {
  return {
    from: filters.from ?? undefined,
    to: filters.to ?? undefined,
    actor: filters.actor.trim() || undefined,
    verb: filters.verb ?? undefined,
    outcome: filters.outcome ?? undefined,
  }
}
