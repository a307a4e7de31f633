import { ref } from 'vue'

/** True while the server cannot be reached. */
export const lineLost = ref(typeof navigator !== 'undefined' && navigator.onLine === false)

if (typeof window !== 'undefined') {
  window.addEventListener('offline', () => (lineLost.value = true))
  window.addEventListener('online', () => (lineLost.value = false))
}
