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

test('a caller is booked by keyboard, read back first; the day shows it at once, and a cancelled place is free again', async () => {
  const page = await site.desk('lin', '/booking')
  await page.getByLabel('科室', { exact: true }).fill('外科')
  await page.getByRole('option', { name: /外科病区/ }).waitFor()
  await page.keyboard.press('Enter')
  const first = page.getByRole('button', { name: /孙甲 08:00/ })
  await first.click()
  await page.getByLabel('患者', { exact: true }).fill('cgy')
  await page.getByRole('option', { name: /陈\*英/ }).waitFor()
  await page.keyboard.press('Enter')
  const book = page.getByRole('button', { name: /^预约 Ctrl/ })
  expect(await book.isDisabled(), 'before it was read back').toBe(true)
  await page.getByText(/您预约的是 11月17日周二 08:00/).waitFor()
  await page.getByLabel('已向患者复述').check()
  await page.keyboard.press('Control+Enter')
  await page.getByText(/已预约，预约号 YY-261116-\d{4}/).waitFor()
  const row = page.getByRole('row').filter({ hasText: '陈*英' })
  await row.getByText('已预约').waitFor()
  await row.getByRole('button', { name: '取消' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('为什么取消').fill('患者来电取消')
  await page.keyboard.press('Control+Enter')
  await row.getByText('患者取消').waitFor()
  await expect.poll(() => first.isDisabled()).toBe(false)
})
