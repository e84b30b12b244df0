import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { type DeskSite, deskSite } from './desk-site.ts'

vi.setConfig({ testTimeout: 90_000 })

const DAY = '2026-11-17'
let site: DeskSite
beforeAll(async () => {
  site = await deskSite()
  const { house, machinery } = site.all
  const manager = await site.hospital.as('manager')
  const { id } = await upsertDoctor(house)(manager, {
    code: 'D1',
    name: '孙甲',
    personId: null,
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [site.hospital.unit.ward],
    strengths: [],
    languages: [],
    isPublic: true,
  })
  await addSession(house)(manager, {
    doctorId: id,
    unitId: site.hospital.unit.ward,
    day: DAY,
    halfDay: 'morning',
    room: '三楼 305',
    feeLevel: 'expert',
    slotMinutes: 30,
    capacity: 16,
  })
  await machinery.turn()
}, 180_000)
afterAll(() => site.all.close())

test('APT-04 (part): a caller is booked by fifteen keys or fewer and no mouse, read back first; the day shows it at once, a cancelled place is free again', async () => {
  const page = await site.desk('lin', '/booking')
  let keys = 0
  const type = async (text: string) => {
    keys += text.length
    await page.keyboard.type(text)
  }
  const press = async (key: string) => {
    keys += 1
    await page.keyboard.press(key)
  }
  const first = page.getByRole('button', { name: /孙甲 08:00/ })
  const book = page.getByRole('button', { name: /^预约 Ctrl/ })
  const hasFocus = (target: Locator) =>
    expect.poll(() => target.evaluate(element => element === document.activeElement)).toBe(true)
  await hasFocus(page.getByLabel('科室', { exact: true }))
  await type('wk')
  await page.getByRole('option', { name: /外科病区/ }).waitFor()
  await press('Enter')
  await hasFocus(first)
  await press('Enter')
  await hasFocus(page.getByLabel('患者', { exact: true }))
  await type('cgy')
  await page.getByRole('option', { name: /陈\*英/ }).waitFor()
  await press('Enter')
  await hasFocus(page.getByLabel('已向患者复述'))
  expect(await book.isDisabled(), 'before it was read back').toBe(true)
  await page.getByText(/您预约的是 11月17日周二 08:00/).waitFor()
  await press('Space')
  await press('Control+Enter')
  await page.getByText(/已预约，预约号 YY-261116-\d{4}/).waitFor()
  expect(keys).toBeLessThanOrEqual(15)
  const row = page.getByRole('row').filter({ hasText: '陈*英' })
  await row.getByText('已预约').waitFor()
  await row.getByRole('button', { name: '取消' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('为什么取消').fill('患者来电取消')
  await page.keyboard.press('Control+Enter')
  await row.getByText('患者取消').waitFor()
  await expect.poll(() => first.isDisabled()).toBe(false)
})
