import { describe, expect, it } from 'vitest'
import { ApiProblem, LOST, UNREADABLE, problemFrom, problemFromThrown } from './problem'

const refusal = {
  type: 'about:blank',
  title: 'Invalid',
  status: 422,
  code: 'base.invalid',
  detail: 'Please check the form.',
  fields: [{ path: 'login', code: 'work.login_taken', message: 'This user name is taken.' }],
}

describe('problems', () => {
  it('keeps the sentence, the code and the fields of a problem body', () => {
    const problem = problemFrom(refusal, 422)
    expect(problem.message).toBe('Please check the form.')
    expect(problem.code).toBe('base.invalid')
    expect(problem.field('login')).toBe('This user name is taken.')
    expect(problem.field('name')).toBe('')
    expect(problem.lost).toBe(false)
  })

  it('knows a stale version, a pause and a fault number', () => {
    expect(problemFrom({ ...refusal, status: 409, code: 'base.stale' }, 409).stale).toBe(true)
    expect(problemFrom({ ...refusal, retry_after_seconds: 90 }, 429).retryAfterSeconds).toBe(90)
    expect(problemFrom({ ...refusal, fault_id: 'F1' }, 500).faultId).toBe('F1')
  })

  it('does not fall over a body that is not ours', () => {
    for (const body of [undefined, null, '<html>', 7, {}, { code: 3 }]) {
      const problem = problemFrom(body, 500)
      expect(problem.code).toBe(UNREADABLE)
      expect(problem.status).toBe(500)
      expect(problem.fields).toEqual([])
    }
  })

  it('takes a proxy that finds no server for a dropped line, but never an answer of our own', () => {
    for (const status of [502, 503, 504]) expect(problemFrom('<html>', status).lost).toBe(true)
    expect(problemFrom({ ...refusal, status: 503, code: 'base.busy' }, 503).lost).toBe(false)
  })

  it('takes a thrown fetch for a dropped line, and a problem for itself', () => {
    const problem = problemFromThrown(new TypeError('Failed to fetch'))
    expect(problem.code).toBe(LOST)
    expect(problem.lost).toBe(true)
    const own = new ApiProblem({ status: 403, code: 'base.forbidden' })
    expect(problemFromThrown(own)).toBe(own)
  })
})
