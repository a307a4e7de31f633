import { describe, expect, it } from 'vitest'
import type { SavedView } from '@/api/types'
import { fromAddress, toAddress, type FilterField } from '../filters'
import { contentOf, differs, listOf, plainList, saysNothing } from './content'

const field = (cell: string): FilterField => ({ cell, name: cell, kind: 'choice', choices: [], unit: '', power: 0 })
const known = [field('kind'), field('signed_on')]
const view: SavedView = {
  id: '7', version: 1, name: '大额', owner: { id: '1', name: '徐' }, organisation: null, left_out: 0, mine: true, may_edit: true, default: false,
  content: { search: '光', filters: [{ cell: 'kind', any: ['KF', 'ZR'] }, { cell: 'signed_on', from: '2023-01-01' }], sort: '-total', columns: ['kind', 'total'] },
}

describe('a saved view', () => {
  it('opens as a list and is found again in its address', () => {
    const list = listOf(view)
    expect(fromAddress(toAddress(list))).toEqual(list)
    expect(contentOf(list, known)).toEqual(view.content)
  })

  it('differs from a list that was narrowed further, not from one whose filters came in another order', () => {
    const turned = { ...view.content, filters: [{ cell: 'signed_on', from: '2023-01-01' }, { cell: 'kind', any: ['ZR', 'KF'] }] }
    expect(differs(turned, view.content)).toBe(false)
    expect(differs({ ...view.content, columns: ['total', 'kind'] }, view.content)).toBe(true)
    expect(differs({ ...view.content, search: '' }, view.content)).toBe(true)
  })

  it('is asked for only where the address says nothing', () => {
    expect(saysNothing(fromAddress({}))).toBe(true)
    expect(saysNothing(fromAddress(toAddress(plainList)))).toBe(false)
    expect(saysNothing(fromAddress({ q: '光' }))).toBe(false)
  })
})
