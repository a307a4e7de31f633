import type { Locale } from './i18n'

/** The site's days are Chinese days wherever the reader sits. */
const ZONE = 'Asia/Shanghai'

const shapes: Record<Locale, { day: Intl.DateTimeFormatOptions; time: Intl.DateTimeFormatOptions }> = {
  'zh-CN': {
    day: { year: 'numeric', month: 'long', day: 'numeric' },
    time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  },
  en: {
    day: { year: 'numeric', month: 'short', day: 'numeric' },
    time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  },
}

/** English readers of a Chinese office expect day before month. */
const tags: Record<Locale, string> = { 'zh-CN': 'zh-CN', en: 'en-GB' }

function format(date: Date, shape: Intl.DateTimeFormatOptions, locale: Locale): string {
  return new Intl.DateTimeFormat(tags[locale], { ...shape, timeZone: ZONE }).format(date)
}

/** A day such as `2023-01-28`; what is not a day is shown as it came. */
export function formatDay(day: string, locale: Locale): string {
  // Noon in Beijing keeps the day the same in every zone's arithmetic.
  const date = new Date(`${day}T12:00:00+08:00`)
  return Number.isNaN(date.getTime()) ? day : format(date, shapes[locale].day, locale)
}

/** An instant, down to the minute. */
export function formatInstant(instant: string, locale: Locale): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  return `${format(date, shapes[locale].day, locale)} ${format(date, shapes[locale].time, locale)}`
}

/** The hour and minute of an instant. */
export function formatTime(instant: string, locale: Locale): string {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? instant : format(date, shapes[locale].time, locale)
}

/** The site's day at an instant, as the wire writes it. */
export function dayOf(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant)
}
