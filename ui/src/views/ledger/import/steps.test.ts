import { describe, expect, it } from 'vitest'
import { choicesOf, exportAddress, freeFor, isWorking, LIMIT, mapped, missingOf, percentOf, refusalOf, rowsOf, shownFirst, stepOf, takenOf, type ImportField } from './steps'

function field(code: string, more: Partial<ImportField> = {}, keys: string[] = [code]): ImportField {
  const cells = keys.map((key) => ({ key, name: key.toUpperCase(), sealed: false }))
  return { code, required: false, conditional: false, computed: false, cells, ...more }
}

const fields = [field('name', { required: true }), field('firm', { required: true }, ['firm', 'firm_name']), field('total', { computed: true }), field('note')]

describe('the steps of an import', () => {
  it('follow its state', () => {
    const states = [undefined, 'mapped', 'checking', 'checked', 'cancelled', 'failed', 'running', 'done']
    expect(states.map(stepOf)).toEqual(['file', 'columns', 'check', 'check', 'check', 'check', 'run', 'run'])
  })
  it('are asked for again only while the server works', () => {
    expect(['mapped', 'checking', 'checked', 'running', 'done'].filter(isWorking)).toEqual(['checking', 'running'])
  })
  it('count what is written and what there is', () => {
    const counts = { rows_new: 3, rows_changed: 2, rows_same: 4, rows_wrong: 1 }
    expect([takenOf(counts), rowsOf(counts)]).toEqual([5, 10])
  })
  it('know no share of an unknown number of rows', () => {
    expect([percentOf(5, 0), percentOf(1, 3), percentOf(9, 3)]).toEqual([null, 33, 100])
  })
})

describe('a file', () => {
  it('is refused by its kind, when empty and when too large', () => {
    const files = [{ name: 'a.XLSX', size: 1 }, { name: 'a.pdf', size: 1 }, { name: 'a.csv', size: 0 }, { name: 'a.xls', size: LIMIT + 1 }]
    expect(files.map(refusalOf)).toEqual(['', 'kind', 'empty', 'large'])
  })
})

describe('the columns', () => {
  it('hold any cell that is not computed', () => {
    expect(choicesOf(fields).map((one) => one.key)).toEqual(['name', 'firm', 'firm_name', 'note'])
  })
  it('offer what no other column holds', () => {
    expect(freeFor(choicesOf(fields), ['name', null, 'note'], 2).map((one) => one.key)).toEqual(['firm', 'firm_name', 'note'])
  })
  it('show all that are matched, and of the others no more than one looks through', () => {
    const kept = [...Array.from({ length: 300 }, () => null), 'name']
    expect(shownFirst(kept)).toHaveLength(31)
    expect(shownFirst(kept).at(-1)).toBe(300)
    expect(shownFirst(['name', null])).toEqual([0, 1])
  })
  it('change one at a time', () => {
    expect(mapped(['name', null], 1, 'note')).toEqual(['name', 'note'])
  })
  it('miss the required cells that none holds', () => {
    expect(missingOf(fields, ['name', null])).toEqual(['FIRM', 'FIRM_NAME'])
    expect(missingOf(fields, ['name', 'firm', 'firm_name'])).toEqual([])
  })
})

describe('an export', () => {
  it('is narrowed as the list is', () => {
    expect(exportAddress('contract', 'csv', { search: '武汉 a', filter: '[{"cell":"state"}]' })).toBe('/api/ledgers/contract/export?format=csv&search=%E6%AD%A6%E6%B1%89+a&filter=%5B%7B%22cell%22%3A%22state%22%7D%5D&language=zh-CN')
    expect(exportAddress('contract', 'xlsx', {})).toBe('/api/ledgers/contract/export?format=xlsx&language=zh-CN')
  })
})
