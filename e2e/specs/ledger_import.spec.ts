import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { expect, signIn, test } from '../harness/test.ts'
import { inspectPage, SELLER } from './entries.ts'

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const IMPORT = '/ledgers/tech_contract/import'
const HEADER = '合同名称,合同类别,卖方·统一社会信用代码,卖方·名称,合同成交总额（万元）,登记编号,经办备注'
const ROWS = [
  ['光芯片开发合同', '技术开发', SELLER, '示例公司', '120', '2023-001', '无'],
  ['算法咨询合同', 'ZX', SELLER, '示例公司', '36.5', '2023-002', '无'],
  ['代码写错的合同', '技术服务', `${SELLER.slice(0, -1)}1`, '示例公司', '十万', '2023-003', '无'],
  ['类别不明的合同', '不知道', SELLER, '示例公司', '1', '2023-004', '无'],
]
let errors = Buffer.alloc(0)

function csv(rows: string[][]): Buffer {
  return Buffer.from(`\uFEFF${[HEADER, ...rows.map((row) => row.join(','))].join('\r\n')}\r\n`)
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
}

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto(IMPORT)
  await choose(page, name, buffer)
  await page.getByRole('button', { name: '上传并识别列' }).click()
  await expect(page).toHaveURL(/\/import\/\d+$/)
}

async function counted(page: Page, kind: string): Promise<string> {
  return page.getByRole('term').filter({ hasText: kind }).locator('xpath=following-sibling::dd').innerText()
}

test('what is no table is refused in words', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', IMPORT)
  await inspectPage(page, 'import-file')
  const send = page.getByRole('button', { name: '上传并识别列' })
  await choose(page, '合同.xlsx', Buffer.alloc(0))
  await expect(page.getByText('这是一个空文件。')).toBeVisible()
  await expect(send).toBeDisabled()
  await choose(page, '合同.pdf', Buffer.from('%PDF'))
  await expect(page.getByText('只能导入 XLSX、XLS 或 CSV 文件。')).toBeVisible()
  await choose(page, '合同.xlsx', Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(2000, 7)]))
  await send.click()
  await expect(page.getByRole('alert')).toContainText('这是程序文件')
  await choose(page, '别的表.csv', Buffer.from('甲,乙\r\n1,2\r\n'))
  await send.click()
  await expect(page.getByRole('alert')).toContainText('未找到与本台账对应的列')
})

test('a table with wrong rows is matched, checked and told row by row', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk')
  await upload(page, '合同.csv', csv(ROWS))
  await expect(page.getByText('有 1 列没有对应项目，将不导入。')).toBeVisible()
  await inspectPage(page, 'import-columns')
  await page.getByRole('button', { name: '核对全部数据' }).click()
  await expect(page.getByText('文件“合同.csv”共 4 行：可导入 2 行，有错误 2 行。')).toBeVisible()
  const faults = page.getByRole('table', { name: '错误清单' }).getByRole('row')
  await expect(faults).toHaveCount(4)
  await expect(faults.nth(1)).toContainText('卖方·统一社会信用代码')
  await expect(faults.nth(2)).toContainText('十万')
  await inspectPage(page, 'import-check')
})

test('the right rows are written, and the wrong ones come back as a workbook that goes in again', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', IMPORT)
  await page.getByRole('link', { name: '合同.csv', exact: true }).click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载错误标注文件' }).click()])
  expect(file.suggestedFilename()).toContain('错误标注')
  errors = readFileSync(await file.path())
  await page.getByRole('button', { name: '导入 2 行' }).click()
  await expect(page.getByRole('heading', { name: '导入完成，写入 2 行。' })).toBeVisible()
  await inspectPage(page, 'import-done')
  await page.getByRole('link', { name: '查看台账' }).click()
  await expect(page.getByRole('link', { name: '光芯片开发合同' })).toBeVisible()
  await expect(page.getByRole('link', { name: '代码写错的合同' })).toHaveCount(0)

  await upload(page, '改过的.xlsx', errors)
  await page.getByRole('button', { name: '核对全部数据' }).click()
  await expect(page.getByText('文件“改过的.xlsx”共 2 行：可导入 0 行，有错误 2 行。')).toBeVisible()
  expect(await counted(page, '有错误')).toBe('2')
})

test('a file that says nothing new, or nothing at all, is told so', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk')
  await upload(page, '同样的.csv', csv(ROWS.slice(0, 2)))
  await page.getByRole('button', { name: '核对全部数据' }).click()
  await expect(page.getByText('文件内容与台账一致，无需导入。')).toBeVisible()
  await upload(page, '只有表头.csv', csv([]))
  await page.getByRole('button', { name: '核对全部数据' }).click()
  await expect(page.getByText('文件“只有表头.csv”只有表头，没有数据行。请填写后重新上传。')).toBeVisible()
})

test('a long import shows how far it is, and stops when it is told to', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk')
  const many = Array.from({ length: 12_000 }, (_, at) => [`批量合同${at}`, '技术开发', SELLER, '示例公司', '5', `2024-${at}`, ''])
  await upload(page, '很多.csv', csv(many))
  await page.getByRole('button', { name: '核对全部数据' }).click()
  await expect(page.getByText(/已处理 [\d,]+ \/ 12,000 行/)).toBeVisible()
  await page.getByRole('button', { name: '停止核对' }).click()
  // Nothing was written by a check, so it stands where it stood before.
  await expect(page.getByRole('button', { name: '核对全部数据' })).toBeVisible()
})

test('files speak the language chosen on the screen and not the one of the browser', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', IMPORT)
  const template = async (link: string): Promise<string> => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
    return file.suggestedFilename()
  }
  expect(await template('下载填报模板')).toMatch(/技术合同填报模板\.xlsx$/)
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Import')
  const link = (await page.getByRole('link', { name: /template/i }).innerText()).trim()
  expect(await template(link)).toMatch(/Technology contracts template\.xlsx$/)
})
