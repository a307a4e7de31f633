// Keyset paging knows the way forward only; the way back is the cursors that were passed.

/** More pages than this nobody leafs through, and an address must stay short. */
const DEEPEST = 100

/** The cursors to the page after this one. */
export function forward(cursors: readonly string[], next: string): string[] {
  return [...cursors, next].slice(-DEEPEST)
}

/** The cursors to the page before; from the second page that is the beginning. */
export function back(cursors: readonly string[]): string[] {
  return cursors.slice(0, -1)
}

/** The cursor that this page begins behind; nothing on the first one. */
export function current(cursors: readonly string[]): string | undefined {
  return cursors[cursors.length - 1]
}
