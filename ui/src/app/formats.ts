import { formatDay, formatInstant } from './dates'
import { locale } from './i18n'

/** Days and instants in the reader's language, for templates. */
export function useFormats() {
  return {
    day: (value: string | null | undefined): string => (value ? formatDay(value, locale.value) : '—'),
    instant: (value: string | null | undefined): string => (value ? formatInstant(value, locale.value) : '—'),
  }
}
