import { afterEach, expect, it } from 'vitest'
import { deedOf } from './keys'

afterEach(() => (document.body.innerHTML = ''))

function press(key: string, inside: string, extra: KeyboardEventInit = {}): string | null {
  document.body.innerHTML = inside
  const place = document.querySelector('[data-here]') ?? document.body
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...extra })
  Object.defineProperty(event, 'target', { value: place })
  return deedOf(event)
}

const card = '<li data-here tabindex="0"></li>'

it.each([
  ['j', 'next'], ['ArrowUp', 'previous'], ['Enter', 'confirm'], ['E', 'correct'], ['s', 'split'], ['m', 'merge'],
  ['d', 'drop'], ['u', 'restore'], ['a', 'add'], ['h', 'history'], ['?', 'keys'],
])('%s on a card asks for %s', (key, deed) => expect(press(key, card)).toBe(deed))

it.each([
  ['j', '<input data-here>', {}],
  ['d', '<div role="dialog"><span data-here></span></div>', {}],
  ['Enter', '<button data-here></button>', {}],
  ['ArrowDown', '<div data-scrolls data-here></div>', {}],
  ['d', card, { ctrlKey: true }],
  ['Enter', card, { repeat: true }],
  ['x', card, {}],
])('%s in %s asks for nothing', (key, inside, extra) => expect(press(key, inside, extra)).toBeNull())
