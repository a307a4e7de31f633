function runOf(node: Node | null | undefined): HTMLElement | null {
  const element = node instanceof HTMLElement ? node : node?.parentElement
  return element?.closest<HTMLElement>('[data-from]') ?? null
}

function startOf(run: HTMLElement): number {
  return Number(run.dataset['from'])
}

function endOf(run: HTMLElement): number {
  return startOf(run) + (run.textContent?.length ?? 0)
}

/** The position in the source text of a point in the page; every run carries where it begins. */
function place(frame: HTMLElement, node: Node, offset: number): number | null {
  const inside = runOf(node)
  if (node.nodeType === Node.TEXT_NODE) return inside ? startOf(inside) + offset : null
  if (inside) return offset === 0 ? startOf(inside) : endOf(inside)
  // A point between elements, as a triple click makes it: the end of the last run before it.
  const range = document.createRange()
  range.setStart(frame, 0)
  range.setEnd(node, offset)
  const before = [...frame.querySelectorAll<HTMLElement>('[data-from]')].filter((run) => range.comparePoint(run, 0) === 0)
  const last = before.at(-1)
  return last ? endOf(last) : null
}

/** What the reader has selected inside the notice, as a stretch of its text; nothing when nothing is. */
export function stretchOfSelection(frame: HTMLElement | null): readonly [number, number] | null {
  const selection = window.getSelection()
  if (!frame || !selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!frame.contains(range.startContainer) || !frame.contains(range.endContainer)) return null
  const from = place(frame, range.startContainer, range.startOffset) ?? 0
  const to = place(frame, range.endContainer, range.endOffset)
  return to === null || to <= from ? null : [from, to]
}
