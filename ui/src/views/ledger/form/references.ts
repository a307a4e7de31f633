import { inject, provide, type ComputedRef, type InjectionKey } from 'vue'

/** How the server showed the entry's cells when the form was opened, by the keys of cells. */
type Shown = ComputedRef<Record<string, string>>
const KEY: InjectionKey<Shown> = Symbol('references')

/** A reference is kept as a key that says nothing to people; the form hands down how it was shown. */
export function provideReferences(shown: Shown): void {
  provide(KEY, shown)
}

export function useReferences(): Shown | undefined {
  return inject(KEY, undefined)
}
