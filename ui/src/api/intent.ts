import { problemFromThrown, type ApiProblem } from './problem'

/** A fresh idempotency key; `randomUUID` is absent on plain http in older browsers. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Nobody knows whether the change was done: the line dropped or a gateway gave up. */
function unknown(problem: ApiProblem): boolean {
  return problem.lost || problem.status >= 500
}

/**
 * One thing a person means to do once. The key stays the same while the outcome is unknown and the
 * content is unchanged, so that pressing again does nothing twice; it is renewed after a definite
 * answer or when the person changed what they are sending.
 */
export class Intent {
  private key = newKey()
  private sent = ''
  private running: Promise<unknown> | null = null

  /** Runs the change; a second call while the first is under way shares its outcome. */
  run<R>(content: unknown, send: (key: string) => Promise<R>): Promise<R> {
    if (this.running) return this.running as Promise<R>
    const text = JSON.stringify(content) ?? ''
    if (this.sent !== '' && text !== this.sent) this.renew()
    this.sent = text
    const pending = this.settle(send)
    this.running = pending
    return pending
  }

  private async settle<R>(send: (key: string) => Promise<R>): Promise<R> {
    try {
      const done = await send(this.key)
      this.renew()
      return done
    } catch (thrown) {
      if (!unknown(problemFromThrown(thrown))) this.renew()
      throw thrown
    } finally {
      this.running = null
    }
  }

  private renew(): void {
    this.key = newKey()
    this.sent = ''
  }
}
