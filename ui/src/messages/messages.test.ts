import { describe, expect, it } from 'vitest'
import { statusKeys } from '@/components/status'
import en from './en'
import zh from './zh-CN'

type Flat = Map<string, string>

function flatten(words: Record<string, unknown>, before = '', into: Flat = new Map()): Flat {
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') into.set(before + key, value)
    else flatten(value as Record<string, unknown>, `${before}${key}.`, into)
  }
  return into
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()
}

const chinese = flatten(zh)
const english = flatten(en)

describe('messages', () => {
  it('stand in both languages under the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  it('name the same placeholders in both languages', () => {
    const differing = [...chinese].filter(([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join())
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('are never empty', () => {
    const empty = [...chinese, ...english].filter(([, text]) => text.trim() === '')
    expect(empty).toEqual([])
  })

  it('have no sign that the message format would read as its own', () => {
    // `@` links and `|` splits into plurals, so a plain one would change what is shown.
    const unsafe = [...chinese, ...english].filter(([, text]) => /[@|]/.test(text))
    expect(unsafe.map(([key]) => key)).toEqual([])
  })

  it('are in Chinese where Chinese is promised, and not where English is', () => {
    const chars = /[\u4e00-\u9fff]/
    // The switch names the other language in itself, and the red head of a notice is printed as it is issued.
    const alike = ['ui.other_language', 'ui.other_language_short', 'plan.paper.head']
    const wrong = [...english].filter(([key, text]) => chars.test(text) && !alike.includes(key))
    expect(wrong).toEqual([])
  })

  it('have a word for every state that is drawn', () => {
    expect(statusKeys().filter((key) => !chinese.has(key))).toEqual([])
  })
})

describe('keys in the code', () => {
  const sources = import.meta.glob<string>(['../**/*.vue', '../**/*.ts', '!../**/*.test.ts', '!../api/schema.d.ts'], { eager: true, query: '?raw', import: 'default' })

  it('exist in the messages', () => {
    const missing: string[] = []
    for (const [path, source] of Object.entries(sources)) {
      for (const match of source.matchAll(/(?:\$t|\bwords|\bt)\(\s*'([a-z_]+\.[\w.]+)'/g)) {
        const key = match[1] ?? ''
        if (!chinese.has(key)) missing.push(`${path}: ${key}`)
      }
    }
    expect(missing).toEqual([])
  })
})
