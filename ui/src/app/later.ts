import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** A value that follows another once it has been still for a moment, so that typing does not ask at every key. */
export function useLater<T>(source: Ref<T>, milliseconds = 250): Ref<T> {
  const later = ref(source.value) as Ref<T>
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(source, (value) => {
    clearTimeout(timer)
    timer = setTimeout(() => (later.value = value), milliseconds)
  })
  onScopeDispose(() => clearTimeout(timer))
  return later
}
