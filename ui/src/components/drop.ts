import { ref, useId, type Ref } from 'vue'

/** A place where files are dropped or chosen: whether something hovers over it, and what came. */
export function useDrop(took: (files: File[]) => void): { over: Ref<boolean>; id: string; take: (list: FileList | null | undefined) => void; choose: (event: Event) => void } {
  const over = ref(false)

  function take(list: FileList | null | undefined): void {
    over.value = false
    if (list?.length) took([...list])
  }

  /** The same file may be chosen again after it was mended or refused. */
  function choose(event: Event): void {
    const input = event.target as HTMLInputElement
    take(input.files)
    input.value = ''
  }

  return { over, id: useId(), take, choose }
}
