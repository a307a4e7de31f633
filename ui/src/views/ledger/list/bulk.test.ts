import { describe, expect, it } from 'vitest'
import { bulkMoves, refusalsOf } from './bulk'

const moves = [
  { code: 'submit', from: ['draft', 'returned'] },
  { code: 'return', from: ['submitted'] },
  { code: 'extend', from: ['draft'] },
]
const possible = [
  { code: 'submit', name: 'Submit', kind: 'forward' as const, reason: false, to: [{ code: 'submitted', name: 'Submitted' }] },
  { code: 'extend', name: 'Extend', kind: 'extend' as const, reason: false, to: [] },
]

function offered(states: string[]): string[] {
  return bulkMoves(moves, possible, states.map((state) => ({ state }))).map((move) => move.code)
}

describe('moves of many entries', () => {
  it('are those that every chosen entry is in a state for', () => {
    expect(offered(['draft', 'returned'])).toEqual(['submit'])
    expect(offered(['draft', 'submitted'])).toEqual([])
    expect(offered([])).toEqual([])
  })
  it('leave out a move that must be told where to', () => {
    const back = { code: 'return', name: 'Return', kind: 'send_back' as const, reason: true, to: [{ code: 'a', name: 'A' }, { code: 'b', name: 'B' }] }
    expect(bulkMoves(moves, [back], [{ state: 'submitted' }])).toEqual([])
  })
  it('say by title what was refused', () => {
    const rows = [{ id: '1', title: 'A' }, { id: '2', title: 'B' }]
    expect(refusalsOf([{ id: '1', done: true, message: null, faults: [] }, { id: '2', done: false, message: 'No.', faults: [{ path: 'values.a', message: 'Missing.' }] }], rows)).toEqual([{ id: '2', title: 'B', message: 'No.', faults: [{ path: 'values.a', message: 'Missing.' }] }])
  })
})
