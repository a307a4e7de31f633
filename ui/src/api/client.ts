import createClient, { type Middleware } from 'openapi-fetch'
import type { paths } from './schema'
import { locale } from '@/app/i18n'
import { newKey } from './intent'
import { problemFrom, problemFromThrown, type ApiProblem } from './problem'

const CHANGES = new Set(['POST', 'PUT', 'DELETE', 'PATCH'])
let csrfToken = ''

/** Every change must carry the token that came with the sign-in. */
export function setCsrfToken(token: string): void {
  csrfToken = token
}

/** What the application does when an answer concerns more than the caller. */
export const onProblem: { run: (problem: ApiProblem) => void } = { run: () => undefined }
export const onAnswer: { run: () => void } = { run: () => undefined }

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', locale.value)
    if (!CHANGES.has(request.method)) return request
    if (csrfToken) request.headers.set('X-CSRF-Token', csrfToken)
    if (!request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', newKey())
    return request
  },
}

/** The typed client; paths and bodies come from the OpenAPI document. */
export const api = createClient<paths>({ credentials: 'same-origin' })
api.use(headers)

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** Waits for an answer and gives its body, or throws the one error type. */
export async function take<T>(pending: Promise<Answer<T>>): Promise<T> {
  let problem: ApiProblem
  try {
    const { data, error, response } = await pending
    onAnswer.run()
    if (response.ok) return data as T
    problem = problemFrom(error, response.status)
  } catch (thrown) {
    problem = problemFromThrown(thrown)
  }
  onProblem.run(problem)
  throw problem
}

/** The address of a file in the reader's language: a browser follows a link with a language of its own. */
export function inLanguage(address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}language=${locale.value}`
}

/** The headers of a change that may be sent more than once. */
export function keyed(key: string): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key }
}

/** What every change carries beside its body, for the one call that does not go through the typed client. */
export function changeHeaders(key: string): Record<string, string> {
  return { 'Accept-Language': locale.value, 'X-CSRF-Token': csrfToken, ...keyed(key) }
}
