import type { Page } from '@playwright/test'
import { expect, inspect, shoot, signIn, test } from '../harness/test.ts'

async function find(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: '姓名或账号' }).fill(words)
  await expect(page.getByRole('row')).toHaveCount(2)
}

async function open(page: Page, words: string): Promise<void> {
  await find(page, words)
  await page.getByRole('table').getByRole('button').first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function noteSecret(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: '初始密码' })
  const secret = await dialog.getByRole('textbox', { name: '初始密码' }).inputValue()
  expect(secret.length).toBeGreaterThanOrEqual(10)
  return secret
}

test('the system administrator sees the accounts and creates one; its password is shown once', async ({ page, site }) => {
  await signIn(page, site, 'sysadmin', '/users')
  await expect(page.getByText('您是系统管理员')).toBeVisible()
  await expect(page.getByRole('row').nth(3)).toBeVisible()
  await inspect(page, 'users')

  await page.getByRole('button', { name: '新建用户' }).click()
  const dialog = page.getByRole('dialog', { name: '新建用户' })
  await dialog.getByRole('textbox', { name: '姓名' }).fill('钱小满')
  await dialog.getByRole('textbox', { name: '账号' }).fill('kjj.head')
  await dialog.getByRole('textbox', { name: '电话' }).fill('027-6538 0000')
  await dialog.getByRole('combobox', { name: '单位' }).fill('武汉市科学技术局')
  await page.getByRole('option', { name: /武汉市科学技术局/ }).click()
  const create = dialog.getByRole('button', { name: '新建用户' }).last()
  await create.click()
  await expect(dialog.getByText('账号“kjj.head”已被使用。')).toBeVisible()
  await inspect(page, 'user-new')

  await dialog.getByRole('textbox', { name: '账号' }).fill('kjj.new')
  await create.click()
  site.passwords.set('kjj.new', await noteSecret(page))
  await inspect(page, 'first-password')
  await page.getByRole('button', { name: '我已记下' }).click()
  await find(page, 'kjj.new')
  await expect(page.getByRole('row').last()).toContainText('从未登录')
})

test('the system administrator corrects a name and sees the telephone', async ({ page, site }) => {
  await signIn(page, site, 'sysadmin', '/users')
  await open(page, 'kjj.new')
  await expect(page.getByText('027-6538 0000')).toBeVisible()
  await expect(page.getByText('角色由安全管理员授予和收回。')).toBeVisible()
  await page.getByRole('button', { name: '修改姓名和电话' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: '姓名' }).fill('钱晓满')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('dialog', { name: '钱晓满' })).toBeVisible()
})

test('the security administrator grants a role and takes it back, without seeing the telephone', async ({ page, site }) => {
  await signIn(page, site, 'secadmin', '/users')
  await expect(page.getByText('您是安全管理员')).toBeVisible()
  await expect(page.getByRole('button', { name: '新建用户' })).toHaveCount(0)
  await open(page, 'kjj.new')
  const drawer = page.getByRole('dialog', { name: '钱晓满' })
  await expect(drawer.getByText('按规定不显示')).toBeVisible()
  for (const role of ['经办人', '核验人']) {
    await drawer.getByRole('button', { name: '授予角色' }).click()
    await drawer.getByRole('combobox', { name: '角色' }).click()
    await page.getByRole('option', { name: role, exact: true }).click()
    if (role === '核验人') await inspect(page, 'user-roles')
    await drawer.getByRole('button', { name: '授予角色' }).click()
    await expect(drawer.getByRole('listitem').filter({ hasText: role })).toBeVisible()
  }
  await drawer.getByRole('listitem').filter({ hasText: '核验人' }).getByRole('button', { name: /收回/ }).click()
  await page.getByRole('dialog', { name: '收回' }).getByRole('button', { name: '收回' }).click()
  await expect(drawer.getByRole('listitem').filter({ hasText: '核验人' })).toHaveCount(0)
})

test('the new person signs in and sees what a handler sees', async ({ page, site }) => {
  await signIn(page, site, 'kjj.new')
  await expect(page.getByRole('navigation', { name: '主菜单' })).toContainText('办理方案')
  await expect(page.getByRole('navigation', { name: '主菜单' })).not.toContainText('用户')
})

test('a locked account is unlocked, an account is disabled and enabled, a password is reset', async ({ page, site }) => {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const refused = await page.request.post('/api/session', {
      data: { login: 'kjj.new', password: `wrong-${attempt}` },
      headers: { 'Idempotency-Key': crypto.randomUUID() },
    })
    if (refused.status() === 429) break
  }
  await signIn(page, site, 'secadmin', '/users')
  await open(page, 'kjj.new')
  const drawer = page.getByRole('dialog', { name: '钱晓满' })
  await expect(drawer.getByText('已锁定')).toBeVisible()
  await shoot(page, 'user-locked')
  await drawer.getByRole('button', { name: '解锁' }).click()
  await expect(drawer.getByText('正常')).toBeVisible()

  await drawer.getByRole('button', { name: '停用账户' }).click()
  await page.getByRole('dialog', { name: '停用账户' }).getByRole('button', { name: '停用账户' }).click()
  await expect(drawer.getByText('已停用')).toBeVisible()
  await drawer.getByRole('button', { name: '恢复使用' }).click()
  await expect(drawer.getByText('正常')).toBeVisible()

  await drawer.getByRole('button', { name: '重置密码' }).click()
  await page.getByRole('dialog', { name: '重置密码' }).getByRole('button', { name: '重置密码' }).click()
  site.passwords.set('kjj.new', await noteSecret(page))
  await page.getByRole('button', { name: '我已记下' }).click()
  await signIn(page, site, 'kjj.new')
  await expect(page.getByRole('heading', { name: '我的待办' })).toBeVisible()
})

test('one’s own account is refused with a sentence', async ({ page, site }) => {
  await signIn(page, site, 'secadmin', '/users')
  await open(page, 'secadmin')
  await page.getByRole('dialog').getByRole('button', { name: '停用账户' }).click()
  await page.getByRole('dialog', { name: '停用账户' }).getByRole('button', { name: '停用账户' }).click()
  await expect(page.getByRole('alert')).toContainText('不能对自己的账号办理此项')
})
