import { hasWords, words } from '@/app/i18n'
import type { ApiProblem } from '@/api/problem'

/** The sentence for a problem: the server's own, or ours where no answer could carry one. */
export function sentenceOf(problem: ApiProblem): string {
  const own = `problem.${problem.code.replace('ui.', '')}`
  if (problem.code.startsWith('ui.') && hasWords(own)) return words(own)
  if (problem.message && problem.message !== problem.code) return problem.message
  return words(problem.status >= 500 ? 'problem.fault' : 'problem.refused')
}
