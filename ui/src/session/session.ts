import { computed, ref } from 'vue'
import { api, setCsrfToken, take } from '@/api/client'
import { queryClient } from '@/app/queries'
import type { Me } from '@/api/types'

const current = ref<Me | null>(null)

/** Who is signed in; nobody before the first answer of the server. */
export const me = computed(() => current.value)

/** Takes over what the server says about the reader. */
export function setMe(next: Me | null): void {
  current.value = next
  setCsrfToken(next?.csrf_token ?? '')
}

/** Asks the server who is signed in. */
export async function loadMe(): Promise<Me> {
  const answer = await take(api.GET('/api/me'))
  setMe(answer)
  return answer
}

/** Forgets the reader and everything that was read for them. */
export function forget(): void {
  setMe(null)
  queryClient.clear()
}

/** True when the reader's rights name this action. */
export function may(action: string): boolean {
  return current.value?.actions.includes(action) ?? false
}

/** True when the reader holds one of these roles. */
export function hasRole(...roles: string[]): boolean {
  return current.value?.roles.some((role) => roles.includes(role)) ?? false
}
