import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Site } from '../harness/site.ts'
import { expect, inspect, shoot, signIn, test } from '../harness/test.ts'

/** Fills the sign-in form as a person does. */
async function fillSignIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

async function choose(page: Page, entry: string): Promise<void> {
  await page.locator('header .person').click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** The security administrator gives somebody a first password. */
async function firstPassword(page: Page, site: Site, login: string): Promise<string> {
  await signIn(page, site, 'secadmin')
  const me = (await (await page.request.get('/api/me')).json()) as { csrf_token: string }
  const found = (await (await page.request.get(`/api/users?q=${login}`)).json()) as { items: { id: string; version: number }[] }
  const reset = await page.request.post(`/api/users/${found.items[0]?.id}/reset-password`, {
    data: { version: found.items[0]?.version },
    headers: { 'Idempotency-Key': randomUUID(), 'X-CSRF-Token': me.csrf_token },
  })
  expect(reset.ok(), await reset.text()).toBe(true)
  await page.context().clearCookies()
  return ((await reset.json()) as { first_password: string }).first_password
}

const OWN = 'Spring-water-2023'

test('a stranger is led to the sign-in, which says what is missing or wrong', async ({ page }) => {
  await page.goto('/organisations')
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await expect(page).toHaveTitle('登录 · 落实')

  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByText('请填写账号。')).toBeVisible()
  await expect(page.getByText('请填写密码。')).toBeVisible()

  await fillSignIn(page, 'kjj.head', 'not-the-password')
  await expect(page.getByRole('alert')).toContainText('账号或密码不正确')
  await inspect(page, 'sign-in')
})

test('a first password must be changed before anything else, and the rules are shown while typing', async ({ page, site }) => {
  const first = await firstPassword(page, site, 'kjj.head')
  await page.goto('/organisations')
  await fillSignIn(page, 'kjj.head', first)
  await expect(page.getByRole('heading', { name: '修改密码' })).toBeVisible()
  await expect(page.getByText('这是首次登录或密码已被重置')).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)

  await page.goto('/todo')
  await expect(page).toHaveURL(/\/password/)

  const submit = page.getByRole('button', { name: '修改密码' })
  await page.getByLabel('现在的密码').fill('wrong-as-well')
  await page.getByLabel('新密码', { exact: true }).fill('short')
  await submit.click()
  await expect(page.getByText('新密码还不符合要求')).toBeVisible()
  await page.getByLabel('新密码', { exact: true }).fill(OWN)
  await page.getByLabel('再输一次新密码').fill(OWN)
  await expect(page.locator('#password-rules li.met')).toHaveCount(4)
  await inspect(page, 'change-password')

  await submit.click()
  await expect(page.getByText('原密码不正确。').first()).toBeVisible()

  await page.getByLabel('现在的密码').fill(first)
  await submit.click()
  await expect(page.getByRole('heading', { name: '我的待办' })).toBeVisible()
  site.passwords.set('kjj.head', OWN)
})

test('the person signs out, and comes back with the new password to the page they wanted', async ({ page, site }) => {
  await signIn(page, site, 'kjj.head')
  await choose(page, '退出登录')
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()

  await page.goto('/organisations')
  await expect(page.getByRole('status').filter({ hasText: '登录后会打开您要的页面' })).toBeVisible()
  await fillSignIn(page, 'kjj.head', OWN)
  await expect(page.getByRole('heading', { name: '组织机构', level: 1 })).toBeVisible()
})

test('the list of things to do, the account, and pages that are not there or not for everybody', async ({ page, site }) => {
  await signIn(page, site, 'kjj.head')
  await expect(page.getByRole('heading', { name: '我的待办' })).toBeVisible()
  await inspect(page, 'todo-empty')

  await choose(page, '我的账户')
  await expect(page.getByText('单位负责人')).toBeVisible()
  await inspect(page, 'account')

  await page.goto('/audit')
  await expect(page.getByRole('heading', { name: '没有权限' })).toBeVisible()
  await inspect(page, 'forbidden')
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { name: '没有找到页面' })).toBeVisible()
  await inspect(page, 'missing')
})

test('the language turns at once, also in what the server says, and is remembered', async ({ page, site }) => {
  await signIn(page, site, 'kjj.head')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'My to-do' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.reload()
  await expect(page).toHaveTitle('My to-do · Luoshi')
  await shoot(page, 'todo-english')
  await page.getByRole('button', { name: '中文' }).click()
  await expect(page.getByRole('heading', { name: '我的待办' })).toBeVisible()
})

test('on a phone the menu is a drawer that goes away after the choice', async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, site, 'kjj.head')
  // An empty list of things to do offers the same pages; the drawer is meant here.
  const entry = page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '组织机构' })
  await expect(entry).toBeHidden()
  await page.getByRole('button', { name: '打开菜单' }).click()
  await entry.click()
  await expect(page.getByRole('heading', { name: '组织机构', level: 1 })).toBeVisible()
  await expect(entry).toBeHidden()
})

test('a lapsed session asks for the sign-in again and returns', async ({ page, site }) => {
  await signIn(page, site, 'kjj.head', '/organisations')
  await expect(page.getByRole('heading', { name: '组织机构', level: 1 })).toBeVisible()
  await page.context().clearCookies()
  await page.getByRole('link', { name: '我的待办' }).click()
  await expect(page.getByText('登录已失效，请重新登录。')).toBeVisible()
  await fillSignIn(page, 'kjj.head', OWN)
  await expect(page.getByRole('navigation', { name: '主菜单' })).toBeVisible()
})

test('a dropped line is said, and nothing that was typed is lost', async ({ page, site }) => {
  await signIn(page, site, 'kjj.head', '/password')
  await page.getByLabel('现在的密码').fill(OWN)
  await page.getByLabel('新密码', { exact: true }).fill('Autumn-leaf-2024')
  await page.getByLabel('再输一次新密码').fill('Autumn-leaf-2024')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByText('网络已断开，内容已保留。')).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('不会重复办理')
  await page.context().setOffline(false)
  await expect(page.getByText('网络已断开，内容已保留。')).toBeHidden()
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByText('密码已修改。')).toBeVisible()
  site.passwords.set('kjj.head', 'Autumn-leaf-2024')
})

test('too many wrong passwords pause the sign-in and say until when', async ({ page }) => {
  await page.goto('/sign-in')
  const paused = page.getByText(/可在 .*\d\d:\d\d 之后再登录/)
  for (let attempt = 0; attempt < 12 && !(await paused.isVisible()); attempt += 1) {
    const answered = page.waitForResponse('**/api/session')
    await fillSignIn(page, 'fgw.clerk', `wrong-${attempt}`)
    await answered
    await expect(page.getByRole('alert')).toBeVisible()
  }
  await expect(paused).toBeVisible()
  await shoot(page, 'sign-in-paused')
})
