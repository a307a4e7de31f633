import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, signIn, test } from '../harness/test.ts'
import { inspectPage, moveEntry, pngOf, wholeContract } from './entries.ts'
import { read } from './notice.ts'

test.describe.configure({ mode: 'serial', timeout: 120_000 })
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const ENTRIES = '/ledgers/tech_contract/entries'
let id = ''

test('evidence is uploaded, looked at in the page and saved as it came', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk')
  id = (await wholeContract(page, { registration_no: '2023-1' })).row.id
  await page.goto(`${ENTRIES}/${id}`)
  const group = page.getByRole('group', { name: '合同文本' })
  await group.locator('input[type=file]').setInputFiles({ name: '盖章页.png', mimeType: 'image/png', buffer: pngOf() })
  await expect(group.getByText('已传 2 份')).toBeVisible()
  const { evidence } = await read<{ evidence: { name: string; digest: string }[] }>(page, `/api${ENTRIES}/${id}`)
  await expect(group.getByText(evidence[1]?.digest ?? '')).toBeVisible()

  await group.getByRole('button', { name: '预览盖章页.png' }).click()
  const picture = page.getByRole('dialog', { name: '盖章页.png' }).getByRole('img', { name: '盖章页.png' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(32)
  await inspectPage(page, 'preview-image')
  await page.keyboard.press('Escape')
  // The frame may show it only because the answer allows our own pages to; a refused frame would load nothing.
  const [framed] = await Promise.all([page.waitForResponse((answer) => answer.request().frame() !== page.mainFrame() && answer.url().includes('/files/')), group.getByRole('button', { name: '预览合同.pdf' }).click()])
  expect([framed.status(), framed.headers()['x-frame-options'], framed.headers()['content-type']]).toEqual([200, 'SAMEORIGIN', 'application/pdf'])
  await page.keyboard.press('Escape')

  const [file] = await Promise.all([page.waitForEvent('download'), group.getByRole('link', { name: '下载盖章页.png' }).click()])
  const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
  expect(digest(readFileSync(await file.path()))).toBe(digest(pngOf()))
})

test('an entry is sent back, made good, extended and delegated, each with its reason', async ({ page, site }) => {
  const act = async (name: string, fill: () => Promise<void>): Promise<void> => {
    await page.getByRole('group', { name: '可以办理的动作' }).getByRole('button', { name, exact: true }).click()
    await fill()
    await page.getByRole('dialog', { name }).getByRole('button', { name, exact: true }).click()
    await expect(page.getByText(`已${name}。`).first()).toBeVisible()
  }
  const because = (words: string) => async (): Promise<void> => page.getByRole('dialog').getByRole('textbox').last().fill(words)

  await signIn(page, site, 'hongshan.clerk')
  await moveEntry(page, 'tech_contract', await read(page, `/api${ENTRIES}/${id}`), 'submit')
  await signIn(page, site, 'hongshan.division', `${ENTRIES}/${id}`)
  await page.getByRole('button', { name: '退回填报' }).click()
  await inspectPage(page, 'move-dialog')
  await page.getByRole('dialog').getByRole('button', { name: '退回填报' }).click()
  await expect(page.getByRole('dialog')).toContainText('理由')
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await act('退回填报', because('缺少签章。'))
  await expect(page.getByText('缺少签章。')).toBeVisible()

  await signIn(page, site, 'hongshan.clerk')
  await moveEntry(page, 'tech_contract', await read(page, `/api${ENTRIES}/${id}`), 'submit')
  await signIn(page, site, 'kjj.division', `${ENTRIES}/${id}`)
  await act('延期', async () => {
    await page.getByRole('dialog').getByRole('spinbutton').fill('3')
    await because('材料较多。')()
  })
  await expect(page.getByText('已延期 3 天')).toBeVisible()
  await page.getByRole('button', { name: '移交' }).click()
  await page.getByRole('dialog').getByRole('combobox').click()
  // Only those who may keep the ledger are offered: a district, not a bureau of the city that does not own it.
  await expect(page.getByRole('option', { name: '江岸区', exact: true })).toBeVisible()
  await expect(page.getByRole('option', { name: '市发改委', exact: true })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()

  await signIn(page, site, 'hongshan.registrar')
  await moveEntry(page, 'tech_contract', await read(page, `/api${ENTRIES}/${id}`), 'accept')
  await page.goto(`${ENTRIES}/${id}`)
  // A refusal is no next step: it does not stand out although the step before it is blocked.
  await expect(page.getByRole('button', { name: '不予登记' })).not.toHaveClass(/el-button--primary/)
  await act('一次性告知补正', because('请补交买方营业执照。'))
  await expect(page.getByText('起暂停计时')).toBeVisible()
  await inspectPage(page, 'clock-stopped')
  await signIn(page, site, 'hongshan.clerk', `${ENTRIES}/${id}`)
  await act('补正完毕', async () => undefined)
  await expect(page.getByText('已受理（登记员审核）').first()).toBeVisible()
})

test('milestones are written with their weights and shown on a line of time with their slip', async ({ page, site }) => {
  await signIn(page, site, 'hongshan.clerk', '/ledgers/national_item/new')
  const rows = [['立项', '2023-03-01', '2023-03-20', '60'], ['验收', '2030-12-01', '', '40']]
  for (const [at, [name = '', planned = '', actual = '', weight = '']] of rows.entries()) {
    await page.getByRole('button', { name: '添加节点' }).click()
    const row = page.getByRole('list').filter({ hasText: '权重' }).getByRole('listitem').nth(at)
    await row.getByRole('textbox').first().fill(name)
    const days = row.getByRole('combobox')
    await days.nth(0).fill(planned)
    await days.nth(0).press('Enter')
    if (actual) {
      await days.nth(1).fill(actual)
      await days.nth(1).press('Enter')
    }
    await row.getByRole('spinbutton').fill(weight)
    await row.getByRole('spinbutton').press('Tab')
  }
  await expect(page.getByText('权重合计 100，正好')).toBeVisible()
  await inspectPage(page, 'milestones-edit')
  await page.getByRole('button', { name: '保存并查看' }).click()
  const table = page.getByRole('table', { name: '进度节点' })
  await expect(table.getByRole('row', { name: /立项/ })).toContainText('晚 19 天')
  await expect(table.getByRole('row', { name: /验收/ })).toContainText('未到期')
  await expect(page.getByText('已完成 60%')).toBeVisible()
  await inspectPage(page, 'milestones')
})
