import { describe, expect, it } from 'vitest'
import type { Organisation } from '@/api/types'
import { countIn, ended, treeOf, type Branch } from './tree'

function body(id: string, kind: Organisation['kind'], parent_id: string | null = null): Organisation {
  return { id, code: id, name: id, short_name: id, kind, parent_id, valid_from: null, valid_until: null, successor: null, assessment_unit: null, aliases: [], divisions: [], users: 0, version: 1 }
}

function check(organisations: Organisation[], expected: string): void {
  const draw = (branch: Branch): string => branch.key.replace('kind-', '') + (branch.children.length ? `(${branch.children.map(draw).join(' ')})` : '')
  const tree = treeOf(organisations)
  expect(tree.map(draw).join(' ')).toBe(expected)
  expect(tree.reduce((sum, one) => sum + countIn(one), 0)).toBe(organisations.length)
}

describe('the tree of organisations', () => {
  it('stands below kinds in their order', () => check([body('b', 'district'), body('a', 'city_department')], 'city_department(a) district(b)'))
  it('puts a body under its parent', () => check([body('o', 'office', 'g'), body('g', 'leading_group')], 'leading_group(g(o))'))
  it('keeps a body whose parent is not in the list', () => check([body('o', 'office', 'g')], 'office(o)'))
  it('does not lose a circle of parents', () => check([body('a', 'institute', 'b'), body('b', 'institute', 'a')], 'institute(a b)'))

  it('knows when a body has ended', () => {
    const bank = { ...body('bank', 'city_department'), valid_until: '2023-08-18' }
    expect(ended(bank, '2023-08-18')).toBe(false)
    expect(ended(bank, '2023-08-19')).toBe(true)
  })
})
