/** The shapes a state is drawn with; the shape, the word and the colour always come together. */
export type Shape = 'circle' | 'triangle' | 'square' | 'ring' | 'dash'
export type Tone = 'green' | 'yellow' | 'red' | 'blue' | 'grey'

interface Look {
  shape: Shape
  tone: Tone
}

/** The kinds of state and their looks; the word is the message `status.<kind>.<state>`. */
const looks: Record<string, Record<string, Look>> = {
  item: {
    pending: { shape: 'triangle', tone: 'yellow' },
    confirmed: { shape: 'circle', tone: 'green' },
    corrected: { shape: 'circle', tone: 'blue' },
    added: { shape: 'circle', tone: 'blue' },
    dropped: { shape: 'dash', tone: 'grey' },
  },
  plan: { draft: { shape: 'ring', tone: 'grey' }, published: { shape: 'circle', tone: 'green' } },
  duty: { issued: { shape: 'triangle', tone: 'yellow' }, received: { shape: 'circle', tone: 'green' }, withdrawn: { shape: 'dash', tone: 'grey' } },
  due: { over: { shape: 'square', tone: 'red' } },
  decision: { open: { shape: 'triangle', tone: 'yellow' }, settled: { shape: 'circle', tone: 'green' } },
  work_plan: {
    draft: { shape: 'ring', tone: 'grey' },
    submitted: { shape: 'ring', tone: 'blue' },
    approved: { shape: 'circle', tone: 'blue' },
    accepted: { shape: 'circle', tone: 'green' },
    returned: { shape: 'square', tone: 'red' },
  },
  stage: {
    draft: { shape: 'ring', tone: 'grey' },
    running: { shape: 'ring', tone: 'blue' },
    done: { shape: 'circle', tone: 'green' },
    ended: { shape: 'dash', tone: 'grey' },
    revoked: { shape: 'square', tone: 'red' },
  },
  correction: {
    raised: { shape: 'triangle', tone: 'yellow' },
    accepted: { shape: 'circle', tone: 'green' },
    refused: { shape: 'dash', tone: 'grey' },
    withdrawn: { shape: 'dash', tone: 'grey' },
  },
  import: {
    mapped: { shape: 'ring', tone: 'grey' },
    checking: { shape: 'ring', tone: 'blue' },
    checked: { shape: 'triangle', tone: 'yellow' },
    running: { shape: 'ring', tone: 'blue' },
    done: { shape: 'circle', tone: 'green' },
    cancelled: { shape: 'dash', tone: 'grey' },
    failed: { shape: 'square', tone: 'red' },
  },
  user: {
    active: { shape: 'circle', tone: 'green' },
    locked: { shape: 'square', tone: 'red' },
    disabled: { shape: 'dash', tone: 'grey' },
  },
  organisation: { valid: { shape: 'circle', tone: 'green' }, ended: { shape: 'dash', tone: 'grey' } },
  outcome: {
    done: { shape: 'circle', tone: 'green' },
    refused: { shape: 'triangle', tone: 'yellow' },
    read: { shape: 'ring', tone: 'blue' },
  },
  severity: {
    error: { shape: 'square', tone: 'red' },
    warning: { shape: 'triangle', tone: 'yellow' },
    note: { shape: 'ring', tone: 'grey' },
  },
}

export function lookOf(kind: string, state: string): Look {
  return looks[kind]?.[state] ?? { shape: 'ring', tone: 'grey' }
}

/** Every state that has a look, for the test that each one also has a word. */
export function statusKeys(): string[] {
  return Object.entries(looks).flatMap(([kind, states]) => Object.keys(states).map((state) => `status.${kind}.${state}`))
}
