import { describe, expect, it } from 'vitest'
import type { EntryView, LedgerView, KnownView } from '@/api/types'
import { contentOf, differences, draftOf, isBlank, knownFor, merged, moved, toSend, withValue, type Content } from './content'

const cell = (key: string) => ({ key, name: key, sealed: false })
const ledger = {
  fields: [
    { code: 'name', kind: 'text', cells: [cell('name')], computed: false },
    { code: 'seller', kind: 'enterprise', cells: [cell('seller_code'), cell('seller_name')], computed: false },
    { code: 'share', kind: 'computed', cells: [cell('share')], computed: true },
  ],
  lines: [{ code: 'receipts', fields: [] }],
  keepers: [{ id: '7', name: '洪山区' }],
} as unknown as LedgerView
const entry = {
  row: { version: 3, organisation: { id: '9', name: '' } },
  values: { name: '合同', seller_code: null, share: '12.5' },
  lines: { receipts: [{ received: '100' }] },
  milestones: [{ name: '开工', planned: '2023-03-01', actual: null, weight: 100, note: '', slip_days: 4 }],
} as unknown as EntryView

const content = (more: Partial<Content> = {}): Content => ({ values: {}, lines: { receipts: [] }, milestones: [], ...more })

describe('what a form begins with', () => {
  it('is what stands in the entry, without what is worked out', () => {
    expect(contentOf(ledger, entry)).toEqual({ values: { name: '合同' }, lines: { receipts: [{ received: '100' }] }, milestones: [{ name: '开工', planned: '2023-03-01', actual: null, weight: 100, note: '' }] })
  })
  it('is empty for a new entry, kept by the only organisation that can', () => {
    expect(draftOf(ledger, null)).toEqual({ version: 0, organisation: '7', content: content(), began: content(), reason: '' })
  })
})

it('tells nothing from no and nought', () => {
  expect([undefined, null, '', ' ', []].every(isBlank)).toBe(true)
  expect([false, 0, '0', ['a']].some(isBlank)).toBe(false)
})

it('leaves out what was emptied', () => expect(withValue({ a: '1', b: '2' }, 'a', '')).toEqual({ b: '2' }))

it('sends no empty lines at the end, and keeps the places of the others', () => {
  const sent = toSend(content({ lines: { receipts: [{}, { received: '1' }, { received: '' }, {}] }, milestones: [{ name: '', planned: '', weight: 0 }] }))
  expect(sent.lines).toEqual({ receipts: [{}, { received: '1' }] })
  expect(sent.milestones).toEqual([])
})

it('offers what is known only where nothing stands and something is asked', () => {
  const one = (value: unknown): KnownView => ({ value, from: '高新技术企业', updated_at: null, sure: true })
  const known = { seller_name: one('乙'), phone: one('1'), hidden: one('2'), blank: one('') }
  expect(knownFor({ seller_name: '甲' }, known, ['blank', 'seller_name', 'phone'])).toEqual([['phone', known.phone]])
})

it('moves a row and stays at the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
})

describe('two who changed one entry', () => {
  const began = content({ values: { name: '旧', seller_name: '甲' } })
  const mine = content({ values: { name: '我的', seller_name: '甲' } })
  const theirs = content({ values: { name: '他的', seller_name: '乙' }, lines: { receipts: [{ received: '5' }] } })

  it('are shown where they differ', () => {
    expect(differences(ledger, mine, theirs).map((one) => one.path)).toEqual(['values.name', 'values.seller_name', 'lines.receipts'])
  })
  it('lose nothing that only one of them changed', () => {
    expect(merged(ledger, began, mine, theirs)).toEqual(content({ values: { name: '我的', seller_name: '乙' }, lines: { receipts: [{ received: '5' }] } }))
  })
})
