import { ref, watch } from 'vue'

const PAUSE = 5_000

/** True while the server cannot be reached. */
export const lineLost = ref(typeof navigator !== 'undefined' && navigator.onLine === false)

/** Asks for a sign of life until there is one, so that the bar goes away by itself. */
function listenForLife(): void {
  if (!lineLost.value) return
  fetch('/healthz', { cache: 'no-store' })
    .then((answer) => {
      if (answer.ok) lineLost.value = false
    })
    .catch(() => undefined)
    .finally(() => setTimeout(listenForLife, PAUSE))
}

if (typeof window !== 'undefined') {
  window.addEventListener('offline', () => (lineLost.value = true))
  window.addEventListener('online', () => (lineLost.value = false))
  watch(lineLost, (lost) => {
    if (lost) setTimeout(listenForLife, PAUSE)
  })
}
