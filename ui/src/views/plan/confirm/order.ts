import type { Item } from '@/api/types'

/** From this confidence on an item without a remark may be confirmed together with others. */
export const SURE = 90

export interface Section {
  title: string
  items: Item[]
}

/** As they stand in the notice: a task before the targets inside it; what was added without a place comes last. */
export function inReadingOrder(items: readonly Item[]): Item[] {
  const from = (item: Item): number => item.span?.[0] ?? Number.MAX_SAFE_INTEGER
  const length = (item: Item): number => (item.span?.[1] ?? 0) - (item.span?.[0] ?? 0)
  return [...items].sort((a, b) => from(a) - from(b) || Number(a.kind === 'target') - Number(b.kind === 'target') || length(b) - length(a))
}

export function groupBySection(items: readonly Item[]): Section[] {
  const sections: Section[] = []
  for (const item of items) {
    const title = item.section.join(' / ')
    const last = sections.at(-1)
    if (last && last.title === title) last.items.push(item)
    else sections.push({ title, items: [item] })
  }
  return sections
}

/** Nothing about it is in doubt, so that it may be confirmed with its whole section. */
export function sure(item: Item): boolean {
  return item.state === 'pending' && (item.confidence ?? 0) >= SURE
}

/** A reader's doubt that a person should look at before confirming. */
export function doubtful(item: Item): boolean {
  return item.state === 'pending' && (item.confidence ?? SURE) < SURE
}
