import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { may } from '@/session/session'
import { useOrganisations } from '@/views/organisation/queries'
import { handlersOf } from '@/views/plan/task/handlers'

/** Fields of a work plan that hold nothing but a number of ours. */
const NUMBERED = new Set(['division_id', 'handler_id', 'organisation_id'])

export function numbered(field: string): boolean {
  return NUMBERED.has(field)
}

/**
 * The words for the numbers in a history: organisations and divisions, and of one organisation the people too, where
 * the reader may see them. A number that nobody here knows has no words, and is better not shown at all.
 */
export function useNames(organisation: MaybeRefOrGetter<string | undefined>) {
  const organisations = useOrganisations()
  const of = computed(() => toValue(organisation) ?? '')
  const handlers = useQuery({
    queryKey: computed(() => handlersOf(of.value).queryKey),
    queryFn: () => handlersOf(of.value).queryFn(),
    enabled: computed(() => of.value !== '' && may('see_handler')),
    staleTime: 60_000,
  })
  return computed(() => {
    const all = organisations.data.value ?? []
    return new Map<string, string>([
      ...all.map((one): [string, string] => [one.id, one.short_name || one.name]),
      ...all.flatMap((one) => one.divisions.map((division): [string, string] => [division.id, division.name])),
      ...(handlers.data.value ?? []).map((one): [string, string] => [one.id, one.name]),
    ])
  })
}
