import type { EntryMoveInput, PossibleMoveView } from '@/api/types'

/** What a move asks of the one who makes it. */
export interface Needs {
  reason: boolean
  state: boolean
  organisation: boolean
  user: boolean
  days: boolean
}

export function needsOf(move: Pick<PossibleMoveView, 'kind' | 'reason' | 'to'>): Needs {
  return { reason: move.reason, state: move.kind === 'send_back' && move.to.length > 1, organisation: move.kind === 'hand_over', user: move.kind === 'delegate', days: move.kind === 'extend' }
}

/** What is still missing, by the names of the wire. */
export function missingOf(needs: Needs, input: EntryMoveInput): string[] {
  return [
    ...(needs.reason && !input.reason?.trim() ? ['reason'] : []),
    ...(needs.state && !input.to ? ['to'] : []),
    ...(needs.organisation && !input.organisation_id ? ['organisation_id'] : []),
    ...(needs.user && !input.user_id ? ['user_id'] : []),
    ...(needs.days && !input.days ? ['days'] : []),
  ]
}

/** Only what the move asks goes out, so that a text typed for another one is not sent along. */
export function inputOf(needs: Needs, input: EntryMoveInput): EntryMoveInput {
  return {
    reason: input.reason?.trim() ?? '',
    ...(needs.state ? { to: input.to ?? null } : {}),
    ...(needs.organisation ? { organisation_id: input.organisation_id ?? null } : {}),
    ...(needs.user ? { user_id: input.user_id ?? null } : {}),
    ...(needs.days ? { days: input.days ?? null } : {}),
  }
}
