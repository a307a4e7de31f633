import { expect, type Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
/** A name that no organisation bears, so that the reader must be asked about it. */
export const UNKNOWN = '市量子科技促进办'
/** The name that stands in its place in our text. */
const KNOWN = '市委外办'

/** Our own text of the notice; with an unknown name in it where one is wanted. */
export function ourNotice(unknown = false): string {
  const text = readFileSync(resolve(ROOT, 'packs/wuhan/plans/2023/notice.md'), 'utf8')
  return unknown ? text.replace(KNOWN, UNKNOWN) : text
}

/** The original lies beside the checkout and not in it; absent on a plain clone. */
export function originalNotice(): string | null {
  const path = resolve(ROOT, '../shared/data/notice-wuhan-2023.txt')
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** A change over HTTP by whoever the page is signed in as. */
export async function change<T>(page: Page, method: 'post' | 'put', path: string, data: unknown): Promise<T> {
  const me = (await (await page.request.get('/api/me')).json()) as { csrf_token: string }
  const answer = await page.request[method](path, { data, headers: { 'Idempotency-Key': randomUUID(), 'X-CSRF-Token': me.csrf_token } })
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  const text = await answer.text()
  return (text ? JSON.parse(text) : null) as T
}

export async function read<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(path)
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  return (await answer.json()) as T
}

interface Plan {
  id: string
  version: number
  items: { id: string; kind: string; number: string; state: string; version: number }[]
}

/** Uploads our notice, confirms all of it and hands it out, over HTTP, as the office; for specs about what comes after. */
export async function publishNotice(page: Page): Promise<Plan> {
  const me = await read<{ csrf_token: string }>(page, '/api/me')
  const answer = await page.request.post('/api/readings', {
    multipart: { year: '2023', file: { name: 'notice.md', mimeType: 'text/markdown', buffer: Buffer.from(ourNotice()) } },
    headers: { 'Idempotency-Key': randomUUID(), 'X-CSRF-Token': me.csrf_token },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  const { plan_id } = (await answer.json()) as { plan_id: string }
  const draft = await read<Plan>(page, `/api/plans/${plan_id}`)
  await change(page, 'post', `/api/plans/${plan_id}/items/confirm`, { items: draft.items.map(({ id, version }) => ({ id, version })) })
  const confirmed = await read<Plan>(page, `/api/plans/${plan_id}`)
  await change(page, 'post', `/api/plans/${plan_id}/publish`, { version: confirmed.version })
  return read<Plan>(page, `/api/plans/${plan_id}`)
}
