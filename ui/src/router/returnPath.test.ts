import { expect, it } from 'vitest'
import { returnPath } from './returnPath'

it('returns only to pages of our own', () => {
  expect(returnPath('/plans/5?tab=tasks')).toBe('/plans/5?tab=tasks')
  for (const foreign of [undefined, null, ['/a'], '', 'plans', 'https://elsewhere', '//elsewhere', '/\\elsewhere']) {
    expect(returnPath(foreign)).toBe('/')
  }
})
