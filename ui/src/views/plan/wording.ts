import type { Op, Target, TargetFields, Item, TaskFields } from '@/api/types'

/** Message keys cannot hold signs, so each printed operator has a word. */
const opWords: Record<Op, string> = { '>': 'above', '>=': 'at_least', '<=': 'at_most', '<': 'below', '~': 'about', range: 'range', '=': 'bare' }

export const ops: readonly Op[] = ['>', '>=', '<=', '<', '~', 'range', '=']

export function opKey(op: Op): string {
  return `plan.op.${opWords[op]}`
}

type Figure = Pick<Target, 'op' | 'value' | 'value_max' | 'unit'>
type Words = (key: string, values: Record<string, unknown>) => string

/** A target's figure in words: "above 13000", "3 to 5", and the bare number as it is. */
export function figure(target: Figure, words: Words): string {
  const max = target.value_max ?? ''
  return words(`plan.figure.${opWords[target.op]}`, { value: target.value, max, unit: target.unit })
}

/** What can be changed of a task, from what it is now. */
export function taskFields(item: Item | null): TaskFields {
  return {
    number: item?.number ?? '',
    title: item?.title ?? '',
    text: item?.text ?? '',
    deadline: item?.deadline ?? null,
    lead: item?.lead.map((body) => body.printed) ?? [],
    responsible: item?.responsible.map((body) => body.printed) ?? [],
  }
}

/** What can be changed of a target, from what it is now. */
export function targetFields(item: Item | null): TargetFields {
  const target = item?.target
  return {
    subject: target?.subject ?? '',
    op: target?.op ?? '=',
    value: target?.value ?? '',
    value_max: target?.value_max ?? null,
    unit: target?.unit ?? '',
    kind: target?.kind ?? 'absolute',
    aspiration: target?.aspiration ?? false,
    time: target?.time ?? null,
    task_item_id: target?.task_item_id ?? null,
  }
}

/** Goals and safeguards carry numbers that only the reader of notices knows (`goal1`, `safeguard2`). */
const OWN = /^(goal|safeguard)(?=\d+$)/

/** Whether a number is printed nowhere, so that nobody should have to see or change it. */
export function ownNumber(number: string): boolean {
  return OWN.test(number)
}

/** Where a target stands, as message key and number: a goal, a safeguard or a task. */
export function placeWords(number: string | null | undefined): [string, { number: string }] {
  const kind = number ? OWN.exec(number)?.[1] ?? 'task' : null
  return [kind ? `plan.indicator.in_${kind}` : 'plan.indicator.nowhere', { number: shownNumber({ number: number ?? '' }) }]
}

/** The number as people see it. */
export function shownNumber(item: Pick<Item, 'number'>): string {
  return item.number.replace(OWN, '')
}
