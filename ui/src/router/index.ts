import { watch } from 'vue'
import { createRouter, createWebHistory, type RouteLocationNormalized, type Router } from 'vue-router'
import { onAnswer, onProblem } from '@/api/client'
import { LOST, type ApiProblem } from '@/api/problem'
import { locale, words } from '@/app/i18n'
import { lineLost } from '@/session/line'
import { forget, loadMe, may, me, setMe } from '@/session/session'
import { arrived, isMissedChunk, recover } from './missedChunk'
import { routes } from './routes'

declare module 'vue-router' {
  interface RouteMeta {
    /** The message key of the page's title. */
    title: string
    /** Reached without a sign-in. */
    open?: boolean
    /** Shown without the bar and the menu. */
    bare?: boolean
    /** The reader needs one of these actions. */
    needs?: readonly string[]
  }
}

function signInFor(to: RouteLocationNormalized, lapsed = false) {
  const query = to.fullPath === '/' || to.fullPath === '/todo' || to.meta.open ? {} : { to: to.fullPath }
  return { name: 'sign-in', query: lapsed ? { ...query, lapsed: '1' } : query }
}

/** Lets a reader through, or says where they must go first. */
async function guard(to: RouteLocationNormalized) {
  if (to.meta.open) return true
  if (!me.value) {
    try {
      await loadMe()
    } catch (thrown) {
      const problem = thrown as ApiProblem
      if (problem.code === LOST) return { name: 'offline', query: { to: to.fullPath } }
      if (problem.code !== 'work.must_change_password') return signInFor(to)
    }
  }
  if (me.value?.must_change_password && to.name !== 'password') return { name: 'password', query: { to: to.fullPath } }
  if (to.meta.needs && !to.meta.needs.some(may)) return { name: 'forbidden' }
  return true
}

/** A sign-in that lapsed or a password that must change concerns every screen, not only the caller. */
function listen(router: Router): void {
  onAnswer.run = () => (lineLost.value = false)
  onProblem.run = (problem) => {
    const here = router.currentRoute.value
    if (problem.lost) lineLost.value = true
    if (problem.status === 401 && !here.meta.open && here.matched.length > 0) {
      // A reader who was known has lapsed; one who never was has only come to a page of ours.
      const lapsed = me.value !== null
      forget()
      void router.push(signInFor(here, lapsed))
    }
    if (problem.code === 'work.must_change_password' && here.name !== 'password' && me.value) {
      setMe({ ...me.value, must_change_password: true })
      void router.push({ name: 'password', query: { to: here.fullPath } })
    }
  }
}

function showTitle(router: Router): void {
  const key = router.currentRoute.value.meta.title
  const name = words('ui.product')
  document.title = key ? `${words(key)} · ${name}` : name
}

export function makeRouter(): Router {
  const router = createRouter({ history: createWebHistory(), routes, scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 } })
  router.beforeEach(guard)
  router.afterEach((_to, _from, failure) => {
    showTitle(router)
    if (!failure) arrived()
  })
  router.onError((error, to) => {
    if (isMissedChunk(error)) void recover(to.fullPath)
  })
  watch(locale, () => showTitle(router))
  listen(router)
  return router
}
