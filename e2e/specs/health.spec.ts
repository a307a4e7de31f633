import { expect, test } from '../harness/test.ts'

test('the server says that it is alive and ready', async ({ request }) => {
  const alive = await request.get('/healthz')
  expect(alive.status()).toBe(200)
  expect((await alive.text()).trim()).toBe('ok')

  const ready = await request.get('/readyz')
  expect(ready.status()).toBe(200)
  expect(await ready.json()).toMatchObject({ ready: true })
})

test('the screens are served for every path that is not the interface', async ({ request }) => {
  for (const path of ['/', '/plans/1/confirm']) {
    const page = await request.get(path)
    expect(page.status()).toBe(200)
    expect(page.headers()['content-type']).toContain('text/html')
  }
  const unknown = await request.get('/api/no-such-thing')
  expect(unknown.status()).toBe(404)
  expect(unknown.headers()['content-type']).toContain('application/problem+json')
})
