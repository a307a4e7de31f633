import { ref, type Ref } from 'vue'
import { Intent } from './intent'
import { problemFromThrown, type ApiProblem } from './problem'

export interface Submit<A extends unknown[], R> {
  busy: Ref<boolean>
  problem: Ref<ApiProblem | null>
  /** Gives the result, or nothing when it failed; the reason then stands in `problem`. */
  run: (...args: A) => Promise<R | undefined>
  clear: () => void
}

/** A change behind a button: busy while it runs, its refusal kept for the form to show. */
export function useSubmit<A extends unknown[], R>(send: (key: string, ...args: A) => Promise<R>): Submit<A, R> {
  const intent = new Intent()
  const busy = ref(false)
  const problem = ref<ApiProblem | null>(null) as Ref<ApiProblem | null>

  async function run(...args: A): Promise<R | undefined> {
    busy.value = true
    problem.value = null
    try {
      return await intent.run(args, (key) => send(key, ...args))
    } catch (thrown) {
      problem.value = problemFromThrown(thrown)
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { busy, problem, run, clear: () => (problem.value = null) }
}
