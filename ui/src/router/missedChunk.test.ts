import { afterEach, expect, it, vi } from 'vitest'
import { lineLost } from '@/session/line'
import { isMissedChunk, recover } from './missedChunk'

afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  lineLost.value = false
})

it('knows what the browsers say when a script did not come', () => {
  expect(isMissedChunk(new TypeError('Failed to fetch dynamically imported module: /assets/a.js'))).toBe(true)
  expect(isMissedChunk(new TypeError('Importing a module script failed.'))).toBe(true)
  expect(isMissedChunk(new Error('Unable to preload CSS for /assets/a.css'))).toBe(true)
  expect(isMissedChunk(new Error('x is not a function'))).toBe(false)
})

it('opens the page anew once when the server is there, and says that the line is down when it is not', async () => {
  const assign = vi.fn()
  vi.stubGlobal('location', { assign })
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('ok')))
  await recover('/plans')
  expect(assign).toHaveBeenCalledWith('/plans')
  await recover('/plans')
  expect(assign).toHaveBeenCalledTimes(1)

  sessionStorage.clear()
  lineLost.value = false
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await recover('/plans')
  expect(assign).toHaveBeenCalledTimes(1)
  expect(lineLost.value).toBe(true)
})
