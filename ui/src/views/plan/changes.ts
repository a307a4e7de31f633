import { api, keyed, take } from '@/api/client'
import { Intent } from '@/api/intent'
import type { AddItem, AmendItem, CorrectItem, Item, ItemVersion, MergeItem, SetRequires, SettleDecision, SplitItem } from '@/api/types'

const at = (plan: string, item: string, key: string) => ({ params: { path: { plan, item } }, headers: keyed(key) })
const on = (plan: string, key: string) => ({ params: { path: { plan } }, headers: keyed(key) })

export const confirmItem = (key: string, plan: string, item: Item) =>
  take(api.POST('/api/plans/{plan}/items/{item}/confirm', { ...at(plan, item.id, key), body: { version: item.version } }))

export const restoreItem = (key: string, plan: string, item: Item) =>
  take(api.POST('/api/plans/{plan}/items/{item}/restore', { ...at(plan, item.id, key), body: { version: item.version } }))

export const dropItem = (key: string, plan: string, item: Item, reason: string) =>
  take(api.POST('/api/plans/{plan}/items/{item}/drop', { ...at(plan, item.id, key), body: { version: item.version, reason } }))

export const correctItem = (key: string, plan: string, item: string, body: CorrectItem) =>
  take(api.POST('/api/plans/{plan}/items/{item}/correct', { ...at(plan, item, key), body }))

export const splitItem = (key: string, plan: string, item: string, body: SplitItem) =>
  take(api.POST('/api/plans/{plan}/items/{item}/split', { ...at(plan, item, key), body }))

export const mergeItem = (key: string, plan: string, item: string, body: MergeItem) =>
  take(api.POST('/api/plans/{plan}/items/{item}/merge', { ...at(plan, item, key), body }))

export const addItem = (key: string, plan: string, body: AddItem) =>
  take(api.POST('/api/plans/{plan}/items', { ...on(plan, key), body }))

export const confirmItems = (key: string, plan: string, items: ItemVersion[]) =>
  take(api.POST('/api/plans/{plan}/items/confirm', { ...on(plan, key), body: { items } }))

export const amendItem = (key: string, plan: string, body: AmendItem) =>
  take(api.POST('/api/plans/{plan}/amendments', { ...on(plan, key), body }))

export const publishPlan = (key: string, plan: string, version: number) =>
  take(api.POST('/api/plans/{plan}/publish', { ...on(plan, key), body: { version } }))

export const setRequires = (key: string, plan: string, indicator: string, body: SetRequires) =>
  take(api.POST('/api/plans/{plan}/indicators/{indicator}/requires', { params: { path: { plan, indicator } }, headers: keyed(key), body }))

export const separateIndicator = (key: string, plan: string, indicator: string, version: number, item: string) =>
  take(api.POST('/api/plans/{plan}/indicators/{indicator}/separate', { params: { path: { plan, indicator } }, headers: keyed(key), body: { version, item_id: item } }))

export const joinIndicators = (key: string, plan: string, indicators: ItemVersion[], name: string) =>
  take(api.POST('/api/plans/{plan}/indicators/join', { ...on(plan, key), body: { indicators, name } }))

export const assignDecision = (key: string, id: string, version: number, organisation: string, due: string) =>
  take(api.POST('/api/open-decisions/{id}/assign', { params: { path: { id } }, headers: keyed(key), body: { version, organisation_id: organisation, due } }))

export const settleDecision = (key: string, id: string, body: SettleDecision) =>
  take(api.POST('/api/open-decisions/{id}/settle', { params: { path: { id } }, headers: keyed(key), body }))

const intents = new Map<string, Intent>()

/**
 * Quick keys may touch one item while the answer about another is still under way; each deed on each
 * item keeps an intent of its own, so that neither swallows the other.
 */
export async function once<R>(deed: string, content: unknown, send: (key: string) => Promise<R>): Promise<R> {
  const intent = intents.get(deed) ?? new Intent()
  intents.set(deed, intent)
  const done = await intent.run(content, send)
  intents.delete(deed)
  return done
}
