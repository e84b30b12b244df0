import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sampleBooking, sampleResource } from '#modules/appointment/sample.ts'
import { bookAppointment } from '#modules/appointment/server/book-appointment.ts'
import { bookSeries } from '#modules/appointment/server/treatment/book-series.ts'
import { writeResource } from '#modules/appointment/server/treatment/resources.ts'
import { listSlots } from '#modules/appointment/server/list-slots.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { run } from '#platform/database.ts'
import { somePatients } from '../support/patients.ts'
import { type DeskSite, deskSite } from './desk-site.ts'
import { expectFits, openPhone, PHONE } from './ticket-site.ts'

vi.setConfig({ testTimeout: 90_000 })

let site: DeskSite
beforeAll(async () => {
  site = await deskSite()
  const { house, machinery } = site.all
  const manager = await site.hospital.as('manager')
  const { id } = await upsertDoctor(house)(manager, {
    code: 'D1',
    name: '孙甲',
    personId: site.hospital.person['ward-deputy'] ?? null,
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [site.hospital.unit.ward],
    strengths: [],
    languages: [],
    isPublic: true,
  })
  for (const [day, capacity] of [
    ['2026-11-16', 1],
    ['2026-11-17', 14],
  ] as const)
    await addSession(house)(manager, {
      doctorId: id,
      unitId: site.hospital.unit.ward,
      day,
      halfDay: 'afternoon',
      room: '三楼 305',
      feeLevel: 'expert',
      slotMinutes: 30,
      capacity,
    })
  await machinery.turn()
  const [patientId] = await somePatients(house, 1)
  const slots = await listSlots(house)(site.clerk, { from: '2026-11-16', to: '2026-11-16', channel: 'desk' })
  await bookAppointment(house)(site.clerk, sampleBooking(slots.slots[0]?.id ?? '', patientId ?? ''))
}, 180_000)
afterAll(() => site.all.close())

/** Where the newest message to the doctor leads. */
async function linkOfDoctor(): Promise<string> {
  const { house } = site.all
  const [message] = await house.database.transact(tx =>
    run<{ content: Buffer }>(
      tx,
      `select content from notification.message where template = 'appointment.extra-asked' order by id desc limit 1`,
      [],
    ),
  )
  const { link } = house.cipher.decipherJson<{ link: string }>(message?.content as Buffer)
  return link.replace('http://localhost', site.url)
}

test('the desk asks by keyboard, the doctor refuses and then admits on the phone, and each answer stands on the desk at once', async () => {
  const desk = await site.desk('lin', '/extra-numbers')
  await desk.getByText('现在没有等待答复的加号申请。').waitFor()
  const ask = async (session: RegExp) => {
    await desk.keyboard.press('a')
    const dialog = desk.getByRole('dialog', { name: '向医生申请加号' })
    await dialog.getByLabel('患者', { exact: true }).fill('cgy')
    await desk.getByRole('option', { name: /陈\*英/ }).waitFor()
    await desk.keyboard.press('Enter')
    await dialog.getByLabel('科室', { exact: true }).fill('外科')
    await desk.getByRole('option', { name: /外科病区/ }).waitFor()
    await desk.keyboard.press('Enter')
    await dialog.getByLabel(session).check()
    await dialog.getByLabel('临床理由').fill('术后三天发热，需当日换药')
    await desk.keyboard.press('Control+Enter')
    await desk.getByRole('dialog', { name: /加号申请 JH-/ }).waitFor()
  }
  await ask(/11月16日.*下午.*孙甲/)

  const phone = await openPhone(PHONE)
  await phone.goto(await linkOfDoctor())
  await phone.getByText('术后三天发热，需当日换药').waitFor()
  await phone.getByText('已约 1/1，已加 0').waitFor()
  await phone.getByRole('button', { name: '不同意' }).click()
  await phone.getByRole('button', { name: '提交' }).click()
  await phone.getByText('请写理由').waitFor()
  await phone.getByText('请至少选一个时段').waitFor()
  await phone.getByLabel('理由', { exact: true }).fill('今天已满，明天下午可看')
  await phone.getByRole('checkbox').first().check()
  await expectFits(phone)
  await phone.getByRole('button', { name: '提交' }).click()
  await phone.getByText(/已答复不同意/).waitFor()

  const one = desk.getByRole('dialog', { name: /加号申请 JH-/ })
  await one.getByText('今天已满，明天下午可看').waitFor()
  await one.getByRole('button', { name: '约这个时段' }).click()
  await one.getByText(/已改约，预约号 YY-/).waitFor()
  await one.getByRole('button', { name: '关闭' }).last().click()

  await ask(/11月16日.*下午.*孙甲/)
  await phone.goto('about:blank')
  await phone.goto(await linkOfDoctor())
  await phone.getByRole('button', { name: '同意加号' }).click()
  await phone.getByText(/这是本次出诊加 1/).waitFor()
  await desk.getByText(/不占号源/).waitFor()
  expect(await desk.getByText('同意 · 加 1').count()).toBeGreaterThan(0)
})

test('APT-10 (part): from the patient’s page the doctor books a place that is there, and reserves a review for a week that is not', async () => {
  const { house } = site.all
  const page = await site.desk('lin', `/patients/${site.patientId}`)
  await page.getByRole('link', { name: '诊间预约' }).click()
  await page.getByText('陈*英').waitFor()
  await page.getByLabel('科室', { exact: true }).fill('外科')
  await page.getByRole('option', { name: /外科病区/ }).waitFor()
  await page.keyboard.press('Enter')
  await page
    .getByRole('button', { name: /孙甲 .*余/ })
    .first()
    .waitFor()
  await page.getByRole('button', { name: '登记复诊' }).click()
  await page.getByLabel('多久以后').selectOption({ index: 12 })
  await page.getByLabel('为什么复诊').fill('术后三个月复查')
  await page.keyboard.press('Control+Enter')
  await page.getByText(/已登记 2月8日.*登记号 FZ-261116-/).waitFor()
  await page.goto(`${site.url}/reservations?view=waiting`)
  await page.getByRole('button', { name: /FZ-261116-/ }).click()
  const dialog = page.getByRole('dialog', { name: /复诊预约 FZ-/ })
  await dialog.getByText('术后三个月复查').waitFor()
  await dialog.getByText(/提前 21 天/).waitFor()
  const [row] = await house.database.transact(tx =>
    run<{ channel: string; week: string }>(tx, 'select channel, week from appointment.reservation', []),
  )
  expect(row).toEqual({ channel: 'consulting-room', week: '2027-02-08' })
})

test('APT-12 (part): a series of ten by keyboard: its one conflict gets another time, then it is booked, and one session is moved alone', async () => {
  const { house } = site.all
  const { id } = await writeResource(house)(site.clerk, {
    id: null,
    ...sampleResource(site.hospital.unit.ward),
    capacity: 1,
  })
  const [other] = await somePatients(house, 1)
  await bookSeries(house)(site.clerk, {
    resourceId: id,
    patientId: other ?? '',
    starts: ['2026-12-02T00:00:00Z'],
    every: 1,
    step: 'week',
    consent: true,
    reason: '颈肩部治疗',
    channel: 'desk',
    contactWay: 'sms',
  })
  const page = await site.desk('lin', '/treatments')
  await page.getByRole('button', { name: /11月18日周三 08:00，已约 0\/1/ }).click()
  await page.getByRole('button', { name: '从这个时间开始排' }).click()
  const dialog = page.getByRole('dialog', { name: /排疗程/ })
  await dialog.getByLabel('患者', { exact: true }).fill('cgy')
  await page.getByRole('option', { name: /陈\*英/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('1 次约不上，请逐次换时间。').waitFor()
  await dialog.getByLabel('换成 3').selectOption({ index: 1 })
  await dialog.getByText('10 次都能约上。').waitFor()
  await dialog.getByLabel('为什么治疗').fill('膝关节术后康复')
  await page.keyboard.press('Control+Enter')
  const series = page.getByRole('dialog', { name: /疗程 ZL-/ })
  await series.getByText('3. 12月2日周三 09:00').waitFor()
  await series
    .getByRole('listitem')
    .filter({ hasText: '5. 12月16日周三 08:00' })
    .getByRole('button', { name: '改时间' })
    .click()
  const move = page.getByRole('dialog', { name: '第 5 次改到' })
  await move.getByRole('button', { name: '12月17日周四 08:00' }).click()
  await move.getByLabel('为什么改').fill('患者当天有事')
  await page.keyboard.press('Control+Enter')
  await series.getByText('5. 12月17日周四 08:00').waitFor()
  await series.getByText('原定 12月16日周三 08:00').waitFor()
  await series.getByText('6. 12月23日周三 08:00').waitFor()
})
