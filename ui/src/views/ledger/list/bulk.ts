import type { BulkResult, EntryRowView, LedgerView, PossibleMoveView } from '@/api/types'

/** Moves that need nothing but a reason, and of which many at once are no accident. */
const KINDS: readonly string[] = ['forward', 'withdraw', 'send_back', 'countersign', 'remind', 'stop_clock', 'resume_clock']
/** The server moves no more at once. */
export const MOST = 500

type Named = Pick<PossibleMoveView, 'code' | 'name' | 'kind' | 'reason' | 'to'>

/**
 * The moves that all chosen entries are in a state for, of those the reader can make with the first of them.
 * What is missing in one entry is said when it is moved, so a move that is blocked there is still offered.
 */
export function bulkMoves<M extends Named>(moves: readonly Pick<LedgerView['moves'][number], 'code' | 'from'>[], possible: readonly M[], rows: readonly Pick<EntryRowView, 'state'>[]): M[] {
  return possible.filter((move) => {
    const from = moves.find((one) => one.code === move.code)?.from ?? []
    return KINDS.includes(move.kind) && move.to.length <= 1 && rows.length > 0 && rows.every((row) => from.includes(row.state))
  })
}

/** Why one was refused, with the title of its entry and the fields at fault. */
export interface BulkRefusal extends Pick<BulkResult, 'id' | 'faults'> {
  title: string
  message: string
}

export function refusalsOf(results: readonly BulkResult[], rows: readonly Pick<EntryRowView, 'id' | 'title'>[]): BulkRefusal[] {
  return results.filter((one) => !one.done).map(({ id, message, faults }) => ({ id, title: rows.find((row) => row.id === id)?.title ?? '', message: message ?? '', faults }))
}
