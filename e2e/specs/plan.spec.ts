import type { Page } from '@playwright/test'
import type { Site } from '../harness/site.ts'
import { expect, inspect, signIn, test } from '../harness/test.ts'
import { change, originalNotice, ourNotice, read, UNKNOWN } from './notice.ts'

interface Summary {
  id: string
  state: string
  pending: number
}

// Each test goes on from the one before, so the first failure ends the story.
test.describe.configure({ mode: 'serial', timeout: 120_000 })
// A message that is still fading in has no contrast to measure.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** The clerk's own draft: the one with the unknown name. */
let draft = ''

async function upload(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.setInputFiles('input[type=file]', { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) })
  await page.getByRole('button', { name: '上传并识别' }).click()
}

function tab(page: Page, name: string) {
  return page.getByRole('tab', { name: new RegExp(`^${name}`) })
}

/** The item that the keys speak about. */
function here(page: Page) {
  return page.locator('li[aria-current="true"]')
}

/** The confirmation screen as the office sees it, with the keys listening. */
async function openBoard(page: Page, site: Site): Promise<void> {
  await signIn(page, site, 'office', `/plans/${draft}/confirm`)
  await expect(page.getByText(/^已确认 \d+\/\d+/)).toBeVisible()
}

async function pending(page: Page): Promise<number> {
  return Number((await tab(page, '待确认').innerText()).replace(/\D/g, ''))
}

test('a file that cannot be read is refused with what to do, and nothing is kept', async ({ page, site }) => {
  await signIn(page, site, 'office', '/plans/new')
  await inspect(page, 'plan-upload')
  await upload(page, 'scan.pdf', '%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF')
  await expect(page.getByRole('alert')).toBeVisible()
  await upload(page, 'noise.txt', Buffer.from([0, 255, 1, 254, 2, 253, 0, 0, 9]))
  await expect(page.getByRole('alert')).toBeVisible()
  await inspect(page, 'plan-refused')
  expect(await read<Summary[]>(page, '/api/plans')).toEqual([])
})

test('a file over the limit is not even sent', async ({ page, site }) => {
  await signIn(page, site, 'office', '/plans/new')
  await page.locator('input[type=file]').evaluate((box: HTMLInputElement) => {
    const files = new DataTransfer()
    files.items.add(new File([new Uint8Array(64 * 1024 * 1024 + 1)], 'huge.txt'))
    box.files = files.files
    box.dispatchEvent(new Event('change'))
  })
  await expect(page.getByText('文件超过 64 MB')).toBeVisible()
  await expect(page.getByRole('button', { name: '上传并识别' })).toBeDisabled()
})

test('the office uploads the notice and is told what was found', async ({ page, site }) => {
  await signIn(page, site, 'office', '/plans/new')
  await upload(page, 'notice.md', ourNotice(true))
  await expect(page.getByRole('heading', { name: '识别完成' })).toBeVisible()
  const figures = page.locator('.result dl')
  await expect(figures).toContainText('22')
  await expect(figures).toContainText('61')
  await expect(page.getByText('有 1 个单位名称不在组织机构里')).toBeVisible()
  await inspect(page, 'plan-read')
  await page.getByRole('button', { name: '开始确认' }).click()
  await expect(page.getByText('已确认 0/90')).toBeVisible()
  draft = /plans\/(\d+)/.exec(page.url())?.[1] ?? ''

  await page.goto('/plans/new')
  await upload(page, 'again.md', ourNotice(true))
  await page.getByRole('link', { name: '去看已有的草稿' }).click()
  await expect(page).toHaveURL(new RegExp(`/plans/${draft}/confirm`))
})

test('the notice stands beside its items, and both sides move together', async ({ page, site }) => {
  await openBoard(page, site)
  await expect(page.getByRole('region', { name: '公文原文' })).toContainText('武汉市人民政府办公厅文件')
  await page.locator('mark', { hasText: '在孵初创科技企业突破15000家' }).or(page.locator('mark.target', { hasText: '15000' })).first().click()
  await expect(here(page)).toContainText('超过 15000 家')
  await expect(tab(page, '指标')).toHaveAttribute('aria-selected', 'true')
  await expect(page.locator('mark.here').first()).toBeVisible()
  await inspect(page, 'plan-confirm')
})

test('a phone shows one side at a time and goes from one to the other', async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openBoard(page, site)
  await page.locator('.item', { hasText: '做好外国专家服务工作' }).click()
  await here(page).getByRole('button', { name: '看原文' }).click()
  await expect(page.locator('mark.here').first()).toBeInViewport()
  await page.locator('mark.here').first().click()
  await expect(here(page)).toBeInViewport()
})

test('every decision is made by keyboard', async ({ page, site }) => {
  await openBoard(page, site)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: '键盘操作' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  for (let at = 0; at < 5; at += 1) await page.keyboard.press('j')
  await expect(here(page)).toContainText('健全长效推进机制')
  await page.keyboard.press('Enter')
  await expect(page.getByText('已确认 1/90')).toBeVisible()
  await expect(here(page)).toContainText('推动东湖科学城建设加力提速')

  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: '修改事项' })
  await dialog.getByLabel('完成时限').fill('2023年底前')
  await inspect(page, 'plan-correct')
  await dialog.getByRole('button', { name: '保存修改' }).click()
  await expect(page.getByText('已确认 2/90')).toBeVisible()
  await expect(here(page)).toContainText('2023年底前')

  await page.keyboard.press('j')
  await expect(here(page)).toContainText('打造重大科技基础设施集群')
  await page.keyboard.press('d')
  await page.getByRole('dialog').getByRole('textbox').fill('与上年重复')
  await page.getByRole('dialog').getByRole('button', { name: '不采纳' }).click()
  await expect(page.getByText('已确认 3/90')).toBeVisible()
  await page.keyboard.press('k')
  await expect(here(page)).toContainText('不采纳')
  await page.keyboard.press('u')
  await expect(page.getByText('已确认 2/90')).toBeVisible()

  await page.keyboard.press('h')
  const history = page.getByRole('dialog', { name: '历史' })
  await expect(history).toContainText('理由：与上年重复')
  await expect(history).toContainText('周文静')
  await inspect(page, 'plan-history')
  await page.keyboard.press('Escape')
})

test('an item is split, one is added from the text, and one is taken into another', async ({ page, site }) => {
  await openBoard(page, site)
  await page.locator('mark.target', { hasText: '51' }).first().click()
  await page.keyboard.press('s')
  const split = page.getByRole('dialog', { name: '拆分事项' })
  await split.getByLabel('指标名称').first().fill('国家支持事项转化为重大项目')
  await split.getByLabel('指标名称').nth(1).fill('国家支持事项转化为专项政策')
  await inspect(page, 'plan-split')
  await split.getByRole('button', { name: '拆成 2 份' }).click()
  await expect(tab(page, '指标')).toContainText('62')
  await expect(page.locator('.item', { hasText: '国家支持事项转化为专项政策' })).toBeVisible()

  await page.locator('.item', { hasText: '国家支持事项转化为重大项目' }).click()
  await page.keyboard.press('m')
  const merge = page.getByRole('dialog', { name: '合并事项' })
  await merge.getByRole('combobox', { name: '被并入的事项' }).fill('专项政策')
  await page.getByRole('option', { name: /转化为专项政策/ }).click()
  await inspect(page, 'plan-merge')
  await merge.getByRole('button', { name: '合并', exact: true }).click()
  await expect(page.locator('.item.dropped', { hasText: '国家支持事项转化为专项政策' })).toBeVisible()

  await page.getByText('全年工作围绕科创中心建设展开', { exact: false }).first().selectText()
  await page.getByRole('region', { name: '公文原文' }).dispatchEvent('mouseup')
  await page.keyboard.press('a')
  const add = page.getByRole('dialog', { name: '补充事项' })
  await add.getByText('保障措施').click()
  await expect(add.getByLabel('内容')).toHaveValue(/全年工作围绕科创中心建设展开.*运转更加高效。$/)
  await add.getByRole('button', { name: '补充', exact: true }).click()
  await expect(add).toContainText('此项必填。')
  await add.getByLabel('编号').fill('（四）')
  await add.getByLabel('标题').fill('一体推进四个方面')
  await add.getByRole('button', { name: '补充', exact: true }).click()
  await expect(here(page)).toContainText('一体推进四个方面')
  await expect(here(page)).toContainText('人工补充')
})

test('a change by somebody else keeps what was typed and shows the newer text', async ({ page, site }) => {
  await openBoard(page, site)
  await page.locator('.item', { hasText: '打造高水平实验室建设集群' }).click()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: '修改事项' })
  await dialog.getByLabel('完成时限').fill('2023年10月底前')

  const plan = await read<{ items: { id: string; title: string; version: number; number: string; text: string; lead: { printed: string }[]; responsible: { printed: string }[] }[] }>(page, `/api/plans/${draft}`)
  const item = plan.items.find((one) => one.title === '打造高水平实验室建设集群')
  expect(item).toBeDefined()
  if (!item) return
  const printed = (bodies: { printed: string }[]) => bodies.map((one) => one.printed)
  await change(page, 'post', `/api/plans/${draft}/items/${item.id}/correct`, { version: item.version, task: { number: item.number, title: '打造高水平实验室集群', text: item.text, deadline: null, lead: printed(item.lead), responsible: printed(item.responsible) } })

  await dialog.getByRole('button', { name: '保存修改' }).click()
  await expect(dialog.getByRole('alert')).toContainText('打造高水平实验室集群')
  await expect(dialog.getByLabel('完成时限')).toHaveValue('2023年10月底前')
  await inspect(page, 'plan-conflict')
  await dialog.getByRole('button', { name: '仍按我写的保存' }).click()
  await expect(here(page)).toContainText('2023年10月底前')
})

test('a whole section without doubt is confirmed at once, the rest one by one', async ({ page, site }) => {
  await openBoard(page, site)
  await tab(page, '待确认').click()
  const bulk = page.getByRole('button', { name: /^确认本节无疑问的/ })
  await expect(bulk.first()).toBeVisible()
  for (let left = await bulk.count(); left > 0; left = await bulk.count()) {
    const before = await pending(page)
    await bulk.first().click()
    await expect.poll(() => pending(page)).toBeLessThan(before)
  }
  await inspect(page, 'plan-doubts')
  await page.keyboard.press('j')
  for (let left = await pending(page); left > 0; left -= 1) {
    await expect(here(page)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect.poll(() => pending(page)).toBe(left - 1)
  }
  await expect(page.getByText('全部事项都已确认。')).toBeVisible()
})

test('an unknown name stands in the way until somebody says whom it means', async ({ page, site }) => {
  await openBoard(page, site)
  await page.getByRole('button', { name: '确认并交办' }).click()
  const check = page.getByRole('dialog', { name: '确认并交办' })
  await expect(check).toContainText(UNKNOWN)
  await expect(check.getByRole('button', { name: '确认并交办' })).toBeDisabled()
  await inspect(page, 'plan-check')
  await check.getByRole('button', { name: '去处理' }).first().click()
  await expect(tab(page, '单位名称')).toHaveAttribute('aria-selected', 'true')

  await page.getByRole('combobox', { name: `为“${UNKNOWN}”选择单位` }).fill('外事')
  await page.getByRole('option', { name: /外事/ }).first().click()
  await inspect(page, 'plan-names')
  await page.getByRole('button', { name: '对应', exact: true }).first().click()
  await expect(page.getByText('所有单位名称都已对应。')).toBeVisible()
  await expect(tab(page, '单位名称')).toContainText('0')
  const known = await read<{ aliases: string[] }[]>(page, '/api/organisations')
  expect(known.filter((one) => one.aliases.includes(UNKNOWN))).toHaveLength(1)
})

test('one indicator shows both wordings; what it requires is decided beside the printed word', async ({ page, site }) => {
  await openBoard(page, site)
  await tab(page, '指标').click()
  await page.getByText('按指标合并').click()
  await page.getByRole('textbox', { name: '按名称或原文查找' }).fill('科技型中小企业')
  const card = page.locator('.indicator').first()
  await expect(card.getByRole('button', { name: /^目标/ })).toBeVisible()
  await expect(card.getByRole('button', { name: /^任务/ })).toBeVisible()
  await inspect(page, 'plan-indicators')
  await card.getByRole('combobox').click()
  await page.getByRole('option', { name: '恰好' }).click()
  await card.getByRole('button', { name: '保存' }).click()
  await expect(card.getByRole('button', { name: '保存' })).toHaveCount(0)
  await page.reload()
  await tab(page, '指标').click()
  await page.getByText('按指标合并').click()
  await page.getByRole('textbox', { name: '按名称或原文查找' }).fill('科技型中小企业')
  await expect(page.locator('.indicator').first()).toContainText('恰好')
})

test('an open decision is settled with a reason', async ({ page, site }) => {
  await openBoard(page, site)
  await tab(page, '口径待定').click()
  const open = page.locator('.decisions li', { hasText: '责任主体' }).filter({ hasText: '待定' }).first()
  await open.getByRole('button', { name: '确定' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '确定' }).click()
  await expect(dialog).toContainText('请写明理由。')
  await dialog.getByRole('combobox').fill('统计')
  await page.getByRole('option', { name: /统计/ }).first().click()
  await dialog.getByRole('textbox').last().fill('依据部门职责')
  await inspect(page, 'plan-settle')
  await dialog.getByRole('button', { name: '确定' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('.decisions li', { hasText: '已定' }).first()).toContainText('统计')
})

test('the plan is handed out, and everything of it is there to read', async ({ page, site }) => {
  await openBoard(page, site)
  await page.getByRole('button', { name: '确认并交办' }).click()
  const dialog = page.getByRole('dialog', { name: '确认并交办' })
  await expect(dialog).toContainText(/将向 \d+ 个单位交办，共 \d+ 份/)
  await dialog.getByRole('button', { name: '确认并交办' }).dblclick()
  await expect(page.getByRole('dialog', { name: '已交办' })).toContainText(/已向 \d+ 个单位交办，共 \d+ 份/)
  await page.getByRole('link', { name: '查看计划' }).click()
  await expect(page.getByRole('row')).toHaveCount(23)
  await inspect(page, 'plan-tasks')
  await page.getByRole('textbox', { name: '按编号、任务或单位查找' }).fill('人工智能')
  await expect(page.getByText('共 1 项任务')).toBeVisible()
  await page.getByRole('tab', { name: '按单位' }).click()
  await expect(page.getByRole('row', { name: /市科技局|市科学技术局/ }).first()).toBeVisible()
  await inspect(page, 'plan-organisations')
  await page.getByRole('tab', { name: '指标' }).click()
  await expect(page.getByText('高新技术企业').first()).toBeVisible()
  await inspect(page, 'plan-targets')
  await page.goto('/plans')
  await expect(page.getByRole('row', { name: /已交办/ })).toHaveCount(1)
  await inspect(page, 'plans')
})

test('a department sees its duties, acknowledges one and passes it on', async ({ page, site }) => {
  await signIn(page, site, 'kjj.head', `/plans/${draft}`)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.getByText('只看本单位的').click()
  await page.getByRole('link', { name: '大力培育科技企业' }).click()
  await expect(page.getByRole('heading', { name: /大力培育科技企业/ })).toBeVisible()
  await inspect(page, 'task')
  await page.getByRole('button', { name: '签收' }).click()
  await page.getByRole('button', { name: '分办' }).click()
  const dialog = page.getByRole('dialog', { name: /^分办/ })
  await dialog.getByRole('combobox', { name: '承办处室' }).click()
  await page.getByRole('option').first().click()
  await inspect(page, 'task-assign')
  await dialog.getByRole('button', { name: '分办' }).click()
  await expect(page.getByText(/分办给/)).toBeVisible()
  await expect(page.locator('.duties li').first()).toContainText('已签收')
  await page.getByRole('link', { name: '在公文中查看' }).click()
  await expect(here(page)).toContainText('大力培育科技企业')
  await expect(page.locator('mark.here').first()).toBeVisible()
})

test('a published task changes only with a reason, and the history shows it', async ({ page, site }) => {
  await signIn(page, site, 'office', `/plans/${draft}`)
  await page.getByRole('link', { name: '搭建平台引聚人才' }).click()
  await page.getByRole('button', { name: '调整任务' }).click()
  const dialog = page.getByRole('dialog', { name: '调整已交办的内容' })
  await dialog.getByLabel('完成时限').fill('2023年11月底前')
  await dialog.getByRole('button', { name: '确认调整' }).click()
  await expect(dialog).toContainText('请写明理由。')
  await dialog.getByLabel('调整理由').fill('市政府专题会议明确')
  await inspect(page, 'plan-amend')
  await dialog.getByRole('button', { name: '确认调整' }).click()
  await expect(page.getByText('理由：市政府专题会议明确')).toBeVisible()
  await page.goto(`/plans/${draft}?view=amendments`)
  await expect(page.getByText('2023年11月底前')).toBeVisible()
  await inspect(page, 'plan-amendments')
})

test('the original notice reads to the same figures', async ({ page, site }) => {
  const text = originalNotice()
  test.skip(text === null, '../shared/data/notice-wuhan-2023.txt is absent; our own text was read above')
  await signIn(page, site, 'office', '/plans/new')
  await upload(page, 'original.txt', text ?? '')
  await expect(page.locator('.result dl')).toContainText('22')
  await expect(page.locator('.result dl')).toContainText('61')
  await page.getByRole('button', { name: '开始确认' }).click()
  await expect(page.locator('del.repair').first()).toBeVisible()
  await inspect(page, 'plan-original')
})

test('every page of the plan is complete in English', async ({ page, site }) => {
  await page.addInitScript(() => localStorage.setItem('luoshi.locale', 'en'))
  await signIn(page, site, 'office', `/plans/${draft}`)
  await expect(page.getByRole('tab', { name: 'By organisation' })).toBeVisible()
  for (const path of ['/plans', '/plans/new', `/plans/${draft}`, `/plans/${draft}/confirm`]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText(/\b(plan|ui|names|status)\.[a-z_]+\.[a-z_.]+/)).toHaveCount(0)
  }
})
