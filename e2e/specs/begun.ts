import type { Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { expect } from '../harness/test.ts'

/** What the stories about lists, corrections and duplicates begin with; the form itself is the business of its own spec. */
export const CONTRACT = {
  contract_name: '高速光通信芯片委托开发', kind: 'KF', development_mode: 'WT', tech_field: '电子信息', signed_on: '2023-01-16',
  seller_code: '91420111MA4K0LEDGM', seller_name: '武汉华中精密装备有限公司', unit: 'hongshan', buyer_code: '91420111MA4K0BUYER',
  buyer_name: '武汉光谷机床有限公司', amount_open: false, total: '1200000', content: '委托开发光收发芯片。',
}

/** Begins a contract for the organisation of whoever is signed in, and answers the path of its page. */
export async function beginContract(page: Page, values: object): Promise<string> {
  const me = (await (await page.request.get('/api/me')).json()) as { csrf_token: string }
  const ledger = (await (await page.request.get('/api/ledgers/tech_contract')).json()) as { keepers: { id: string }[] }
  const answer = await page.request.post('/api/ledgers/tech_contract/entries', {
    data: { organisation_id: ledger.keepers[0]?.id, content: { values: { ...CONTRACT, ...values } } },
    headers: { 'Idempotency-Key': randomUUID(), 'X-CSRF-Token': me.csrf_token },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  const entry = (await answer.json()) as { row: { id: string } }
  return `/ledgers/tech_contract/entries/${entry.row.id}`
}
