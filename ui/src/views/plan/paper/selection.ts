/** The position in the source text of a point in the page; every run carries where it begins. */
function place(node: Node, offset: number): number | null {
  const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement : (node.childNodes[offset] as HTMLElement | undefined) ?? (node as HTMLElement)
  const run = holder instanceof HTMLElement ? holder.closest<HTMLElement>('[data-from]') ?? holder.querySelector<HTMLElement>('[data-from]') : null
  if (!run) return null
  const from = Number(run.dataset['from'])
  return node.nodeType === Node.TEXT_NODE ? from + offset : from
}

/** What the reader has selected inside the notice, as a stretch of its text; nothing when nothing is. */
export function stretchOfSelection(frame: HTMLElement | null): readonly [number, number] | null {
  const selection = window.getSelection()
  if (!frame || !selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!frame.contains(range.startContainer) || !frame.contains(range.endContainer)) return null
  const from = place(range.startContainer, range.startOffset)
  const to = place(range.endContainer, range.endOffset)
  return from === null || to === null || to <= from ? null : [from, to]
}
