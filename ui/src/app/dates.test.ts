import { describe, expect, it } from 'vitest'
import { dayOf, formatDay, formatInstant, formatTime } from './dates'

describe('dates', () => {
  it('writes days as each language does', () => {
    expect(formatDay('2023-01-28', 'zh-CN')).toBe('2023年1月28日')
    expect(formatDay('2023-01-28', 'en')).toBe('28 Jan 2023')
  })

  it('writes instants in the time of Beijing', () => {
    expect(formatInstant('2023-01-28T08:30:00Z', 'zh-CN')).toBe('2023年1月28日 16:30')
    expect(formatInstant('2023-01-28T17:05:00Z', 'en')).toBe('29 Jan 2023 01:05')
    expect(formatTime('2023-01-28T16:00:00Z', 'zh-CN')).toBe('00:00')
  })

  it('shows what is not a date as it came', () => {
    expect(formatDay('2023年底前', 'zh-CN')).toBe('2023年底前')
    expect(formatInstant('soon', 'en')).toBe('soon')
  })

  it('knows the site’s day at an instant', () => {
    expect(dayOf(new Date('2023-01-27T15:59:00Z'))).toBe('2023-01-27')
    expect(dayOf(new Date('2023-01-27T16:00:00Z'))).toBe('2023-01-28')
  })
})
