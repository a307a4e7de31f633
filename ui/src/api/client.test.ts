import { afterEach, describe, expect, it } from 'vitest'
import { api, keyed, onProblem, setCsrfToken, take } from './client'
import { LOST, type ApiProblem } from './problem'

/** A server that answers every call alike and keeps the requests that were made. */
function server(answer: () => Response) {
  const seen: Request[] = []
  const fetch = (request: Request): Promise<Response> => {
    seen.push(request)
    return Promise.resolve().then(answer)
  }
  return { seen, there: { baseUrl: 'http://site', fetch } }
}

const done = () => new Response('{"items":[]}', { headers: { 'content-type': 'application/json' } })
const refused = () =>
  new Response(JSON.stringify({ type: 'about:blank', title: 't', status: 403, code: 'base.forbidden', detail: 'No.', fields: [] }), { status: 403, headers: { 'content-type': 'application/problem+json' } })

describe('the client', () => {
  afterEach(() => (onProblem.run = () => undefined))

  it('asks in the reader’s language and needs neither key nor token to read', async () => {
    const { seen, there } = server(done)
    expect(await take(api.GET('/api/todo', there))).toEqual({ items: [] })
    expect(seen[0]?.headers.get('Accept-Language')).toBe('zh-CN')
    expect(seen[0]?.headers.has('Idempotency-Key')).toBe(false)
  })

  it('sends the token and the key of the intent with a change, and a key of its own where none is given', async () => {
    const { seen, there } = server(done)
    setCsrfToken('token')
    await take(api.POST('/api/duties/{id}/receive', { ...there, params: { path: { id: '7' } }, body: { version: 1 }, headers: keyed('the-key') }))
    await take(api.POST('/api/duties/{id}/receive', { ...there, params: { path: { id: '7' } }, body: { version: 1 } }))
    expect(seen[0]?.headers.get('X-CSRF-Token')).toBe('token')
    expect(seen[0]?.headers.get('Idempotency-Key')).toBe('the-key')
    expect(seen[1]?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('throws the one error type for a refusal and for a dropped line, and tells the application', async () => {
    const told: string[] = []
    onProblem.run = (problem: ApiProblem) => told.push(problem.code)
    await expect(take(api.GET('/api/todo', server(refused).there))).rejects.toMatchObject({ code: 'base.forbidden', message: 'No.', status: 403 })
    const gone = server(() => {
      throw new TypeError('Failed to fetch')
    })
    await expect(take(api.GET('/api/todo', gone.there))).rejects.toMatchObject({ code: LOST })
    expect(told).toEqual(['base.forbidden', LOST])
  })
})
