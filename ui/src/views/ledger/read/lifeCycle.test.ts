import { describe, expect, it } from 'vitest'
import type { MoveView, StateView } from '@/api/types'
import { BOX, drawing, ordered } from './lifeCycle'

const state = (code: string, stage: StateView['stage']): StateView => ({ code, name: code, stage, standing: null, clock_days: null, clock_working: false })
const move = (name: string, from: string[], to: string[]): MoveView => ({ code: name, name, kind: 'forward', from, to, reason: false })

const states = [state('draft', 'draft'), state('revoked', 'revoked'), state('submitted', 'running'), state('counted', 'done')]
const moves = [
  move('submit', ['draft'], ['submitted']),
  move('count', ['submitted'], ['counted']),
  move('withdraw', ['submitted'], ['draft']),
  move('send back', ['submitted', 'counted'], ['draft']),
  move('revoke', ['draft', 'counted'], ['revoked']),
  move('remind', ['submitted'], []),
  move('lost', ['gone'], ['draft']),
]

describe('the drawing of a life cycle', () => {
  it('puts the states in the order of their stages', () => expect(ordered(states).map((one) => one.code)).toEqual(['draft', 'submitted', 'counted', 'revoked']))

  it('draws one arrow for each pair of states', () => {
    const { arrows } = drawing({ states, moves })
    expect(arrows.map((one) => `${one.from}>${one.to}`).sort()).toEqual(['counted>draft', 'counted>revoked', 'draft>revoked', 'draft>submitted', 'submitted>counted', 'submitted>draft'])
    expect(arrows.find((one) => one.from === 'submitted' && one.to === 'draft')?.names).toEqual(['withdraw', 'send back'])
  })

  it('goes back on the other side than it goes on, and no two bows share a lane', () => {
    const { arrows, places } = drawing({ states, moves })
    const left = places[0]?.x ?? 0
    const back = arrows.filter((one) => one.back)
    expect(back.every((one) => one.x < left)).toBe(true)
    expect(new Set(back.map((one) => one.x)).size).toBe(back.length)
    expect(arrows.find((one) => one.to === 'revoked' && one.from === 'draft')?.x).toBeGreaterThan(left + BOX.width)
  })

  it('has room for all of it', () => {
    const { width, height, places, arrows } = drawing({ states, moves })
    expect(arrows.every((one) => one.x > 0 && one.x < width)).toBe(true)
    expect(places.every((one) => one.y + BOX.height < height)).toBe(true)
  })

  it('draws nothing where there is nothing', () => expect(drawing({ states: [], moves: [] }).arrows).toEqual([]))
})
