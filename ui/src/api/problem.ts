import type { components } from './schema'

type Problem = components['schemas']['Problem']
type FieldProblem = Problem['fields'][number]

/** The code an error carries when no answer arrived at all. */
export const LOST = 'ui.lost'
/** The code an error carries when the answer was not one of ours (a proxy's page, a broken body). */
export const UNREADABLE = 'ui.unreadable'

/** The one error type of every call: a refusal, a fault, or a line that dropped. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly fields: FieldProblem[]
  readonly diagnostics: NonNullable<Problem['diagnostics']>
  readonly faultId: string | null
  readonly retryAfterSeconds: number | null

  constructor(body: Partial<Problem> & { status: number; code: string }) {
    super(body.detail || body.title || body.code)
    this.name = 'ApiProblem'
    this.status = body.status
    this.code = body.code
    this.fields = body.fields ?? []
    this.diagnostics = body.diagnostics ?? []
    this.faultId = body.fault_id ?? null
    this.retryAfterSeconds = body.retry_after_seconds ?? null
  }

  /** No answer came, so nobody knows whether the change happened; the same key may be sent again. */
  get lost(): boolean {
    return this.code === LOST
  }

  /** Somebody else changed the thing since it was read. */
  get stale(): boolean {
    return this.code === 'base.stale'
  }

  /** The sentence for one field, by its path; empty when the field is in order. */
  field(path: string): string {
    return this.fields.find((one) => one.path === path)?.message ?? ''
  }
}

/** What a proxy answers when the server behind it is away; nobody knows then whether a change arrived. */
const AWAY = new Set([502, 503, 504])

/** Turns whatever an answer carried into the one error type. */
export function problemFrom(body: unknown, status: number): ApiProblem {
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
    const given = body as Partial<Problem> & { code: string }
    return new ApiProblem({ ...given, status: typeof given.status === 'number' ? given.status : status })
  }
  return new ApiProblem({ status, code: AWAY.has(status) ? LOST : UNREADABLE })
}

/** Turns what `fetch` threw into the one error type. */
export function problemFromThrown(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown
  return new ApiProblem({ status: 0, code: LOST })
}
