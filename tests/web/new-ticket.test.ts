import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { unmaskRequester } from '#modules/ticket/server/unmask-requester.ts'
import { MONDAY } from '../support/house.ts'
import { type DeskSite, deskSite } from './desk-site.ts'

vi.setConfig({ testTimeout: 60_000 })

let site: DeskSite
beforeAll(async () => {
  site = await deskSite()
}, 180_000)
afterAll(() => site.all.close())
beforeEach(() => site.all.clock.set(MONDAY))

/** The drawer, opened by its key, on the desk of a clerk. */
async function drawer(): Promise<Page> {
  const page = await site.desk('lin')
  await page.locator('.tk-views').waitFor()
  await page.keyboard.press('n')
  await page.getByLabel('事项').waitFor()
  return page
}
const taken = async (page: Page) => {
  const number = await page.locator('.tk-taken-number').innerText()
  await page.keyboard.press('Escape')
  const found = await site.all.house.database.statement<{ id: string }>(
    'select id from ticket.ticket where number = $1',
    [number],
  )
  return { number, ticket: await site.open(found[0]?.id ?? '') }
}

test('TKT-01 (part): by keyboard alone and in less than twenty seconds a request has a number, a tracking code and a QR code', async () => {
  const page = await drawer()
  const began = Date.now()
  await page.keyboard.type('fycx')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('cgy')
  await page.getByRole('option', { name: /陈\*英/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('押金交了三天系统还没有更新', { delay: 60 })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.locator('.tk-taken-number').waitFor()
  expect(Date.now() - began).toBeLessThan(20_000)
  expect(await page.locator('.tk-taken').innerText()).toMatch(/查询码 [2-9A-Z]{4}-[2-9A-Z]{4}/)
  await page.getByRole('img', { name: /二维码/ }).waitFor()
  const { number, ticket } = await taken(page)
  expect(number).toMatch(/^TK-\d{6}-\d{4}$/)
  expect(ticket.item.name).toBe('费用查询')
  expect(ticket.patient.nameMasked).toBe('陈*英')
  expect(ticket.papers).toEqual([{ name: '身份证', state: 'present', copies: 1 }])
  expect(ticket.parts.map(part => part.unit.name)).toEqual(['财务科'])
})

test('the requester who is the patient is taken from the record, whole for the matter and never shown', async () => {
  const page = await drawer()
  await page.keyboard.type('18')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('陈桂')
  await page.getByRole('option', { name: /陈\*英/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('用患者档案里的姓名和电话 138****8021').waitFor()
  await page.getByLabel('患者原话').fill('要补盖章')
  await page.getByRole('button', { name: '全部带齐' }).click()
  await page.keyboard.press('Control+Enter')
  await page.locator('.tk-taken-number').waitFor()
  expect(await page.locator('body').innerText()).not.toMatch(/陈桂英|13800138021/)
  const { ticket } = await taken(page)
  expect(await unmaskRequester(site.all.house)(site.clerk, { id: ticket.id, reason: '核对' })).toEqual({
    name: '陈桂英',
    phone: '13800138021',
  })
})

test('TKT-01 (part): the same patient and item again within a day is hinted at before it is sent', async () => {
  await site.create({ patientId: site.patientId, item: 'SVC-03' })
  const page = await drawer()
  await page.keyboard.type('多部门')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('8021')
  await page.getByRole('option', { name: /陈\*英/ }).click()
  await page.getByText('这位患者 24 小时内登记过同类事项，还没办完：').waitFor()
  await page.getByRole('button', { name: /^TK-/ }).click()
  await page.getByRole('heading', { name: /多部门诉求/ }).waitFor()
})

test('TKT-02 (part): a missing paper holds the matter back unless a reason is given, and the printed list is what is not ticked', async () => {
  const page = await drawer()
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset['printed'] = document.querySelector('.d-sheet')?.textContent ?? ''
    }
  })
  await page.keyboard.type('费用')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByLabel('办事人姓名').fill('王小明')
  await page.getByLabel('患者原话').fill('账单不对')
  await page.keyboard.press('Control+Enter')
  await page.getByText('材料不齐：请勾选已带的材料，或写明先行办理的理由').waitFor()
  await page.getByRole('button', { name: '打印一次性告知单' }).click()
  await expect.poll(() => page.evaluate(() => document.body.dataset['printed'])).toContain('身份证')
  await page.getByRole('button', { name: '患者稍后补交' }).click()
  await page.keyboard.press('Control+Enter')
  await page.locator('.tk-taken-number').waitFor()
  const { ticket } = await taken(page)
  expect(ticket.papers).toEqual([{ name: '身份证', state: 'missing', copies: 0 }])
})

test('what was filled in is there after a reload, for the same person only, and never in the address', async () => {
  const page = await drawer()
  await page.keyboard.type('费用')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('cgy')
  await page.getByRole('option', { name: /陈\*英/ }).click()
  await page.getByLabel('患者原话').fill('账单上多了一项')
  await page.reload()
  await page.locator('.tk-views').waitFor()
  await page.keyboard.press('n')
  await page.getByText('已恢复上次没有提交的内容。').waitFor()
  expect(await page.getByLabel('患者原话').inputValue()).toBe('账单上多了一项')
  expect(page.url()).not.toMatch(/陈|cgy|8021|账单/)
  await site.signIn(page, 'mei')
  await page.goto(`${site.url}/`)
  await page.locator('.tk-views').waitFor()
  await page.keyboard.press('n')
  expect(await page.getByLabel('患者原话').inputValue()).toBe('')
})

test('a field that the house refuses says so at the field, and what was typed stays', async () => {
  const page = await drawer()
  await page.keyboard.type('费用')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByLabel('办事人姓名').fill('王小明')
  await page.getByRole('textbox', { name: /电话/ }).fill('1')
  await page.getByLabel('患者原话').fill('账单不对')
  await page.getByRole('button', { name: '全部带齐' }).click()
  await page.keyboard.press('Control+Enter')
  const phone = page.getByRole('textbox', { name: /电话/ })
  await expect.poll(() => phone.getAttribute('aria-invalid')).toBe('true')
  expect(await page.getByLabel('患者原话').inputValue()).toBe('账单不对')
})
