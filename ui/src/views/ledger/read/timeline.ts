import type { MilestoneView } from '@/api/types'

const DAY = 24 * 60 * 60 * 1000

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / DAY)
}

/** A milestone on the line of time; places are hundredths of the whole width. */
export interface TimePoint {
  name: string
  planned: number
  /** Where it was reached, or where it stands today while it is late; nothing while it is not due. */
  ends: number | null
  reached: boolean
  late: boolean
}

export interface Timeline {
  points: TimePoint[]
  today: number
  from: string
  until: string
}

/** The milestones between the first and the last day that they or today name. */
export function timelineOf(milestones: readonly MilestoneView[], today: string): Timeline {
  const days = [today, ...milestones.flatMap((one) => (one.actual ? [one.planned, one.actual] : [one.planned]))].sort()
  const from = days[0] ?? today
  const until = days.at(-1) ?? today
  const whole = Math.max(1, daysBetween(from, until))
  const place = (day: string): number => Math.round((daysBetween(from, day) * 1000) / whole) / 10
  const points = milestones.map((one) => {
    const late = (one.slip_days ?? 0) > 0
    const end = one.actual ?? (late ? today : null)
    return { name: one.name, planned: place(one.planned), ends: end === null ? null : place(end), reached: Boolean(one.actual), late }
  })
  return { points, today: place(today), from, until }
}
