import { expect, inspect, signIn, test } from '../harness/test.ts'
import { publishNotice, read } from './notice.ts'

interface Duties {
  items: { id: string; state: string }[]
}

test('a head finds what was handed out, acknowledges one, then several at once', async ({ page, site }) => {
  await signIn(page, site, 'office')
  const plan = await publishNotice(page)

  await signIn(page, site, 'kjj.head')
  const card = page.getByRole('region', { name: /待签收的任务/ })
  await expect(card).toBeVisible()
  const count = await card.getByRole('listitem').count()
  expect(count).toBeGreaterThan(3)
  await inspect(page, 'todo')

  await card.getByRole('button', { name: /^签收/ }).nth(1).click()
  await expect(page.getByText('已签收 1 项。')).toBeVisible()
  await expect(card.getByRole('listitem')).toHaveCount(count - 1)

  const several = card.getByRole('button', { name: '签收所选' })
  await expect(several).toBeDisabled()
  await card.getByText('全选').click()
  await several.click()
  await expect(card).toHaveCount(0)
  await expect(page.getByRole('region', { name: /待起草的办理方案/ })).toBeVisible()
  const me = await read<{ organisation: { id: string } }>(page, '/api/me')
  const own = await read<Duties>(page, `/api/duties?plan=${plan.id}&state=issued&organisation=${me.organisation.id}`)
  expect(own.items).toHaveLength(0)
})

test('each thing to do leads to where it is done', async ({ page, site }) => {
  await signIn(page, site, 'kjj.head')
  await expect(page.getByRole('heading', { name: '我的待办' })).toBeVisible()
  await page.getByRole('link', { name: /^去起草/ }).first().click()
  await expect(page).toHaveURL(/\/plans\/\d+\/tasks\/\d+/)

  await signIn(page, site, 'office')
  await page.getByRole('link', { name: /^去确定/ }).first().click()
  await expect(page.getByRole('tab', { name: '口径待定' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.locator('.decisions li[aria-current="true"]')).toBeInViewport()
})

test('somebody without anything to do is told so', async ({ page, site }) => {
  await signIn(page, site, 'auditor')
  await expect(page.getByText('没有待办事项。')).toBeVisible()
})
