import { expect, signIn, test } from '../harness/test.ts'
import { createEntry, CONTRACT, inspectPage } from './entries.ts'
import { read } from './notice.ts'

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('two people at once: both texts are shown, and keeping mine loses nothing of theirs', async ({ page, site, context }) => {
  await signIn(page, site, 'hongshan.clerk')
  const { row } = await createEntry(page, 'tech_contract', CONTRACT)
  const address = `/ledgers/tech_contract/entries/${row.id}/edit`
  const other = await context.newPage()
  await page.goto(address)
  await other.goto(address)
  await expect(page.getByRole('textbox', { name: '合同名称' })).toHaveValue(CONTRACT.contract_name)
  await other.getByRole('textbox', { name: '合同名称' }).fill('对方的名称')
  await other.getByRole('textbox', { name: '合同编号' }).fill('HT-对方')
  await other.getByRole('button', { name: '保存', exact: true }).click()
  await expect(other.getByText('已保存。')).toBeVisible()

  await page.getByRole('textbox', { name: '合同名称' }).fill('我的名称')
  await page.getByRole('textbox', { name: '标的内容摘要' }).fill('我写的摘要。')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  const notice = page.getByRole('alert').filter({ hasText: '别人保存过这个条目' })
  await expect(notice.getByRole('row', { name: /合同名称/ })).toContainText('双方都改过')
  await expect(notice.getByRole('row', { name: /合同编号/ })).toContainText('只有对方改过')
  await expect(notice.getByRole('row', { name: /标的内容摘要/ })).toContainText('只有您改过')
  await inspectPage(page, 'conflict')
  await notice.getByRole('button', { name: '保留我的' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存。')).toBeVisible()
  const { values } = await read<{ values: Record<string, unknown> }>(page, `/api/ledgers/tech_contract/entries/${row.id}`)
  expect([values['contract_name'], values['contract_no'], values['content']]).toEqual(['我的名称', 'HT-对方', '我写的摘要。'])
})

test('what is typed while the line is down is kept, and goes out once it is back', async ({ page, site, context }) => {
  await signIn(page, site, 'hongshan.clerk', '/ledgers/tech_contract/new')
  await page.getByRole('textbox', { name: '合同名称' }).fill('断网时写的合同')
  await context.setOffline(true)
  await page.getByRole('textbox', { name: '标的内容摘要' }).fill('断网后继续写。')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: '内容已保留' })).toBeVisible()
  await inspectPage(page, 'offline')
  await context.setOffline(false)
  await page.reload()
  await expect(page.getByText('已恢复您上次没有提交的内容。')).toBeVisible()
  await expect(page.getByRole('textbox', { name: '标的内容摘要' })).toHaveValue('断网后继续写。')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page).toHaveURL(/\/entries\/\d+\/edit$/)
  await page.goto('/ledgers/tech_contract')
  await expect(page.getByRole('link', { name: '断网时写的合同' })).toHaveCount(1)
})
