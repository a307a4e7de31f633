import type { Page } from '@playwright/test'
import { expect, inspect, signIn, test } from '../harness/test.ts'

// Each test goes on from the one before, so the first failure ends the story.
test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const LEDGER = '/ledgers/tech_contract'
const TITLE = '精密主轴误差补偿技术咨询'
const SELLER = '91420111MA4K0LEDGM'
const BUYER = '91420111MA4K0BUYER'
let address = ''

/** One page with nothing on it, as small as a PDF can be. */
const PDF = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`)

async function type(page: Page, name: string, words: string): Promise<void> {
  await page.getByRole('textbox', { name, exact: true }).fill(words)
}

async function day(page: Page, name: string, words: string): Promise<void> {
  const box = page.getByRole('combobox', { name, exact: true })
  await box.fill(words)
  await box.press('Enter')
}

async function choose(page: Page, name: string, option?: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click()
  const options = page.getByRole('option', option ? { name: option, exact: true } : {}).filter({ visible: true })
  await options.first().click()
}

async function answer(page: Page, name: string, word: '是' | '否'): Promise<void> {
  await page.getByRole('radiogroup', { name, exact: true }).getByText(word, { exact: true }).click()
}

test('a district clerk finds the ledger and begins a contract; a wrong credit code is told beside its field', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', '/ledgers')
  await expect(page.getByRole('link', { name: '技术合同', exact: true })).toBeVisible()
  await inspect(page, 'ledgers')
  await page.getByRole('link', { name: '在“技术合同”中新建条目' }).click()
  await type(page, '合同名称', TITLE)
  await type(page, '卖方·统一社会信用代码', `${SELLER.slice(0, -1)}${SELLER.endsWith('0') ? '1' : '0'}`)
  const fault = page.locator('#f-values-seller_code-error')
  await expect(fault).toContainText('校验位')
  await inspect(page, 'entry-new')
  await type(page, '卖方·统一社会信用代码', SELLER)
  await expect(fault).toHaveCount(0)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page).toHaveURL(/\/entries\/\d+\/edit$/)
  address = new URL(page.url()).pathname.replace(/\/edit$/, '')
})

test('what is asked follows what was answered', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', `${address}/edit`)
  await choose(page, '合同类别', '技术开发')
  await expect(page.getByRole('combobox', { name: '开发方式', exact: true })).toBeVisible()
  await choose(page, '合同类别', '技术咨询')
  await expect(page.getByRole('combobox', { name: '开发方式', exact: true })).toHaveCount(0)
})

test('the clerk fills it in, proves it with a PDF and submits it', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', `${address}/edit`)
  await choose(page, '合同类别', '技术咨询')
  await choose(page, '技术领域')
  await day(page, '签订日期', '2023-05-06')
  await day(page, '履行期限止', '2023-12-20')
  await answer(page, '是否订立书面合同', '是')
  await type(page, '卖方·名称', '武汉华中精密装备有限公司')
  await choose(page, '卖方类别', '企业')
  await choose(page, '卖方所在行政区')
  await choose(page, '卖方所属考核单元')
  await choose(page, '买方所在地', '本市')
  await type(page, '买方·统一社会信用代码', BUYER)
  await type(page, '买方·名称', '武汉光谷机床有限公司')
  await answer(page, '买卖双方是否存在关联关系', '否')
  await answer(page, '金额是否暂不确定', '是')
  await choose(page, '价款支付方式', '一次总付')
  await type(page, '标的内容摘要', '就主轴热误差补偿提供技术咨询。')
  await page.getByRole('group', { name: '合同文本' }).locator('input[type=file]').setInputFiles({ name: '合同.pdf', mimeType: 'application/pdf', buffer: PDF })
  await expect(page.getByText('已上传“合同.pdf”。')).toBeVisible()
  await expect(page.getByText('已填齐，没有发现问题。')).toBeVisible()
  await inspect(page, 'entry-edit')
  await page.getByRole('button', { name: '保存并查看' }).click()
  await expect(page).toHaveURL(/\/entries\/\d+$/)
  await inspect(page, 'entry')
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByRole('dialog', { name: '提交' }).getByRole('button', { name: '提交', exact: true }).click()
  await expect(page.getByText('已提交（待受理）').first()).toBeVisible()
  await page.getByRole('tab', { name: '办理流程' }).click()
  await inspect(page, 'entry-cycle')
})

test('the list filters and sorts, and its address keeps both', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', LEDGER)
  await expect(page.getByRole('link', { name: TITLE })).toBeVisible()
  await page.getByRole('columnheader', { name: '签订日期' }).getByRole('button').click()
  await expect(page.getByRole('columnheader', { name: '签订日期' })).toHaveAttribute('aria-sort', 'ascending')
  await page.getByRole('textbox', { name: '名称、编号等' }).fill('主轴')
  await expect(page).toHaveURL(/q=/)
  await expect(page.getByRole('link', { name: TITLE })).toBeVisible()
  await inspect(page, 'ledger')
  await page.goto(`${LEDGER}?f.kind=KF&q=${encodeURIComponent('主轴')}`)
  await expect(page.getByText('没有符合条件的条目。')).toBeVisible()
})

test('another district does not see it', async ({ page, site }) => {
  await signIn(page, site, 'dhgx.clerk', LEDGER)
  await expect(page.getByRole('status').filter({ hasText: /^共/ })).toBeVisible()
  await expect(page.getByRole('link', { name: TITLE })).toHaveCount(0)
  await page.goto(address)
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByText(TITLE)).toHaveCount(0)
})
