/** The desk's screens around the pool: the waiting list and stopped sessions. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { bookAppointment } from '#modules/appointment/server/book-appointment.ts'
import { cancelAppointment } from '#modules/appointment/server/cancel-appointment.ts'
import { listSlots } from '#modules/appointment/server/list-slots.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { somePatients } from '../support/patients.ts'
import { type DeskSite, deskSite } from './desk-site.ts'

vi.setConfig({ testTimeout: 90_000 })

const DAY = '2026-11-17'
let site: DeskSite
let sessionId = ''
let patients: readonly string[] = []
const slotIds: string[] = []

beforeAll(async () => {
  site = await deskSite()
  const { house, machinery } = site.all
  const manager = await site.hospital.as('manager')
  patients = await somePatients(house, 6)
  for (const [code, name] of [
    ['D1', '孙甲'],
    ['D2', '李乙'],
  ] as const) {
    const { id } = await upsertDoctor(house)(manager, {
      code,
      name,
      personId: null,
      title: 'chief',
      feeLevel: 'expert',
      unitIds: [site.hospital.unit.ward],
      strengths: [],
      languages: [],
      isPublic: true,
    })
    const made = await addSession(house)(manager, {
      doctorId: id,
      unitId: site.hospital.unit.ward,
      day: DAY,
      halfDay: 'morning',
      room: '三楼 305',
      feeLevel: 'expert',
      slotMinutes: 30,
      capacity: 16,
    })
    sessionId ||= made.sessionId
  }
  await machinery.turn()
  const lin = await site.hospital.as('lin')
  const { slots } = await listSlots(house)(lin, { from: DAY, to: DAY, channel: 'phone' })
  slotIds.push(...slots.filter(one => one.sessionId === sessionId).map(one => one.id))
  for (const [n, patientId] of patients.slice(0, 4).entries())
    await bookAppointment(house)(lin, { ...wish(n), patientId })
}, 180_000)
afterAll(() => site.all.close())

const wish = (n: number) => ({
  slotId: slotIds[n] ?? '',
  channel: 'phone' as const,
  contactWay: 'phone',
  readBack: true,
  consent: true,
  doubledBecause: null,
})
const whole = async (page: Page, name: string) => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => `${name} ${id} ${nodes[0]?.html}`)).toEqual([])
  const folder = process.env['LOOK']
  if (folder === undefined) return
  await page.screenshot({ path: `${folder}/${name}.png` })
  const size = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.waitForTimeout(300)
  await page.screenshot({ path: `${folder}/${name}-phone.png` })
  await page.setViewportSize(size ?? { width: 1440, height: 900 })
}

test('somebody without a mobile phone waits; the place that is freed is offered and taken on the screen', async () => {
  const { house } = site.all
  const lin = await site.hospital.as('lin')
  const page = await site.desk('lin', '/waiting')
  await page.getByText('没有人候补').waitFor()
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('患者', { exact: true }).fill('cgy')
  await page.getByRole('option', { name: /陈\*英/ }).waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByLabel('科室', { exact: true }).fill('外科')
  await page.getByRole('option', { name: /外科病区/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.getByText('第 1 位').waitFor()
  const taken = await bookAppointment(house)(lin, { ...wish(4), patientId: patients[4] ?? '' })
  await cancelAppointment(house)(lin, { id: taken.id, reason: '患者来电取消', by: 'patient' })
  await page.getByText(/现有号：11月17日 10:00 孙甲/).waitFor()
  await whole(page, 'waiting')
  await page.getByRole('button', { name: '接受' }).click()
  await page.getByText('没有人候补').waitFor()
})

test('a session is stopped on the screen, its patients answered by single keys, and the case closes with the last', async () => {
  const page = await site.desk('lin', `/stop-cases?session=${sessionId}`)
  const dialog = page.getByRole('dialog')
  await dialog.getByText('已预约 5 人').waitFor()
  await dialog.getByLabel('停诊原因').fill('医生临时会诊')
  await page.keyboard.press('Control+Enter')
  await page.getByText('5 人中 0 人已答复').waitFor()
  await page
    .getByRole('button', { name: /08:00 李乙 同级替诊 · 不加收/ })
    .first()
    .waitFor()
  await whole(page, 'stop-case')
  await page.keyboard.press('1')
  await page.getByText('5 人中 1 人已答复').waitFor()
  await page.keyboard.press('w')
  await page.getByText('已联系 1 次').waitFor()
  await page.keyboard.press('d')
  await dialog.getByLabel('患者怎么说').fill('已告知，改去外院')
  await page.keyboard.press('Control+Enter')
  await page.getByText('5 人中 2 人已答复').waitFor()
  await page.getByRole('button', { name: '还没答复的 3 人都改过去' }).click()
  await page.getByText(/全部 5 人已答复/).waitFor()
  await page.getByText('已改约 3 人').waitFor()
})

test('who did not come stands at the booking desk; the appeal is decided by somebody else', async () => {
  const { house, clock, machinery } = site.all
  const lin = await site.hospital.as('lin')
  const { slots } = await listSlots(house)(lin, { from: DAY, to: DAY, channel: 'phone' })
  const slotId = slots.find(one => one.free > 0)?.id ?? ''
  await bookAppointment(house)(lin, {
    ...wish(0),
    slotId,
    patientId: site.patientId,
    doubledBecause: '另看一位医生',
  })
  clock.set(Temporal.Instant.from(`${DAY}T12:31:00+08:00`))
  await machinery.turn()
  const page = await site.desk('lin', `/booking?unit=${site.hospital.unit.ward}`)
  await page.getByLabel('患者', { exact: true }).fill('cgy')
  await page.getByRole('option', { name: /陈\*英/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '爽约与取消记录' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('爽约', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: '申诉' }).click()
  await page.getByLabel('为什么不应计入').fill('当天在本院急诊抢救')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('申诉待复核').waitFor()
  const other = await site.desk('mei', '/appeals')
  await other.getByText('当天在本院急诊抢救').waitFor()
  await whole(other, 'appeals')
  await other.getByRole('button', { name: '免计' }).click()
  await other.getByLabel('复核意见').fill('急诊记录属实')
  await other.keyboard.press('Control+Enter')
  await other.getByText('已免计').waitFor()
})
