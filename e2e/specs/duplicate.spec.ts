import { expect, inspect, signIn, test } from '../harness/test.ts'
import { beginContract } from './entries.ts'

// Each test goes on from the one before, so the first failure ends the story.
test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const PAGE = '/ledgers/tech_contract/duplicates'

test('a district sees its own entry beside one of another district, which shows its keeper only', async ({ page, site }) => {
  await signIn(page, site, 'dhgx.clerk', '/')
  await beginContract(page, { content: '东湖高新区填报的内容。', unit: 'dhgx', signed_on: '2023-01-17' })
  await signIn(page, site, 'hongshan.clerk', '/')
  await beginContract(page, {})
  await page.goto('/ledgers/tech_contract')
  await page.getByRole('link', { name: '疑似重复' }).click()
  await expect(page.getByText('您无权查看的条目')).toBeVisible()
  await expect(page.getByText('由市科技局判定')).toBeVisible()
  await expect(page.getByText('东湖高新区填报的内容')).toHaveCount(0)
  await inspect(page, 'duplicates-district')
})

test('the owner of the ledger looks at both and finds them different', async ({ page, site }) => {
  await signIn(page, site, 'kjj.clerk', PAGE)
  await expect(page.getByText('东湖高新区填报的内容。')).toBeVisible()
  await inspect(page, 'duplicates')
  await page.getByRole('button', { name: '不是重复' }).click()
  const dialog = page.getByRole('dialog', { name: '不是重复' })
  await dialog.getByRole('button', { name: '不是重复' }).click()
  await expect(dialog.getByText('请写明理由')).toBeVisible()
  await dialog.getByRole('textbox', { name: '理由' }).fill('两期合同，内容不同。')
  await dialog.getByRole('button', { name: '不是重复' }).click()
  await expect(page.getByText('没有待判定的疑似重复条目。')).toBeVisible()
  await page.getByRole('tab', { name: '已判定' }).click()
  await expect(page.getByText('理由：两期合同，内容不同。')).toBeVisible()
  await inspect(page, 'duplicates-decided')
})

test('another entry of the same kind brings them up again, and one of them stays', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', '/')
  await beginContract(page, { signed_on: '2023-01-18' })
  await signIn(page, site, 'kjj.clerk', PAGE)
  await expect(page.getByText('此前判定为：不是重复。')).toBeVisible()
  await page.getByRole('button', { name: '确属重复' }).click()
  const dialog = page.getByRole('dialog', { name: '确属重复' })
  await dialog.getByText(/^第 1 条/).click()
  await inspect(page, 'duplicates-decide')
  await dialog.getByRole('button', { name: '确属重复' }).click()
  await page.getByRole('tab', { name: '已判定' }).click()
  await expect(page.getByText('保留第 1 条。')).toBeVisible()
})
