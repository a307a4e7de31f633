import { describe, expect, it } from 'vitest'
import { Intent, newKey } from './intent'
import { ApiProblem, LOST } from './problem'

const lost = () => new ApiProblem({ status: 0, code: LOST })
const refused = () => new ApiProblem({ status: 422, code: 'base.invalid' })

/** Runs an intent and gives the key it was sent with, whatever came of it. */
async function keyOf(intent: Intent, content: unknown, outcome?: Error): Promise<string> {
  let sent = ''
  await intent
    .run(content, async (key) => {
      sent = key
      if (outcome) throw outcome
      return 'done'
    })
    .catch(() => undefined)
  return sent
}

describe('an intent', () => {
  it('keeps its key while the outcome is unknown', async () => {
    const intent = new Intent()
    const first = await keyOf(intent, { a: 1 }, lost())
    const second = await keyOf(intent, { a: 1 }, new ApiProblem({ status: 503, code: 'base.fault' }))
    const third = await keyOf(intent, { a: 1 })
    expect([second, third]).toEqual([first, first])
  })

  it('takes a new key after it was done', async () => {
    const intent = new Intent()
    expect(await keyOf(intent, 1)).not.toBe(await keyOf(intent, 1))
  })

  it('takes a new key after a definite refusal', async () => {
    const intent = new Intent()
    expect(await keyOf(intent, 1, refused())).not.toBe(await keyOf(intent, 1))
  })

  it('takes a new key when the content changed after a dropped line', async () => {
    const intent = new Intent()
    expect(await keyOf(intent, { a: 1 }, lost())).not.toBe(await keyOf(intent, { a: 2 }))
  })

  it('sends a double click once and gives both the same result', async () => {
    const intent = new Intent()
    let sent = 0
    const send = () => Promise.resolve(++sent)
    const both = await Promise.all([intent.run(1, send), intent.run(1, send)])
    expect(both).toEqual([1, 1])
    expect(sent).toBe(1)
  })

  it('makes keys of the right form that differ', () => {
    const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(newKey()).toMatch(form)
    expect(newKey()).not.toBe(newKey())
  })
})
