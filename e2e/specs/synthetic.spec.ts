import type { Page } from '@playwright/test'
import { expect, inspect, signIn, test } from '../harness/test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

function band(page: Page) {
  return page.getByRole('note').filter({ hasText: '模拟数据' })
}

test('a synthetic site says so before anybody signs in, in both languages', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(band(page)).toBeVisible()
  await inspect(page, 'synthetic-sign-in')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('note').filter({ hasText: 'Synthetic data' })).toBeVisible()
})

test('every page of a synthetic site says so, however far it is scrolled', async ({ page, site }) => {
  await signIn(page, site, 'office')
  const routes = ['/todo', '/plans', '/ledgers', '/ledgers/tech_contract', '/subjects', '/organisations', '/account', '/no-such-page']
  for (const route of routes) {
    await page.goto(route)
    await expect(page.locator('main')).toBeVisible()
    await page.mouse.wheel(0, 4000)
    await expect(band(page), route).toBeInViewport()
  }
  // A page many windows long: the band stays where it can be seen.
  await page.setViewportSize({ width: 390, height: 300 })
  await page.goto('/ledgers')
  await expect(page.getByRole('link', { name: '技术合同', exact: true })).toBeVisible()
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(300)
  await expect(band(page)).toBeInViewport()
})

test('it stands on paper too, and in the name of a file that goes out', async ({ page, site }) => {
  await signIn(page, site, 'office', '/ledgers/tech_contract')
  await page.emulateMedia({ media: 'print' })
  await expect(band(page)).toBeVisible()
  const answer = await page.request.get('/api/ledgers/tech_contract/export')
  expect(decodeURIComponent(answer.headers()['content-disposition'] ?? '')).toContain('模拟数据_技术合同')
})
