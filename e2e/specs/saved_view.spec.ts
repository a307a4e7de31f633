import { expect, inspect, signIn, test } from '../harness/test.ts'
import { beginContract } from './entries.ts'

// Each test goes on from the one before, so the first failure ends the story.
test.describe.configure({ mode: 'serial', timeout: 40_000 })
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const LEDGER = '/ledgers/tech_contract'

test('a clerk keeps what a list shows under a name and shares it', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', '/')
  await beginContract(page, {})
  await beginContract(page, { contract_name: '主轴误差补偿技术咨询', kind: 'ZX', development_mode: null })
  await page.goto(`${LEDGER}?f.kind=KF&sort=-total`)
  await expect(page.getByRole('link', { name: '高速光通信芯片委托开发' })).toBeVisible()
  await page.getByRole('button', { name: '选择列' }).click()
  await page.locator('.choices').getByText('标的内容摘要', { exact: true }).click()
  await expect(page.getByRole('columnheader', { name: '标的内容摘要' })).toBeVisible()
  await expect(page.getByRole('cell', { name: '委托开发光收发芯片。' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '另存为视图' }).click()
  const dialog = page.getByRole('dialog', { name: '另存为视图' })
  await dialog.getByRole('textbox', { name: '视图名称' }).fill('开发类合同')
  await dialog.getByText('共享给洪山区').click()
  await inspect(page, 'saved-view-dialog')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('button', { name: '开发类合同', pressed: true })).toBeVisible()
  await inspect(page, 'saved-view')
})

test('the list opens with it, and what was narrowed further can be kept', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', LEDGER)
  await page.getByRole('button', { name: '开发类合同' }).click()
  await expect(page.getByRole('link', { name: '主轴误差补偿技术咨询' })).toHaveCount(0)
  await page.getByRole('button', { name: '管理视图' }).click()
  await page.getByRole('menuitem', { name: '设为打开台账时的视图' }).click()
  await expect(page.getByRole('button', { name: /开发类合同.*默认/ })).toBeVisible()
  await page.goto('/ledgers')
  await page.getByRole('link', { name: '技术合同', exact: true }).click()
  await expect(page.getByRole('button', { name: /开发类合同/, pressed: true })).toBeVisible()
  await expect(page).toHaveURL(/f\.kind=KF/)
  await page.getByRole('textbox', { name: '名称、编号等' }).fill('光通信')
  await page.getByRole('button', { name: '保存修改' }).click()
  await expect(page.getByText('已保存视图“开发类合同”。')).toBeVisible()
  await page.getByRole('button', { name: '全部条目' }).click()
  await expect(page.getByRole('link', { name: '主轴误差补偿技术咨询' })).toBeVisible()
})

test('the head of the organisation renames it, a colleague uses it, the maker deletes it', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.division', LEDGER)
  await page.getByRole('button', { name: '开发类合同' }).click()
  await page.getByRole('button', { name: '管理视图' }).click()
  await page.getByRole('menuitem', { name: '重命名和共享' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: '视图名称' }).fill('本区开发合同')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('button', { name: /^本区开发合同/ })).toBeVisible()

  await signIn(page, site, 'hongshan.registrar', LEDGER)
  await page.getByRole('button', { name: /^本区开发合同/ }).click()
  await page.getByRole('button', { name: '管理视图' }).click()
  await expect(page.getByRole('menuitem', { name: '设为打开台账时的视图' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: '删除视图' })).toHaveCount(0)

  await signIn(page, site, 'hongshan.clerk', `${LEDGER}?view=none`)
  await page.getByRole('button', { name: /^本区开发合同/ }).click()
  await page.getByRole('button', { name: '管理视图' }).click()
  await page.getByRole('menuitem', { name: '删除视图' }).click()
  await page.getByRole('dialog', { name: '删除视图' }).getByRole('button', { name: '删除视图' }).click()
  await expect(page.getByRole('button', { name: /^本区开发合同/ })).toHaveCount(0)
})
