import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, inspect, signIn, test } from '../harness/test.ts'

interface Organisation {
  id: string
  name: string
  short_name: string
  kind: string
  aliases: string[]
  version: number
}

async function organisationsOf(page: Page): Promise<Organisation[]> {
  return (await (await page.request.get('/api/organisations')).json()) as Organisation[]
}

/** Looks for words and opens the organisation that is found. */
async function open(page: Page, words: string, name: string): Promise<void> {
  await page.getByRole('textbox', { name: '单位名称、简称或曾用名' }).fill(words)
  await page.getByRole('treeitem').getByText(name, { exact: true }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
}

test('everybody finds an organisation by a former name and sees what it is', async ({ page, site }) => {
  await signIn(page, site, 'kjj.head', '/organisations')
  await expect(page.getByRole('treeitem').first()).toBeVisible()
  await open(page, '市环保局', '武汉市生态环境局')
  await expect(page.getByRole('region', { name: '单位详情' })).toContainText('市环保局')
  await expect(page.getByRole('button', { name: '修改', exact: true })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '新建单位' })).toHaveCount(0)
  await page.getByRole('textbox', { name: '单位名称、简称或曾用名' }).fill('没有这样的单位')
  await expect(page.getByText('没有符合条件的单位。')).toBeVisible()
})

test('the tree is reached by keyboard, and the page is accessible', async ({ page, site }) => {
  await signIn(page, site, 'sysadmin', '/organisations')
  await expect(page.getByRole('treeitem').first()).toBeVisible()
  await inspect(page, 'organisations')
  await page.getByRole('treeitem').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: '单位详情' }).getByText('代码')).toBeVisible()
  await inspect(page, 'organisation')
})

test('the system administrator creates an organisation once, even with a double click', async ({ page, site }) => {
  await signIn(page, site, 'sysadmin', '/organisations')
  await page.getByRole('button', { name: '新建单位' }).click()
  const dialog = page.getByRole('dialog', { name: '新建单位' })
  await dialog.getByRole('button', { name: '保存' }).last().click()
  await expect(dialog.getByText('此项必填。').first()).toBeVisible()

  await dialog.getByRole('textbox', { name: '全称' }).fill('武汉市测试推进中心')
  await dialog.getByRole('textbox', { name: '简称' }).fill('市测试中心')
  await dialog.getByRole('textbox', { name: '代码' }).fill('kjj')
  await dialog.getByRole('button', { name: '保存' }).last().click()
  await expect(dialog.getByText('“kjj”已被使用。')).toBeVisible()
  await inspect(page, 'organisation-new')

  await dialog.getByRole('textbox', { name: '代码' }).fill('ceshi')
  await dialog.getByRole('button', { name: '保存' }).last().dblclick()
  await expect(page.getByRole('heading', { name: '武汉市测试推进中心' })).toBeVisible()
  const found = (await organisationsOf(page)).filter((one) => one.name === '武汉市测试推进中心')
  expect(found).toHaveLength(1)
})

test('a draft of a new organisation survives a reload', async ({ page, site }) => {
  await signIn(page, site, 'sysadmin', '/organisations')
  await page.getByRole('button', { name: '新建单位' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: '全称' }).fill('武汉市未完成中心')
  await page.reload()
  await page.getByRole('button', { name: '新建单位' }).click()
  await expect(page.getByText('已恢复您上次没有提交的内容。')).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('textbox', { name: '全称' })).toHaveValue('武汉市未完成中心')
  await page.getByRole('button', { name: '不要了' }).click()
  await expect(page.getByRole('dialog').getByRole('textbox', { name: '全称' })).toHaveValue('')
})

test('an alias and a division are added; a change by somebody else in between is not overwritten unasked', async ({ page, site }) => {
  await signIn(page, site, 'sysadmin', '/organisations')
  await open(page, '市测试中心', '武汉市测试推进中心')
  await page.getByRole('textbox', { name: '新处室名称' }).fill('综合处')
  await page.getByRole('button', { name: '添加处室' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '综合处' })).toBeVisible()

  await page.getByRole('button', { name: '修改', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '修改单位' })
  await dialog.getByRole('textbox', { name: '别名' }).fill('测试推进办')
  await page.keyboard.press('Enter')

  const [row] = (await organisationsOf(page)).filter((one) => one.short_name === '市测试中心')
  const me = (await (await page.request.get('/api/me')).json()) as { csrf_token: string }
  const changed = await page.request.put(`/api/organisations/${row?.id}`, {
    data: { version: row?.version, name: row?.name, short_name: row?.short_name, kind: 'institute', aliases: [] },
    headers: { 'Idempotency-Key': randomUUID(), 'X-CSRF-Token': me.csrf_token },
  })
  expect(changed.ok(), await changed.text()).toBe(true)

  await dialog.getByRole('button', { name: '保存' }).last().click()
  await expect(dialog.getByRole('alert')).toContainText('刚刚被他人修改')
  await dialog.getByRole('button', { name: '以我填写的为准' }).click()
  await dialog.getByRole('button', { name: '保存' }).last().click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('region', { name: '单位详情' })).toContainText('测试推进办')
})

test('an organisation ends with a successor, after a question', async ({ page, site }) => {
  await signIn(page, site, 'sysadmin', '/organisations')
  await open(page, '市测试中心', '武汉市测试推进中心')
  await page.getByRole('button', { name: '撤并' }).click()
  const dialog = page.getByRole('dialog', { name: '撤并', exact: true })
  await dialog.getByRole('combobox', { name: '最后有效日' }).fill('2023-06-30')
  await page.keyboard.press('Enter')
  await dialog.getByRole('combobox', { name: '承接单位' }).fill('武汉市科学技术局')
  await page.getByRole('option', { name: /武汉市科学技术局/ }).click()
  await dialog.getByRole('button', { name: '确认撤并' }).click()
  await page.getByRole('dialog', { name: '撤并' }).last().getByRole('button', { name: '确认撤并' }).click()
  await page.getByText('含已撤并的单位').click()
  await expect(page.getByRole('region', { name: '单位详情' })).toContainText('已撤并')
  await expect(page.getByRole('region', { name: '单位详情' })).toContainText('2023年6月30日')
  await expect(page.getByRole('button', { name: '修改', exact: true })).toHaveCount(0)
})

test('the members of a group are seen and changed', async ({ page, site }) => {
  await signIn(page, site, 'sysadmin', '/organisations?tab=groups')
  await expect(page.getByRole('heading', { name: /各区人民政府/ })).toBeVisible()
  await inspect(page, 'groups')
  await page.getByRole('button', { name: /调整成员/ }).last().click()
  const dialog = page.getByRole('dialog')
  const before = await dialog.getByRole('checkbox', { checked: true }).count()
  await dialog.getByRole('textbox').fill('武汉大学')
  await dialog.getByText('武汉大学', { exact: true }).click()
  await inspect(page, 'group-members')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: /调整成员/ }).last().click()
  expect(Math.abs((await page.getByRole('dialog').getByRole('checkbox', { checked: true }).count()) - before)).toBe(1)
})
