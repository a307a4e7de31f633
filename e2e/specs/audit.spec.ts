import { readFile } from 'node:fs/promises'
import { expect, inspect, signIn, test } from '../harness/test.ts'

test('the auditor reads who did what, opens a record and narrows the list', async ({ page, site }) => {
  await signIn(page, site, 'kjj.head')
  await signIn(page, site, 'audadmin', '/audit')
  await expect(page.getByRole('row').nth(2)).toBeVisible()
  await page.getByRole('button', { name: '详情' }).first().click()
  await expect(page.getByText('内容摘要')).toBeVisible()
  await inspect(page, 'audit')

  await page.getByRole('combobox', { name: '操作' }).fill('登录')
  await page.getByRole('option', { name: '登录', exact: true }).click()
  await expect(page.getByRole('row').filter({ hasText: '安装城市配置' })).toHaveCount(0)
  await page.getByRole('button', { name: 'kjj.head' }).first().click()
  await expect(page.getByText(/共 \d+ 条。/)).toBeVisible()
  // Only the heading is a row without the name and the deed.
  await expect(page.getByRole('row').filter({ hasNotText: 'kjj.head' })).toHaveCount(1)
  await expect(page.getByRole('row').filter({ hasNotText: '登录' })).toHaveCount(1)

  await page.getByRole('combobox', { name: '结果' }).click()
  await page.getByRole('option', { name: '查阅' }).click()
  await expect(page.getByText('没有符合条件的记录。')).toBeVisible()
  await page.getByRole('button', { name: '重置' }).click()
  await expect(page.getByRole('row').filter({ hasText: '安装城市配置' }).first()).toBeVisible()
})

test('days narrow the list', async ({ page, site }) => {
  await signIn(page, site, 'audadmin', '/audit')
  const to = page.getByRole('combobox', { name: '结束日期' })
  await to.fill('2020-01-01')
  await to.press('Enter')
  await expect(page.getByText('没有符合条件的记录。')).toBeVisible()
})

test('the log is taken out as a file, and that stands in the log', async ({ page, site }) => {
  await signIn(page, site, 'audadmin', '/audit')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出 CSV' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^模拟数据_审计日志-\d{4}-\d\d-\d\d\.csv$/)
  const text = await readFile(await file.path(), 'utf8')
  expect(text.charCodeAt(0)).toBe(0xfeff)
  expect(text.split('\n').length).toBeGreaterThan(3)
  // What was read is written down in batches, a moment later.
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('row').filter({ hasText: '导出审计' }).first()).toBeVisible({ timeout: 2_000 })
  }).toPass()
})

test('the seals are listed and verified', async ({ page, site }) => {
  await signIn(page, site, 'audadmin', '/audit?tab=seals')
  await expect(page.getByRole('cell', { name: '第 1 号' })).toBeVisible()
  await page.getByRole('button', { name: '立即校验' }).click()
  await expect(page.getByText('校验通过，记录完整。')).toBeVisible()
  await inspect(page, 'audit-seals')
})

test('the log is closed to those who are not auditors', async ({ page, site }) => {
  await signIn(page, site, 'sysadmin', '/audit')
  await expect(page.getByRole('heading', { name: '没有权限' })).toBeVisible()
  expect((await page.request.get('/api/audit')).status()).toBe(403)
})
