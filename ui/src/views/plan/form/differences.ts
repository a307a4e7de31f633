/** One field that is not the same before and after. */
export interface Difference {
  field: string
  before: unknown
  after: unknown
}

type Fields = Record<string, unknown>

/** Marks of keeping, which say nothing to a reader. */
const SILENT = new Set(['version', 'id', 'key', 'span', 'value_span', 'confidence', 'reasons', 'section', 'state', 'indicator_id', 'task_item_id', 'kind_of'])

/** A task or target laid flat, so that both sides can be compared by field. */
function flat(fields: Fields | null): Fields {
  if (!fields) return {}
  const { target, task, content, ...rest } = fields
  const inner = [target, task, content].filter((one): one is Fields => typeof one === 'object' && one !== null)
  return Object.assign({}, rest, ...inner)
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

/** The fields that changed, in the order in which they stand. */
export function differences(before: Fields | null, after: Fields | null): Difference[] {
  const old = flat(before)
  const now = flat(after)
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return names
    .filter((field) => !SILENT.has(field) && !same(old[field], now[field]) && !(empty(old[field]) && empty(now[field])))
    .map((field) => ({ field, before: old[field], after: now[field] }))
}

export function empty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
