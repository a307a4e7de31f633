import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { me } from './session'

/** Where a draft lies: `tab` forgets with the tab (personal data), `browser` outlives it (long texts). */
export type Keep = 'tab' | 'browser'

function store(keep: Keep): Storage {
  return keep === 'tab' ? sessionStorage : localStorage
}

/** Drafts belong to one person, because office machines are shared. */
function keyOf(form: string): string {
  return `luoshi.draft.${me.value?.id ?? 'nobody'}.${form}`
}

function read(keep: Keep, key: string): string | null {
  try {
    return store(keep).getItem(key)
  } catch {
    return null
  }
}

/**
 * Keeps what a person typed until it is sent, through a dropped line, a lapsed sign-in or a closed tab.
 * `restored` tells whether an earlier draft was put back, so that the form can say so.
 */
export function useDraft<T>(form: string, content: Ref<T>, keep: Keep = 'tab') {
  const key = keyOf(form)
  const pristine = JSON.stringify(content.value)
  const restored = ref(false)

  const saved = read(keep, key)
  if (saved !== null && saved !== pristine) {
    try {
      content.value = JSON.parse(saved) as T
      restored.value = true
    } catch {
      store(keep).removeItem(key)
    }
  }

  const stop = watch(content, (now) => {
    const text = JSON.stringify(now)
    try {
      if (text === pristine) store(keep).removeItem(key)
      else store(keep).setItem(key, text)
    } catch {
      // A full or forbidden store only costs the draft, never the form.
    }
  }, { deep: true })
  onScopeDispose(stop)

  /** Call after the content was sent, or when the person throws it away. */
  function discard(): void {
    store(keep).removeItem(key)
    restored.value = false
  }

  return { restored, discard }
}
