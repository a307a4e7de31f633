import { afterEach, expect, it } from 'vitest'
import type { LedgerView } from '@/api/types'
import { byPath, focusFirst, idOf, labelOf, milestoneOf } from './paths'

const cell = (key: string, name: string) => ({ key, name, sealed: false })
const ledger = {
  fields: [
    { code: 'seller', name: '卖方', cells: [cell('seller_code', '卖方代码'), cell('seller_name', '卖方名称')] },
    { code: 'copy', name: '合同文本', cells: [] },
  ],
  lines: [{ code: 'outputs', name: '成果', fields: [{ code: 'name', name: '名称', cells: [cell('name', '名称')] }] }],
} as unknown as LedgerView

afterEach(() => document.body.replaceChildren())

it.each([
  ['values.total', 'f-values-total'],
  ['lines.outputs[2].name', 'f-lines-outputs-2-name'],
  ['milestones[0].planned', 'f-milestones-0-planned'],
  ['lines.outputs[2]', 'f-lines-outputs-2'],
  ['milestones', 'f-milestones'],
])('%s has the id %s', (path, id) => expect(idOf(path)).toBe(id))

it.each([
  ['values.seller_code', '卖方代码'],
  ['evidence.copy', '合同文本'],
  ['lines.outputs', '成果'],
  ['lines.outputs[1].name', '成果 2 · 名称'],
  ['values.unknown', ''],
  ['reason', ''],
])('%s is about %s', (path, label) => expect(labelOf(ledger, path)).toBe(label))

it('counts milestones as people do', () => {
  expect(milestoneOf('milestones[2].planned')).toEqual({ number: 3, part: 'planned' })
  expect(milestoneOf('milestones')).toBeNull()
})

it('says one thing at one place', () => {
  expect(byPath([{ path: 'a', message: '1' }, { path: 'a', message: '2' }, { path: 'b', message: '3' }])).toEqual({ a: '1', b: '3' })
})

it('goes to the first fault of the page, whatever the order it was told in', () => {
  document.body.innerHTML = '<input id="f-values-a"><div id="f-lines-t"><button>+</button></div><input id="f-values-b">'
  expect(focusFirst(['values.b', 'lines.t', 'values.gone'])).toBe(true)
  expect(document.activeElement?.tagName).toBe('BUTTON')
  expect(focusFirst(['values.gone'])).toBe(false)
})
