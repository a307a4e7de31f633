import { expect, type Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { inspect } from '../harness/test.ts'
import { change, read } from './notice.ts'

export interface Entry {
  row: { id: string; version: number; state: string; key: string | null }
  values: Record<string, unknown>
}

export const SELLER = '91420100MA4K00000Q'
export const SELLER_NAME = '武汉光谷示例芯片有限公司'

/** A contract that lacks nothing but its text. */
export const CONTRACT = {
  contract_name: '高速光通信芯片委托开发', kind: 'KF', development_mode: 'WT', tech_field: '01', signed_on: '2023-01-16',
  performed_until: '2023-12-31', written: true, seller_code: SELLER, seller_name: SELLER_NAME, seller_kind: 'QY', district: '420111',
  unit: 'hongshan', buyer_place: 'BS', buyer_code: '914403001922038216', buyer_name: '示例通信股份有限公司', related_party: false,
  amount_open: false, total: '1200000', non_technical: '200000', technical: '1000000', pay_mode: 'FQ',
  development_points: ['unknown', 'goal', 'novel', 'measure', 'accept'], content: '委托开发光收发芯片。', received_on: '2023-01-20',
}

/** An enterprise as three ledgers have it; the figures meet what the small-enterprise card asks. */
export const HIGH_TECH = {
  enterprise_code: SELLER, enterprise_name: SELLER_NAME, year: '2023', application_kind: 'first', registered_on: '2018-03-06',
  industry: 'C4014', district: '420111', unit: 'hongshan', high_tech_field: '01', contact: '王工', contact_phone: '13800138000', staff: '89',
}
export const SMALL = {
  enterprise_code: SELLER, enterprise_name: SELLER_NAME, year: '2023', founded_on: '2018-03-06', industry: 'C4014', district: '420111',
  unit: 'hongshan', resident: true, audited_tax: true, allowed_product: true, no_breach: true, not_blacklisted: true, assets: '30000000',
  staff: '50', tech_staff: '16', sales: '22000000', costs: '19000000', research_spend: '1800000', research_choice: 'sales',
  class_one_ip: '1', class_two_ip: '4', direct_entry: false,
}

export async function createEntry(page: Page, ledger: string, values: Record<string, unknown>): Promise<Entry> {
  const { keepers } = await read<{ keepers: { id: string }[] }>(page, `/api/ledgers/${ledger}`)
  return change<Entry>(page, 'post', `/api/ledgers/${ledger}/entries`, { organisation_id: keepers[0]?.id, content: { values } })
}

export async function attachFile(page: Page, ledger: string, id: string, field: string, name: string, buffer: Buffer): Promise<Entry> {
  const me = await read<{ csrf_token: string }>(page, '/api/me')
  const answer = await page.request.post(`/api/ledgers/${ledger}/entries/${id}/evidence/${field}`, {
    headers: { 'Idempotency-Key': randomUUID(), 'X-CSRF-Token': me.csrf_token },
    multipart: { file: { name, mimeType: 'application/octet-stream', buffer } },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()) as Entry
}

/** Begins a contract, and answers the path of its page. */
export async function beginContract(page: Page, values: Record<string, unknown>): Promise<string> {
  const { row } = await createEntry(page, 'tech_contract', { ...CONTRACT, ...values })
  return `/ledgers/tech_contract/entries/${row.id}`
}

/** A contract that can be submitted. */
export async function wholeContract(page: Page, more: Record<string, unknown> = {}): Promise<Entry> {
  const begun = await createEntry(page, 'tech_contract', { ...CONTRACT, ...more })
  return attachFile(page, 'tech_contract', begun.row.id, 'contract_copy', '合同.pdf', pdfOf(String(more['contract_no'] ?? '')))
}

export async function moveEntry(page: Page, ledger: string, entry: Entry, code: string, input: Record<string, unknown> = {}): Promise<Entry> {
  return change<Entry>(page, 'post', `/api/ledgers/${ledger}/entries/${entry.row.id}/moves/${code}`, { version: entry.row.version, reason: '', ...input })
}

/** One page that bears a mark, so that two of them are two files. */
export function pdfOf(mark: string): Buffer {
  return Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
% ${mark}
%%EOF
`)
}

function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** A picture of one colour, 32 pixels wide and high. */
export function pngOf(): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(kind), data])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length, 0)
    ends.writeUInt32BE(crcOf(body), 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(32, 0)
  head.writeUInt32BE(32, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(96, 0x55)])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: 32 }, () => row)))
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

/** Axe and a picture at both widths, and nothing that makes a phone scroll sideways. */
export async function inspectPage(page: Page, name: string): Promise<void> {
  await inspect(page, name)
  const before = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  if (before) await page.setViewportSize(before)
}
