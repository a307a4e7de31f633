import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { inspectEntry } from '../queries'
import type { EntryContent, EntryInspection } from '@/api/types'

const PAUSE = 400

/**
 * What the server says of what is being filled in, asked when typing has paused. An answer that was overtaken by a newer
 * question is dropped; a line that drops leaves the last answer standing, for the form stays usable without it.
 */
export function useInspection(ledger: string, id: string | null, content: () => EntryContent): { found: Ref<EntryInspection | null>; ask: () => Promise<void> } {
  const found = ref<EntryInspection | null>(null) as Ref<EntryInspection | null>
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    clearTimeout(timer)
    const mine = ++asked
    try {
      const answer = await inspectEntry(ledger, id, content())
      if (mine === asked) found.value = answer
    } catch {
      // The saving itself says what is wrong; a hint that did not come is no fault of the writer.
    }
  }

  watch(() => JSON.stringify(content()), () => {
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), PAUSE)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    asked += 1
  })
  void ask()
  return { found, ask }
}
