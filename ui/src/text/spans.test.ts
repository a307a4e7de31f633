import { describe, expect, it } from 'vitest'
import { SpanMap } from './spans'

function check(text: string, words: string): void {
  const map = new SpanMap(text)
  const encoder = new TextEncoder()
  const unit = text.indexOf(words)
  const from = encoder.encode(text.slice(0, unit)).length
  const to = from + encoder.encode(words).length
  expect(map.slice([from, to])).toBe(words)
  expect(map.span(map.stretch([from, to]))).toEqual([from, to])
}

describe('SpanMap', () => {
  it('maps bytes to units in plain, Chinese and mixed text', () => {
    check('plain text', 'text')
    check('高新技术企业突破13000家。', '突破13000家')
    check('naïve café – 落实', '落实')
  })

  it('counts characters outside the basic plane as four bytes and two units', () => {
    check('𠮷野家 and 𡈽', '野家')
    check('a😀b😀c', 'b😀')
  })

  it('covers the whole text and an empty one', () => {
    const text = '落实 ok'
    const map = new SpanMap(text)
    expect(map.stretch([0, new TextEncoder().encode(text).length])).toEqual([0, text.length])
    expect(new SpanMap('').stretch([0, 0])).toEqual([0, 0])
  })

  it('goes to the start of a character for a position inside it, and stays inside the text', () => {
    const map = new SpanMap('落实')
    expect(map.toUnit(1)).toBe(0)
    expect(map.toUnit(4)).toBe(1)
    expect(map.toUnit(99)).toBe(2)
    expect(new SpanMap('😀').toByte(1)).toBe(0)
  })
})
