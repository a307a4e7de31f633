import { expect, signIn, test } from '../harness/test.ts'
import { createEntry, CONTRACT, inspectPage, wholeContract } from './entries.ts'

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const LEDGER = '/ledgers/tech_contract'

test('many entries move at once, and the one that cannot is told with its reason', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk')
  await wholeContract(page, { contract_name: '可以提交的甲', contract_no: 'A', registration_no: '2023-A' })
  await wholeContract(page, { contract_name: '可以提交的乙', contract_no: 'B', registration_no: '2023-B' })
  await createEntry(page, 'tech_contract', { ...CONTRACT, contract_name: '没有合同文本的丙', registration_no: '2023-C' })
  await page.goto(LEDGER)
  await page.getByText('选择本页').click()
  await expect(page.getByText('已选 3 条')).toBeVisible()
  await inspectPage(page, 'bulk-chosen')
  await page.getByRole('group', { name: '批量办理' }).getByRole('button', { name: '提交' }).click()
  const dialog = page.getByRole('dialog', { name: '提交' })
  await expect(dialog).toContainText('将对所选 3 条逐条办理“提交”')
  await dialog.getByRole('button', { name: '提交' }).click()
  const refused = page.getByRole('alert').filter({ hasText: '没有办成' })
  await expect(refused).toContainText('有 1 条没有办成')
  await expect(refused.getByRole('link', { name: '没有合同文本的丙' })).toBeVisible()
  await expect(refused.getByText(/^合同文本：/)).toBeVisible()
  await inspectPage(page, 'bulk-refused')
  await expect(page.getByRole('row', { name: /可以提交的甲/ })).toContainText('已提交')
  await expect(page.getByRole('row', { name: /可以提交的乙/ })).toContainText('已提交')
  await expect(page.getByRole('row', { name: /没有合同文本的丙/ })).toContainText('草稿')
})

test('what needs a reason asks for it once for all', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.division', LEDGER)
  await page.getByRole('checkbox', { name: '选择“可以提交的甲”' }).locator('xpath=ancestor::label').click()
  await page.getByRole('checkbox', { name: '选择“可以提交的乙”' }).locator('xpath=ancestor::label').click()
  await page.getByRole('group', { name: '批量办理' }).getByRole('button', { name: '退回填报' }).click()
  const dialog = page.getByRole('dialog', { name: '退回填报' })
  await dialog.getByRole('textbox').fill('金额与附件不一致。')
  await dialog.getByRole('button', { name: '退回填报' }).click()
  await expect(page.getByText('已退回填报 2 条。')).toBeVisible()
  await page.getByRole('link', { name: '可以提交的甲' }).click()
  await expect(page.getByText('金额与附件不一致。')).toBeVisible()
})
