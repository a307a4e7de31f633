import { describe, expect, it } from 'vitest'
import type { Item, Repair } from '@/api/types'
import { SpanMap } from '@/text/spans'
import { layOut, type Block } from './layout'

const names = { title: 'A notice of the year', attachment: 'Points of work' }

function item(id: string, kind: string, span: [number, number], value: [number, number] | null = null): Item {
  return { id, kind, key: id, number: '', title: '', text: '', span, value_span: value, section: [], confidence: 90, reasons: [], state: 'pending', version: 1, deadline: null, lead: [], responsible: [], target: null } as Item
}

function bytes(text: string, words: string): [number, number] {
  const from = text.indexOf(words)
  return new SpanMap(text).span([from, from + words.length])
}

const repair = (text: string, words: string, code = 'page_mark'): Repair => ({ code: `notice.repair.${code}`, message: code, span: bytes(text, words) })
const whole = (block: Block | undefined): string => block?.segments.map((one) => one.text).join('') ?? ''

describe('the notice laid out', () => {
  it('keeps every character of a block, each run knowing where it stands', () => {
    const text = 'Points of work\n\n\u4e00\u3001goals\n\n- 1. Task one: build 10 halls.\n'
    const blocks = layOut(text, [item('t', 'task', bytes(text, '1. Task one: build 10 halls.')), item('g', 'target', bytes(text, 'build 10 halls'), bytes(text, '10'))], [], names)
    expect(blocks.map((block) => block.look)).toEqual(['title', 'section', 'text'])
    for (const block of blocks) for (const one of block.segments) expect(text.slice(one.from, one.from + one.text.length)).toBe(one.text)
    const runs = blocks[2]?.segments ?? []
    expect(runs[0]).toMatchObject({ kind: 'blank', text: '- ' })
    expect(runs.find((one) => one.text === '10')).toMatchObject({ task: 't', targets: ['g'], value: true })
    expect(runs.filter((one) => one.opens.length > 0).map((one) => one.opens)).toEqual([['t'], ['g']])
  })

  it('joins a sentence over a page mark in its middle, and leaves a page mark between paragraphs alone', () => {
    const text = 'first half \n\n\u2014 3 \u2014\n\nsecond half.\n\n\u2014 4 \u2014\n\nnext paragraph'
    const blocks = layOut(text, [], [repair(text, '\u2014 3 \u2014'), repair(text, ' \n\n\u2014 3 \u2014\n\n', 'line_break'), repair(text, '\u2014 4 \u2014')], names)
    expect(blocks).toHaveLength(3)
    expect(whole(blocks[0])).toContain('second half.')
    expect(blocks[0]?.segments.some((one) => one.kind === 'repair' && one.note === 'page_mark')).toBe(true)
    expect(blocks[1]?.look).toBe('mark')
  })

  it('crosses out what was said twice, hides marks of Markdown and says nothing of widths', () => {
    const text = '## head\n\nparties. parties. then **this**,and that'
    const blocks = layOut(text, [], [repair(text, '## ', 'markup'), repair(text, ' parties.', 'doubled'), repair(text, '**', 'markup'), repair(text, ',and that', 'width')], names)
    expect(blocks).toHaveLength(2)
    expect(blocks.flatMap((block) => block.segments.filter((one) => one.kind !== 'text').map((one) => [one.kind, one.text]))).toEqual([['blank', '## '], ['repair', ' parties.'], ['blank', '**']])
  })

  it('shows three targets that share one figure as one run that opens three', () => {
    const text = 'loans, cover and funds each grow by 10%.'
    const span = bytes(text, 'loans, cover and funds each grow by 10%')
    const blocks = layOut(text, ['a', 'b', 'c'].map((id) => item(id, 'target', span)), [], names)
    expect(blocks[0]?.segments[0]).toMatchObject({ targets: ['a', 'b', 'c'], opens: ['a', 'b', 'c'] })
  })

  it('takes bytes of characters outside the basic plane for what they are', () => {
    const text = '\u{20000}\u{20001} build 5'
    const blocks = layOut(text, [item('x', 'target', bytes(text, 'build 5'))], [], names)
    expect(blocks[0]?.segments.find((one) => one.opens.includes('x'))?.text).toBe('build 5')
  })

  it('lays out a plan of three hundred items in one go', () => {
    const lines = Array.from({ length: 300 }, (_, at) => `${at}. do thing number ${at} well.`)
    const text = lines.join('\n\n')
    const blocks = layOut(text, lines.map((line, at) => item(`i${at}`, 'task', bytes(text, line))), [], names)
    expect(blocks.flatMap((block) => block.segments.flatMap((one) => one.opens))).toHaveLength(300)
  })
})
