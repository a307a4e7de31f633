import { onBeforeUnmount, onMounted } from 'vue'

/** What a key of the confirmation screen does; the order is that of the key list. */
export const deeds = ['next', 'previous', 'confirm', 'correct', 'split', 'merge', 'drop', 'restore', 'add', 'history', 'keys'] as const
export type Deed = (typeof deeds)[number]

/** The keys as printed in the list; several do the same. */
export const printedKeys: Record<Deed, readonly string[]> = {
  next: ['J', '\u2193'],
  previous: ['K', '\u2191'],
  confirm: ['Enter'],
  correct: ['E'],
  split: ['S'],
  merge: ['M'],
  drop: ['D'],
  restore: ['U'],
  add: ['A'],
  history: ['H'],
  keys: ['?'],
}

const byKey: Record<string, Deed> = {
  j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous', Enter: 'confirm', e: 'correct', s: 'split',
  m: 'merge', d: 'drop', u: 'restore', a: 'add', h: 'history', '?': 'keys',
}

const TYPING = 'input, textarea, select, [contenteditable], [role="combobox"], [role="dialog"]'
const ACTING = 'button, a, [role="tab"], [role="button"], [role="menuitem"], [role="radio"], [role="checkbox"]'
const SCROLLS = '[data-scrolls]'

/** The deed a key press asks for here; nothing while a person types or a button has the key. */
export function deedOf(event: KeyboardEvent): Deed | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null
  const deed = byKey[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  const place = event.target instanceof Element ? event.target : null
  if (!deed || place?.closest(TYPING)) return null
  if (event.key === 'Enter' && (event.repeat || place?.closest(ACTING))) return null
  if (event.key.startsWith('Arrow') && place?.closest(`${ACTING}, ${SCROLLS}`)) return null
  return deed
}

/** Listens on the whole page, so that the keys work wherever the reader last clicked. */
export function useKeys(open: () => boolean, act: (deed: Deed) => void): void {
  function press(event: KeyboardEvent): void {
    const deed = open() ? deedOf(event) : null
    if (!deed) return
    event.preventDefault()
    act(deed)
  }
  onMounted(() => document.addEventListener('keydown', press))
  onBeforeUnmount(() => document.removeEventListener('keydown', press))
}
