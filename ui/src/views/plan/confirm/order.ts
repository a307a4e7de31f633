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

/** Neighbours under one heading; what has no heading of its own stands under the one that `titleOf` gives it. */
export function groupBySection(items: readonly Item[], titleOf: (item: Item) => string = headings): Section[] {
  const sections: Section[] = []
  for (const item of items) {
    const title = titleOf(item)
    const last = sections.at(-1)
    if (last && last.title === title) last.items.push(item)
    else sections.push({ title, items: [item] })
  }
  return sections
}

/** The headings of the notice that an item stands under. */
export function headings(item: Item): string {
  return item.section.join(' / ')
}

/** Nothing about it is in doubt, so that it may be confirmed with its whole section; goals carry no figure of confidence. */
export function sure(item: Item): boolean {
  const known = item.confidence ?? (item.reasons.length === 0 ? SURE : 0)
  return item.state === 'pending' && known >= SURE
}

/** A reader's doubt that a person should look at before confirming. */
export function doubtful(item: Item): boolean {
  return item.state === 'pending' && (item.confidence ?? SURE) < SURE
}
