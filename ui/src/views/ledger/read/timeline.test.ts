import { expect, it } from 'vitest'
import { timelineOf } from './timeline'

const one = (planned: string, actual: string | null, slip: number | null) => ({ name: planned, planned, actual, weight: 10, note: '', slip_days: slip })

it('lays what was planned, what was reached and today on one line', () => {
  const line = timelineOf([one('2026-01-01', '2026-01-11', 10), one('2026-03-02', null, 20), one('2026-04-11', null, null)], '2026-03-22')
  expect([line.from, line.until, line.today]).toEqual(['2026-01-01', '2026-04-11', 80])
  expect(line.points.map((point) => [point.planned, point.ends, point.reached, point.late])).toEqual([[0, 10, true, true], [60, 80, false, true], [100, null, false, false]])
})

it('is a point where there is but one day', () => {
  expect(timelineOf([one('2026-03-22', '2026-03-22', 0)], '2026-03-22').points[0]).toMatchObject({ planned: 0, ends: 0, late: false })
})
