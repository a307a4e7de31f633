import { describe, expect, it } from 'vitest'
import type { DuplicateGroup, LedgerView } from '@/api/types'
import { sidesOf } from './sides'

const ledger = {
  fields: [
    { code: 'name', name: '名称', cells: [{ key: 'name', name: '名称' }] },
    { code: 'seller', name: '卖方', cells: [{ key: 'seller_code', name: '卖方·代码' }, { key: 'seller_name', name: '卖方·名称' }] },
    { code: 'total', name: '总额', cells: [{ key: 'total', name: '总额' }] },
    { code: 'note', name: '备注', cells: [{ key: 'note', name: '备注' }] },
  ],
} as unknown as LedgerView

function group(entries: (Record<string, string> | null)[]): DuplicateGroup {
  return { cells: ['total'], entries: entries.map((shown) => ({ row: shown ? {} : null, shown: shown ?? {} })) } as unknown as DuplicateGroup
}

describe('entries side by side', () => {
  it('begin with what was compared, then show where they differ', () => {
    const sides = sidesOf(ledger, group([{ name: '甲', seller_name: '同', total: '1' }, { name: '乙', seller_name: '同', total: '1' }]))
    expect(sides.map((side) => [side.name, side.compared, side.differs])).toEqual([['总额', true, false], ['名称', false, true], ['卖方·名称', false, false]])
    expect(sides[1]?.values).toEqual(['甲', '乙'])
  })

  it('do not call an entry different that the reader may not see', () => {
    const [first] = sidesOf(ledger, group([{ total: '1' }, null]))
    expect(first).toMatchObject({ values: ['1', ''], differs: false })
  })
})
