import { expect, signIn, test } from '../harness/test.ts'
import { createEntry, CONTRACT, HIGH_TECH, inspectPage, SELLER, SELLER_NAME, SMALL } from './entries.ts'

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('one page shows what every ledger has of an enterprise', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk')
  await createEntry(page, 'high_tech', HIGH_TECH)
  await createEntry(page, 'tech_sme', SMALL)
  await createEntry(page, 'tech_contract', { ...CONTRACT, registration_no: '2023-1' })
  await createEntry(page, 'tech_contract', { ...CONTRACT, contract_name: '第二份合同', registration_no: '2023-2' })
  await page.goto('/subjects')
  await page.getByRole('textbox', { name: '查找主体' }).fill('武汉光谷')
  await page.getByRole('button', { name: '查找' }).click()
  await inspectPage(page, 'subjects')
  await page.getByRole('link', { name: SELLER_NAME }).click()
  await expect(page.getByText(`统一社会信用代码 ${SELLER}`)).toBeVisible()
  for (const [name, count] of [['高新技术企业', 1], ['科技型中小企业', 1], ['技术合同', 2]] as const) {
    await expect(page.getByRole('region', { name, exact: true }).getByText(`${count} 条`)).toBeVisible()
  }
  await inspectPage(page, 'subject')
  await page.getByRole('region', { name: '技术合同' }).getByRole('link', { name: '在台账中查看' }).click()
  await expect(page.getByRole('status').filter({ hasText: '共 2 条' })).toBeVisible()
})

test('another district does not learn that it is in the books', async ({ page, site }) => {
  await signIn(page, site, 'dhgx.clerk', `/subjects?search=${SELLER}`)
  await expect(page.getByText('没有找到。')).toBeVisible()
})

test('an official scorecard explains itself', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', '/ledgers/tech_sme')
  await page.getByRole('link', { name: SELLER_NAME }).click()
  const card = page.getByRole('region', { name: /科技型中小企业/ }).filter({ hasText: '〔2017〕115号' })
  await expect(card.getByText('符合要求', { exact: true })).toBeVisible()
  await expect(card).toContainText('分（满分 20 分）')
  await inspectPage(page, 'scorecard')
})

test('what the books know of an enterprise is offered with where it stands, and only what is ticked is taken', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', '/ledgers/tech_sme/new')
  await page.getByRole('textbox', { name: '企业·统一社会信用代码' }).fill(SELLER)
  const offer = page.getByRole('group', { name: /台账中已有该主体/ })
  await expect(offer.getByRole('checkbox', { name: /注册地行政区.*洪山区/ })).toBeChecked()
  const contact = offer.getByRole('checkbox', { name: /职工总数.*高新技术企业/ })
  await expect(contact).not.toBeChecked()
  await inspectPage(page, 'known')
  await page.getByRole('button', { name: /带入所选/ }).click()
  await expect(page.getByRole('textbox', { name: '企业·名称' })).toHaveValue(SELLER_NAME)
  await expect(page.getByRole('textbox', { name: '职工总数' })).toHaveValue('')
})

test('a certificate is found by its holder and read as its title', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', '/ledgers/tech_sme/new')
  await page.getByRole('textbox', { name: '企业·名称' }).fill('武汉另一家有限公司')
  await page.getByRole('radiogroup', { name: /直接确认/ }).getByText('是', { exact: true }).click()
  const box = page.getByRole('combobox', { name: '高新技术企业证书' })
  await box.click()
  await box.fill('示例芯片')
  await page.getByRole('option', { name: new RegExp(SELLER_NAME) }).filter({ visible: true }).click()
  await page.getByRole('button', { name: '保存并查看' }).click()
  await expect(page.getByText(new RegExp(`${SELLER_NAME}（.*2023）`))).toBeVisible()
})
