import { describe, expect, it } from 'vitest'
import { toKept, toTyped } from './money'

describe('a sum typed in its unit', () => {
  it.each([
    ['1450', 4, '14500000'],
    ['1,450.5', 4, '14505000'],
    ['0.00001', 4, '0.1'],
    ['12.', 4, '120000'],
    ['.5', 8, '50000000'],
    ['-3', 4, '-30000'],
    ['0', 4, '0'],
    ['-0', 4, '0'],
    ['007', 0, '7'],
    ['９８．５', 4, '985000'],
    ['90071992547409930001', 4, '900719925474099300010000'],
    ['12万元', 4, '12万元'],
    ['14,50', 4, '14,50'],
    ['', 4, ''],
  ])('%s at power %i is kept as %s', (typed, power, kept) => expect(toKept(typed, power)).toBe(kept))

  it.each([
    ['14505000', 4, '1450.5'],
    ['1', 4, '0.0001'],
    ['0.1', 4, '0.00001'],
    ['145000000000', 8, '1450'],
    ['-30000', 4, '-3'],
    ['7.50', 0, '7.5'],
    ['不详', 4, '不详'],
  ])('%s at power %i is shown as %s', (kept, power, typed) => expect(toTyped(kept, power)).toBe(typed))

  it('comes back as it went', () => {
    for (const typed of ['0', '1', '12.3456', '0.0001', '99999999999999.9999']) expect(toTyped(toKept(typed, 4), 4)).toBe(typed)
  })
})
