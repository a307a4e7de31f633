import { describe, expect, it } from 'vitest'
import type { FieldView, LedgerView } from '@/api/types'
import { ariaSort, filterFields, fromAddress, nextSort, queryOf, toAddress, withFilter, type ListView } from './filters'
import { back, current, forward } from './pages'

function field(code: string, kind: string, more: Partial<FieldView> = {}): FieldView {
  return { code, kind, name: code, filterable: true, choices: [], unit: '', unit_power: 0, cells: [{ key: code, name: code, sealed: false }], ...more } as unknown as FieldView
}

const ledger = {
  states: [{ code: 'draft', name: '草稿' }],
  organisations: [{ id: '1', name: '洪山区' }, { id: '2', name: '武昌区' }],
  fields: [
    field('kind', 'choice', { choices: [{ code: 'KF', name: '开发' }] }),
    field('total', 'money', { unit: '万元', unit_power: 4 }),
    field('seller', 'enterprise', { cells: [{ key: 'seller_code', name: '卖方代码', sealed: false }, { key: 'seller_name', name: '卖方名称', sealed: false }] }),
    field('note', 'text', { filterable: false }),
    field('share', 'computed', { scale: 2 }),
  ],
} as unknown as LedgerView
const known = filterFields(ledger, { state: '状态', organisation: '单位', due: '期限', turn: '待谁办理', mine: '待我办理' })

const view: ListView = { search: '武汉', filters: { kind: { any: ['KF', 'ZR'] }, total: { from: '1000000' }, due: { until: '2023-06-30' } }, sort: '-total', columns: ['total', 'kind'], view: '9', cursors: ['["1",null]', '["2",5]'] }

describe('filters', () => {
  it('come from the fields of the ledger', () => {
    expect(known.map((one) => `${one.cell}:${one.kind}`)).toEqual(['state:choice', 'turn:choice', 'organisation:choice', 'kind:choice', 'total:number', 'seller_code:text', 'share:number', 'due:day'])
  })

  it('go into the address and come back', () => {
    expect(toAddress(view)).toEqual({ q: '武汉', 'f.kind': ['KF', 'ZR'], 'f.total.from': '1000000', 'f.due.until': '2023-06-30', sort: '-total', columns: ['total', 'kind'], view: '9', after: ['["1",null]', '["2",5]'] })
    expect(fromAddress(toAddress(view))).toEqual(view)
  })

  it('read an address in which one value is not a list, and pass over what they do not know', () => {
    expect(fromAddress({ 'f.kind': 'KF', after: 'x', other: '1', 'f.': '2' })).toEqual({ search: '', filters: { kind: { any: ['KF'] } }, sort: '', columns: [], view: '', cursors: ['x'] })
  })

  it('are asked as the wire takes them, without those that the ledger does not offer', () => {
    const asked = queryOf({ ...view, filters: { ...view.filters, gone: { any: ['1'] } } }, known)
    expect(asked).toEqual({ search: '武汉', sort: '-total', columns: 'total,kind', after: '["2",5]', filter: '[{"cell":"kind","any":["KF","ZR"]},{"cell":"total","from":"1000000"},{"cell":"due","until":"2023-06-30"}]' })
    expect(queryOf({ search: ' ', filters: {}, sort: '', columns: [], view: '', cursors: [] }, known)).toEqual({})
  })

  it('vanish when they are emptied', () => expect(withFilter({ kind: { any: ['KF'] } }, 'kind', { any: [] })).toEqual({}))
})

describe('the order', () => {
  it('goes up, down and back to none', () => expect(['', 'total', '-total', 'due'].map((sort) => nextSort(sort, 'total'))).toEqual(['total', '-total', '', 'total']))
  it('is told to a screen reader', () => expect(['total', '-total', 'due'].map((sort) => ariaSort(sort, 'total'))).toEqual(['ascending', 'descending', 'none']))
})

describe('pages', () => {
  it('lead forward and back', () => {
    const second = forward([], 'a')
    expect(current(second)).toBe('a')
    expect(current(back(forward(second, 'b')))).toBe('a')
    expect(current(back(second))).toBeUndefined()
  })
  it('keep no endless way', () => {
    let cursors: string[] = []
    for (let at = 0; at < 150; at += 1) cursors = forward(cursors, String(at))
    expect(cursors).toHaveLength(100)
    expect(current(cursors)).toBe('149')
  })
})
