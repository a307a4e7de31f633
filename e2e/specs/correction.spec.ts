import { expect, inspect, signIn, test } from '../harness/test.ts'
import { SELLER_NAME, beginContract } from './entries.ts'

// Each test goes on from the one before, so the first failure ends the story.
test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const TITLE = '高速光通信芯片委托开发'
let address = ''

test('whoever sees an entry asks for a correction with a file', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', '/')
  address = await beginContract(page, {})
  await signIn(page, site, 'kjj.clerk', address)
  await page.getByRole('button', { name: '提出纠错' }).click()
  const dialog = page.getByRole('dialog', { name: '提出纠错' })
  await dialog.getByRole('combobox', { name: '有误的栏目' }).click()
  await page.getByRole('option', { name: '合同成交总额', exact: true }).click()
  await dialog.getByRole('button', { name: '提交纠错' }).click()
  await expect(dialog.getByText('此项必填。').first()).toBeVisible()
  await dialog.getByRole('textbox', { name: '哪里有误' }).fill('总额少写了十万元。')
  await dialog.getByRole('textbox', { name: '应当是' }).fill('一百三十万元，见合同第三页。')
  await dialog.locator('input[type=file]').setInputFiles({ name: '合同第三页.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n') })
  await inspect(page, 'correction-raise')
  await dialog.getByRole('button', { name: '提交纠错' }).click()
  await expect(page.getByText('已提交，由洪山区核实答复。')).toBeVisible()
  await expect(page.getByText('待答复')).toBeVisible()
})

test('the keeper finds it among the things to do, and cannot say that it is corrected before it is', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', '/todo')
  await page.getByRole('link', { name: TITLE, exact: true }).click()
  await expect(page.getByRole('link', { name: '合同第三页.pdf' })).toBeVisible()
  await inspect(page, 'correction')
  await page.getByRole('button', { name: '已更正' }).click()
  await page.getByRole('dialog', { name: '已更正' }).getByRole('button', { name: '已更正' }).click()
  await expect(page.getByText('条目内容尚未更正。')).toBeVisible()

  await page.goto(`${address}/edit`)
  await page.getByRole('textbox', { name: '合同成交总额' }).fill('130')
  await page.getByRole('button', { name: '保存并查看' }).click()
  await expect(page).toHaveURL(/\/entries\/\d+$/)
  await page.goto('/todo')
  await page.getByRole('link', { name: TITLE, exact: true }).click()
  await page.getByRole('button', { name: '已更正' }).click()
  await page.getByRole('dialog', { name: '已更正' }).getByRole('button', { name: '已更正' }).click()
  await expect(page.getByText('更正后为第 2 版')).toBeVisible()
})

test('the raiser reads the answer and is done with it', async ({ page, site }) => {
  await signIn(page, site, 'kjj.clerk', '/todo')
  await expect(page.getByRole('heading', { name: '纠错的答复' })).toBeVisible()
  await inspect(page, 'correction-todo')
  await page.getByRole('link', { name: TITLE, exact: true }).click()
  await page.getByRole('button', { name: '知道了' }).click()
  await expect(page.getByText('已阅。')).toBeVisible()
  await page.goto('/todo')
  await expect(page.getByRole('heading', { name: '纠错的答复' })).toHaveCount(0)
})

test('the name of an enterprise is questioned on its page and handed on by the district', async ({ page, site }) => {
  await signIn(page, site, 'kjj.clerk', address)
  await page.getByRole('link', { name: SELLER_NAME }).first().click()
  await page.getByRole('button', { name: '提出纠错' }).click()
  const dialog = page.getByRole('dialog', { name: '提出纠错' })
  await dialog.getByRole('textbox', { name: '哪里有误' }).fill('企业已更名。')
  await dialog.getByRole('textbox', { name: '应当是' }).fill('武汉华中智能装备有限公司')
  await dialog.getByRole('button', { name: '提交纠错' }).click()
  await expect(page.getByText('企业已更名。')).toBeVisible()
  await inspect(page, 'correction-subject')

  await signIn(page, site, 'hongshan.head', '/todo')
  await page.getByRole('link', { name: SELLER_NAME, exact: true }).click()
  await page.getByRole('button', { name: '转交其他单位' }).click()
  const hand = page.getByRole('dialog', { name: '转交其他单位' })
  await hand.getByRole('combobox', { name: '转交给' }).fill('市经信局')
  await page.getByRole('option', { name: /经信局/ }).first().click()
  await hand.getByRole('textbox', { name: '理由' }).fill('由企业主管部门核实。')
  await hand.getByRole('button', { name: '转交其他单位' }).click()
  await expect(page).toHaveURL(/\/todo$/)
  await expect(page.getByRole('link', { name: SELLER_NAME })).toHaveCount(0)
})
