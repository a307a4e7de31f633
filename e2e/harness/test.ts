import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { basename, join, resolve } from 'node:path'
import { startSite, type Engine, type Site } from './site.ts'

export { expect }

/** What a project of the configuration chooses. */
export interface Options {
  engine: Engine
}

interface Fixtures {
  /** The site of this file: the first test of a file gets a new one, the others go on with it. */
  site: Site
}

interface WorkerFixtures {
  sites: { of(file: string, engine: Engine): Promise<Site> }
}

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  engine: ['sqlite', { option: true }],

  sites: [
    async ({}, use) => {
      let open: { file: string; site: Site } | undefined
      await use({
        async of(file, engine) {
          if (open?.file !== file) {
            await open?.site.stop()
            open = { file, site: await startSite(engine, basename(file, '.spec.ts')) }
          }
          return open.site
        },
      })
      await open?.site.stop()
    },
    { scope: 'worker' },
  ],

  site: async ({ sites, engine }, use, info) => use(await sites.of(info.file, engine)),
  baseURL: async ({ site }, use) => use(site.url),
})

const SCREENS = resolve(import.meta.dirname, '../../target/screens')
/** The two widths that every main page is looked at. */
export const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

/**
 * Signs in over HTTP and opens the first page. A first password must be changed; that is done too, and the new one is
 * kept with the site. The sign-in screen itself is the business of its own spec.
 */
export async function signIn(page: Page, site: Site, login: string, path = '/'): Promise<void> {
  const password = site.passwords.get(login)
  if (!password) throw new Error(`no sign-in for ${login}; there are ${[...site.passwords.keys()].join(', ')}`)
  await page.context().clearCookies()
  const answer = await page.request.post('/api/session', {
    data: { login, password },
    headers: { 'Idempotency-Key': randomUUID() },
  })
  expect(answer.ok(), `sign-in of ${login}: ${await answer.text()}`).toBe(true)
  const me = (await answer.json()) as { must_change_password: boolean; csrf_token: string }
  if (me.must_change_password) {
    const next = `Second-${randomUUID()}`
    const changed = await page.request.post('/api/me/password', {
      data: { current: password, new: next },
      headers: { 'Idempotency-Key': randomUUID(), 'X-CSRF-Token': me.csrf_token },
    })
    expect(changed.ok(), `new password of ${login}: ${await changed.text()}`).toBe(true)
    site.passwords.set(login, next)
  }
  await page.goto(path)
}

/** The page breaks no rule of WCAG 2.1 AA that axe can find. Without frames of other sites, legacy mode finds the same in half the time. */
async function expectAccessible(page: Page): Promise<void> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).setLegacyMode(true)
  const { violations } = await axe.analyze()
  const found = violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} — ${rule.help}`))
  expect(found).toEqual([])
}

/** Takes the page at both widths into target/screens/NAME-WIDTH.png. */
export async function shoot(page: Page, name: string): Promise<void> {
  await atEveryWidth(page, async (width) => {
    await page.screenshot({ path: join(SCREENS, `${name}-${width}.png`), fullPage: true, animations: 'disabled' })
  })
}

/** Axe and a picture at both widths: what every main page gets once. */
export async function inspect(page: Page, name: string): Promise<void> {
  await atEveryWidth(page, async (width) => {
    await page.screenshot({ path: join(SCREENS, `${name}-${width}.png`), fullPage: true, animations: 'disabled' })
    await expectAccessible(page)
  })
}

/** How a page looks does not hang on the database, so it is looked at once, on SQLite. */
async function atEveryWidth(page: Page, look: (width: number) => Promise<void>): Promise<void> {
  if (test.info().project.name === 'postgres') return
  const before = page.viewportSize()
  for (const size of WIDTHS) {
    await page.setViewportSize(size)
    await look(size.width)
  }
  if (before) await page.setViewportSize(before)
}
