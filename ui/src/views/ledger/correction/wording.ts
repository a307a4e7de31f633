import type { Correction } from '@/api/types'
import { words } from '@/app/i18n'

/** What of an entry or subject is meant. */
export function aboutOf(one: Correction): string {
  if (one.field_name) return one.field_name
  if (one.ledger === '') return words(one.field === 'name' ? 'correction.subject_name' : one.field === 'address' ? 'correction.subject_address' : 'correction.subject_whole')
  return words(one.hidden ? 'correction.hidden_field' : 'correction.whole')
}
