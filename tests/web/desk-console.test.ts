import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { acceptPart } from '#modules/ticket/server/accept-part.ts'
import { finishPart } from '#modules/ticket/server/finish-part.ts'
import { writeEntry } from '#modules/ticket/server/write-entry.ts'
import { MONDAY } from '../support/house.ts'
import { type DeskSite, deskSite, SMALL_MONITOR } from './desk-site.ts'
import { drawSignature } from './ticket-site.ts'

vi.setConfig({ testTimeout: 60_000 })

let site: DeskSite
let insurance: Caller
let finance: Caller
beforeAll(async () => {
  site = await deskSite()
  insurance = await site.hospital.as('insurance-liaison')
  finance = await site.hospital.as('finance-liaison')
}, 180_000)
afterAll(() => site.all.close())
beforeEach(() => site.all.clock.set(MONDAY))

const house = () => site.all.house
const status = async (id: string) => (await site.open(id)).status
const lines = async (id: string, action: string) => (await site.open(id)).line.filter(line => line.action === action)
const partOf = async (id: string, unit: string) =>
  (await site.open(id)).parts.find(part => part.unit.id === unit)?.id ?? ''

/** A matter of two departments that both work on it, open on the desk of its owner. */
async function inHand(): Promise<{ id: string; page: Page }> {
  const units = [site.hospital.unit.insurance, site.hospital.unit.finance]
  const { id } = await site.create({ patientId: site.patientId, item: 'SVC-03', units })
  await acceptPart(house())(insurance, { id, partId: await partOf(id, site.hospital.unit.insurance) })
  await acceptPart(house())(finance, { id, partId: await partOf(id, site.hospital.unit.finance) })
  const page = await site.desk('lin', `/?matter=${id}`)
  await page.getByRole('heading', { name: /多部门诉求/ }).waitFor()
  return { id, page }
}

test('TKT-06 (part): the head of a matter names its owner, who has it now, and its clocks; the line tells who did what in words', async () => {
  const { page } = await inHand()
  const head = await page.locator('.tk-head').innerText()
  expect(head).toContain('首问 林甲')
  expect(head).toContain('医保科（医保科联络）、财务科（财务科联络）')
  expect(await page.locator('.tk-head .clock').innerText()).toMatch(/^办结 剩/)
  await page.locator('.tk-head .clock').hover()
  await page.getByText('全部时限').waitFor()
  const line = await page.locator('.tk-line').innerText()
  for (const words of ['登记，患者原话', '派单 医保科、财务科（各自计时）', '医保科 接单，用时 0 分'])
    expect(line).toContain(words)
})

test('what is written to the patient waits ten seconds, and Z takes it back into the box', async () => {
  const { id, page } = await inHand()
  await page.keyboard.press('r')
  await page.getByRole('radio', { name: '回复患者' }).check()
  await page.getByRole('textbox', { name: '回复患者' }).fill('材料齐了，请来 2 号窗口。')
  await page.keyboard.press('Control+Enter')
  await page.getByText('秒后发给患者').waitFor()
  expect(await page.getByRole('textbox', { name: '回复患者' }).inputValue()).toBe('')
  await page.getByRole('textbox', { name: '回复患者' }).blur()
  await page.keyboard.press('z')
  expect(await page.getByRole('textbox', { name: '回复患者' }).inputValue()).toBe('材料齐了，请来 2 号窗口。')
  expect(await page.getByText('秒后发给患者').count()).toBe(0)
  expect(await lines(id, 'ticket.replied')).toHaveLength(0)
})

test('what waits to be sent is sent when the page is left, once', async () => {
  const { id, page } = await inHand()
  await page.getByRole('radio', { name: '回复患者' }).check()
  await page.getByRole('textbox', { name: '回复患者' }).fill('请带身份证。')
  await page.keyboard.press('Control+Enter')
  await page.getByText('秒后发给患者').waitFor()
  await page.goto('about:blank')
  await expect.poll(async () => (await lines(id, 'ticket.replied')).length, { timeout: 5_000 }).toBe(1)
})

test('an internal note goes at once, and what was half written is there after a reload', async () => {
  const { id, page } = await inHand()
  await page.getByRole('radio', { name: '内部备注' }).check()
  await page.getByRole('textbox', { name: '内部备注' }).fill('家属情绪激动，慢慢说。')
  await page.reload()
  const box = page.getByRole('textbox', { name: '内部备注' })
  expect(await box.inputValue()).toBe('家属情绪激动，慢慢说。')
  await box.press('Control+Enter')
  await page.locator('.tk-line').getByText('家属情绪激动，慢慢说。').waitFor()
  expect((await lines(id, 'ticket.noted')).map(line => line.detail)).toEqual([{ text: '家属情绪激动，慢慢说。' }])
  expect(await box.inputValue()).toBe('')
})

test('a change made elsewhere stands on the desk at once and glows; who looks at the same matter is named', async () => {
  const { id, page } = await inHand()
  const other = await site.desk('mei', `/?matter=${id}`)
  await page.getByText('梅乙 也在看这件工单').waitFor()
  await other.getByText('林甲 也在看这件工单').waitFor()
  await writeEntry(house())(finance, { id, kind: 'progress', text: '收费专用章已补盖。', tellPatient: false })
  const before = Date.now()
  await page.locator('.tk-said.glow').getByText('收费专用章已补盖。').waitFor()
  // Half a second on a machine of its own; this bound is for one that does much else.
  expect(Date.now() - before).toBeLessThan(3_000)
  await other.goto(`${site.url}/tickets`)
  await expect.poll(() => page.getByText('梅乙 也在看这件工单').count(), { timeout: 5_000 }).toBe(0)
})

test('who fills in a dialog sees what others did meanwhile, and nothing is overwritten unseen', async () => {
  const { id, page } = await inHand()
  await page.getByRole('button', { name: '更多 ⋯' }).click()
  await page
    .getByRole('menuitem', { name: /等待患者|调整难度分级/ })
    .last()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('需要调查').check()
  await dialog.getByLabel('理由').fill('要调取监控')
  await writeEntry(house())(insurance, { id, kind: 'progress', text: '系统里已经查到缴费记录。', tellPatient: false })
  await dialog.getByText('您填写期间，这件工单有变化：').waitFor()
  await dialog.getByText('系统里已经查到缴费记录。').waitFor()
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('刚刚有人修改过').waitFor()
  expect(await dialog.getByLabel('理由').inputValue()).toBe('要调取监控')
  expect((await site.open(id)).class).toBe('general')
  await dialog.getByRole('button', { name: '我看过了，按最新内容继续' }).click()
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  expect((await site.open(id)).class).toBe('complex')
})

test('a promise costs three keys, and stands on the card with its own clock', async () => {
  const { id, page } = await inHand()
  await page.keyboard.press('p')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('1')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page
    .locator('.tk-card[aria-current=true] .clock')
    .getByText(/答复患者 剩 (?:2[5-9]|3[0-2]) 分/)
    .waitFor()
  const [promise] = (await site.open(id)).promises
  expect(promise?.text).toBe('给您答复')
  expect(Date.parse(promise?.dueAt ?? '') - MONDAY.epochMilliseconds).toBeLessThanOrEqual(35 * 60_000)
})

test('TKT-09 (part): result, trips and signature at the desk archive a matter, which then rejects every edit', async () => {
  const { id, page } = await inHand()
  for (const [who, unit] of [
    [insurance, 'insurance'],
    [finance, 'finance'],
  ] as const)
    await finishPart(house())(who, {
      id,
      partId: await partOf(id, site.hospital.unit[unit]),
      result: '已补盖章',
      evidence: '照片',
      minutes: 12,
    })
  await page.getByRole('button', { name: '完成并请患者确认' }).waitFor()
  await page.keyboard.press('1')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('办结凭证').fill('盖章明细照片')
  await dialog.getByLabel('我用的时间（分钟）').fill('9')
  expect(await dialog.getByRole('button', { name: /提交结果/ }).isDisabled(), 'without trips').toBe(true)
  await dialog.getByLabel('患者跑腿次数').fill('0')
  await dialog.getByLabel('免跑次数').fill('3')
  await dialog.getByLabel('联系人次').fill('4')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '患者确认，归档' }).click()
  await page.locator('.t-pad').waitFor()
  await page.getByRole('button', { name: /签好了/ }).click()
  expect(await status(id), 'without a signature').toBe('resolved')
  await drawSignature(page)
  await page.getByRole('button', { name: /签好了/ }).click()
  await page.locator('.tk-head').getByText('已归档').waitFor()
  await page.getByText('工单已办结，只能查看').waitFor()
  expect(await page.getByRole('textbox', { name: /进展|回复|备注/ }).count()).toBe(0)
  const ticket = await site.open(id)
  expect([ticket.status, ticket.confirmation?.method]).toEqual(['archived', 'signature'])
})

test('by word before a witness needs a second member of staff', async () => {
  const { id } = await site.create()
  const [part] = (await site.open(id)).parts
  await acceptPart(house())(insurance, { id, partId: part?.id ?? '' })
  await finishPart(house())(insurance, { id, partId: part?.id ?? '', result: '已办好', evidence: '回执', minutes: 3 })
  const page = await site.desk('lin', `/?matter=${id}`)
  await page.getByRole('button', { name: '患者确认，归档' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /口头确认/ }).check()
  await dialog.getByLabel('患者原话').fill('好的，办好了')
  await dialog.getByLabel('见证人').fill('林甲')
  await dialog.getByText('没有找到在册人员').waitFor()
  expect(await dialog.getByRole('button', { name: /确认归档/ }).isDisabled()).toBe(true)
  await dialog.getByLabel('见证人').fill('my')
  await dialog.getByRole('option', { name: /梅乙/ }).click()
  await page.keyboard.press('Control+Enter')
  await page.locator('.tk-head').getByText('已归档').waitFor()
})

test('J and K walk through the list, and each number of a view opens as many rows', async () => {
  await inHand()
  const page = await site.desk('lin')
  await page.locator('.tk-card').first().waitFor()
  await page.keyboard.press('j')
  await page.locator('.tk-card[aria-current=true]').waitFor()
  const first = await page.locator('.tk-head h1').innerText()
  await page.keyboard.press('j')
  await expect.poll(() => page.locator('.tk-head h1').innerText()).not.toBe(first)
  await page.keyboard.press('k')
  await expect.poll(() => page.locator('.tk-head h1').innerText()).toBe(first)
  await page.goto(`${site.url}/tickets`)
  for (const view of ['我的', '待受理', '超时', '全部在办', '已办结']) {
    const button = page.getByRole('button', { name: new RegExp(`^${view}`) })
    await button.click()
    await expect.poll(() => button.getAttribute('aria-current')).toBe('true')
    const count = Number((await button.innerText()).replaceAll(/\D/g, ''))
    await expect.poll(() => page.locator('.tk-table tbody tr').count(), { message: view }).toBe(count)
  }
})

test('everything of a matter is in reach at 1280 × 720', async () => {
  const { page } = await inHand()
  await page.setViewportSize(SMALL_MONITOR)
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(beyond).toBeLessThanOrEqual(0)
  for (const name of ['发送', '向患者承诺时间', '更多 ⋯', '新建']) {
    const box = await page
      .getByRole('button', { name: new RegExp(name) })
      .first()
      .boundingBox()
    const { x, y, width, height } = box ?? { x: 9_999, y: 9_999, width: 0, height: 0 }
    const isInside = x + width <= SMALL_MONITOR.width && y + height <= SMALL_MONITOR.height
    expect([name, isInside]).toEqual([name, true])
  }
})
