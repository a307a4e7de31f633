import { expect, it } from 'vitest'
import { differences } from './differences'

it('names only the fields that changed, flat, without the marks of keeping', () => {
  const before = { version: 1, title: 'a', lead: ['x'], target: { value: '10', unit: 'halls' } }
  const after = { version: 2, title: 'a', lead: ['x', 'y'], target: { value: '12', unit: 'halls' } }
  expect(differences(before, after).map((one) => one.field)).toEqual(['lead', 'value'])
})

it('takes nothing, an empty text and an empty list for the same', () => {
  expect(differences({ deadline: null, text: '', lead: [] }, { deadline: '' })).toEqual([])
})

it('shows everything of what was not there before', () => {
  expect(differences(null, { title: 'a' })).toEqual([{ field: 'title', before: undefined, after: 'a' }])
})
