import type { Locator, Page } from '@playwright/test'
import type { Site } from '../harness/site.ts'
import { expect, inspect, signIn, test } from '../harness/test.ts'
import { publishNotice, read } from './notice.ts'

// Each test goes on from the one before, so the first failure ends the story.
test.describe.configure({ mode: 'serial', timeout: 120_000 })
// A message that is still fading in has no contrast to measure.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

let plan = ''
let task = ''
let address = ''

const TITLE = '大力培育科技企业'

async function open(page: Page, site: Site, login: string): Promise<void> {
  await signIn(page, site, login, address)
  await expect(page.getByRole('heading', { name: '办理方案' }).first()).toBeVisible()
}

/** Presses a button and its confirmation, which bear the same words. */
async function take(page: Page, name: string, reason?: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog', { name })
  if (reason) await dialog.getByRole('textbox').fill(reason)
  await dialog.getByRole('button', { name, exact: true }).click()
}

async function fillDay(box: Locator, day: string): Promise<void> {
  await box.fill(day)
  await box.press('Enter')
}

/** A measure is typed by whoever reads the list aloud: by its number. */
async function typeMeasure(page: Page, number: number, words: string): Promise<void> {
  await page.getByRole('textbox', { name: `措施 ${number}` }).fill(words)
}

test('the office hands out the plan', async ({ page, site }) => {
  await signIn(page, site, 'office')
  const published = await publishNotice(page)
  plan = published.id
  task = published.items.find((one) => one.kind === 'task' && one.number === '9')?.id ?? ''
  expect(task).not.toBe('')
})

test('the clerk of the lead begins a work plan, with a part for each responsible organisation', async ({ page, site }) => {
  await signIn(page, site, 'kjj.clerk', `/plans/${plan}/tasks/${task}`)
  await expect(page.getByText('签收以后就可以起草办理方案。')).toBeVisible()
  await page.getByRole('button', { name: '签收' }).click()
  await page.getByRole('button', { name: '起草办理方案' }).click()
  await expect(page).toHaveURL(/\/work-plans\/\d+$/)
  address = new URL(page.url()).pathname
  await expect(page.getByRole('heading', { name: '责任单位分工' }).or(page.getByText('责任单位分工'))).toBeVisible()
  await expect(page.getByRole('textbox', { name: /的分工$/ }).first()).toBeVisible()
  await inspect(page, 'work-plan-new')
})

test('nothing is submitted before measures, milestones and weights are there', async ({ page, site }) => {
  await open(page, site, 'kjj.clerk')
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByRole('alert')).toContainText('请至少写一条工作措施。')
  await inspect(page, 'work-plan-needs')
})

test('what was typed outlives a dropped line and a closed page', async ({ page, site }) => {
  await open(page, site, 'kjj.clerk')
  await typeMeasure(page, 1, '按季摸清在孵企业底数，逐家建档。')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '暂存' }).click()
  await expect(page.getByRole('alert').first()).toContainText('内容已保留')
  await page.context().setOffline(false)
  await page.reload()
  await expect(page.getByText('已恢复您上次没有提交的内容。')).toBeVisible()
  await expect(page.getByRole('textbox', { name: '措施 1' })).toHaveValue('按季摸清在孵企业底数，逐家建档。')
  await page.getByRole('button', { name: '暂存' }).click()
  await expect(page.getByText('已保存。')).toBeVisible()
})

test('the clerk fills the plan; the sum of the weights is said while it is typed', async ({ page, site }) => {
  await open(page, site, 'kjj.clerk')
  while ((await page.getByRole('button', { name: /^删除节点/ }).count()) > 0) await page.getByRole('button', { name: /^删除节点/ }).first().click()
  await page.getByRole('button', { name: '添加节点' }).click()
  await page.getByRole('textbox', { name: '节点 1 的内容' }).fill('上半年入库 5000 家')
  await fillDay(page.getByRole('combobox', { name: '节点 1 的完成日期' }), '2023-06-30')
  await page.getByRole('spinbutton', { name: '节点 1 的权重' }).fill('40')
  await page.keyboard.press('Tab')
  await expect(page.getByText('权重合计 40，还差 60')).toBeVisible()
  await page.getByRole('button', { name: '添加节点' }).click()
  await page.getByRole('textbox', { name: '节点 2 的内容' }).fill('全年入库 9000 家')
  await fillDay(page.getByRole('combobox', { name: '节点 2 的完成日期' }), '2023-12-20')
  await expect(page.getByText('权重合计 100，正好')).toBeVisible()
  await page.getByRole('textbox', { name: '分管负责人' }).fill('刘明远')
  await page.getByRole('combobox', { name: '承办处室' }).click()
  await page.getByRole('option').first().click()
  await page.getByRole('textbox', { name: '给还没写的单位填同样的分工' }).fill('按季报送本区企业名单')
  await page.getByRole('button', { name: /^填入/ }).click()
  await inspect(page, 'work-plan-draft')
  await take(page, '提交审核')
  await expect(page.getByText('待单位审核').first()).toBeVisible()
  await inspect(page, 'work-plan-submitted')
})

test('the head approves and the office returns it with reasons', async ({ page, site }) => {
  await open(page, site, 'kjj.head')
  await inspect(page, 'work-plan-head')
  await take(page, '审核通过')
  await expect(page.getByText('待领导小组办公室审核').first()).toBeVisible()

  await open(page, site, 'office')
  await page.getByRole('button', { name: '退回', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click()
  await expect(page.getByText('请写明理由。')).toBeVisible()
  await page.getByRole('dialog').getByRole('textbox').fill('第二个节点请提前到十一月底。')
  await page.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click()
  await expect(page.getByText('退回修改').first()).toBeVisible()
})

test('the clerk sees why, mends it and it is accepted', async ({ page, site }) => {
  await open(page, site, 'kjj.clerk')
  await expect(page.getByRole('main').getByRole('note')).toContainText('第二个节点请提前到十一月底。')
  await inspect(page, 'work-plan-returned')
  await fillDay(page.getByRole('combobox', { name: '节点 2 的完成日期' }), '2023-11-30')
  await take(page, '提交审核')
  await expect(page.getByText('待单位审核').first()).toBeVisible()
  await open(page, site, 'kjj.head')
  await take(page, '审核通过')
  await expect(page.getByText('待领导小组办公室审核').first()).toBeVisible()
  await open(page, site, 'office')
  await take(page, '采纳')
  await expect(page.getByText('已采纳').first()).toBeVisible()
  await inspect(page, 'work-plan-accepted')
  const moves = (await read<{ moves: { verb: string }[] }>(page, `/api${address}`)).moves.map((one) => one.verb)
  expect(moves.filter((verb) => ['submit', 'approve', 'return', 'accept'].includes(verb))).toEqual(['submit', 'approve', 'return', 'submit', 'approve', 'accept'])
})

test('an accepted plan changes only with a reason, and both texts stay', async ({ page, site }) => {
  await open(page, site, 'kjj.head')
  await page.getByRole('button', { name: '调整方案' }).click()
  await typeMeasure(page, 1, '按月摸清在孵企业底数，逐家建档。')
  await page.getByRole('button', { name: '确认调整' }).click()
  await expect(page.getByText('请写明理由。')).toBeVisible()
  await page.getByRole('textbox', { name: '调整理由' }).fill('企业变化快，按季不够')
  await inspect(page, 'work-plan-amend')
  await page.getByRole('button', { name: '确认调整' }).click()
  await expect(page.getByText('理由：企业变化快，按季不够')).toBeVisible()
  await expect(page.getByText('按季摸清在孵企业底数').first()).toBeVisible()
  await expect(page.getByText('已采纳').first()).toBeVisible()
})

test('the plan by task shows the accepted plan, and it prints with lines for signatures', async ({ page, site }) => {
  await signIn(page, site, 'office', '/work-plans')
  await expect(page.getByRole('row', { name: new RegExp(TITLE) })).toContainText('已采纳')
  await inspect(page, 'work-plans')
  await page.goto(`${address}/print`)
  await expect(page.getByText('单位负责人（签字、盖章）：')).toBeVisible()
  await expect(page.getByText('上半年入库 5000 家')).toBeVisible()
  await inspect(page, 'work-plan-print')
})
