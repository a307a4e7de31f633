import { createI18n } from 'vue-i18n'
import { ref } from 'vue'

/** The languages the screens are complete in; the first one is the default. */
export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

const STORED = 'luoshi.locale'
type Words = Record<string, unknown>
type Bundle = { default: Words }

/** One chunk a language, so that a reader never downloads the other one. */
const bundles: Record<Locale, () => Promise<Bundle>> = {
  'zh-CN': () => import('@/messages/zh-CN'),
  en: () => import('@/messages/en'),
}

const i18n = createI18n<false>({ legacy: false, locale: 'zh-CN', fallbackLocale: false, messages: {} })

/** The language the reader sees now. */
export const locale = ref<Locale>('zh-CN')

/** The words of the present language, for code outside a component. */
export function words(key: string, values: Record<string, unknown> = {}): string {
  return i18n.global.t(key, values)
}

/** True when the present language has this key. */
export function hasWords(key: string): boolean {
  return i18n.global.te(key)
}

function remembered(): Locale {
  const stored = localStorage.getItem(STORED)
  return locales.find((one) => one === stored) ?? 'zh-CN'
}

async function show(next: Locale): Promise<void> {
  const bundle = await bundles[next]()
  i18n.global.setLocaleMessage(next, bundle.default as never)
  i18n.global.locale.value = next as never
  locale.value = next
  document.documentElement.lang = next
}

/** Switches the language of the screens, and of the server's sentences through Accept-Language. */
export async function setLocale(next: Locale): Promise<void> {
  await show(next)
  localStorage.setItem(STORED, next)
}

/** Makes the words ready in the language the reader chose last. */
export async function loadI18n() {
  await show(remembered())
  return i18n
}
