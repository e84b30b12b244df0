import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { bookAppointment } from '#modules/appointment/server/book-appointment.ts'
import { readPlaces } from '#modules/appointment/server/read-schedule.ts'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { stopSession } from '#modules/appointment/server/stop-session.ts'
import { run } from '#platform/database.ts'
import { expectAccessible } from '../support/accessible.ts'
import { somePatients } from '../support/patients.ts'
import { expectFits, openPhone, PHONE, type TicketSite, ticketSite } from './ticket-site.ts'

vi.setConfig({ testTimeout: 60_000 })

const DAY = '2026-11-18'
let site: TicketSite
let patients: readonly string[]
beforeAll(async () => {
  site = await ticketSite()
  patients = await somePatients(site.all.house, 4)
}, 180_000)
afterAll(() => site.all.close())

async function morning(name: string, capacity: number): Promise<readonly string[]> {
  const { house, machinery } = site.all
  const manager = await site.hospital.as('manager')
  const { id } = await upsertDoctor(house)(manager, {
    code: `D-${name}`,
    name,
    personId: null,
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [site.hospital.unit.ward],
    strengths: [],
    languages: [],
    isPublic: true,
  })
  const { sessionId } = await addSession(house)(manager, {
    doctorId: id,
    unitId: site.hospital.unit.ward,
    day: DAY,
    halfDay: 'morning',
    room: '三楼 305',
    feeLevel: 'expert',
    slotMinutes: 30,
    capacity,
  })
  await machinery.turn()
  return [sessionId, ...(await readPlaces(house)(site.clerk, { id: sessionId })).slots.map(slot => slot.id)]
}
const book = (slotId: string, who: number) =>
  bookAppointment(site.all.house)(site.clerk, { ...sampleBooking(slotId, patients[who] ?? ''), contactWay: 'sms' })

test('APT-13 (part): from the link in the message, in elder mode, one tap takes the next place when the first is gone; again it shows the same', async () => {
  const { house, machinery, clock } = site.all
  const [sick = '', mine = '', others = ''] = await morning('孙甲', 8)
  const [, first = ''] = await morning('李乙', 8)
  const one = await book(mine, 0)
  const two = await book(others, 1)
  await stopSession(house)(await site.hospital.as('manager'), { id: sick, reason: '医生急会诊' })
  for (let n = 0; n < 3; n += 1) {
    await machinery.turn()
    clock.advance({ seconds: 2 })
  }
  const linkOf = async (id: string) => {
    const [message] = await house.database.transact(tx =>
      run<{ content: Buffer }>(
        tx,
        `select content from notification.message where about_id = $1 and template = 'appointment.stopped'`,
        [id],
      ),
    )
    const { link } = house.cipher.decipherJson<{ link: string }>(message?.content ?? Buffer.alloc(0))
    return link.replace('http://localhost', site.url)
  }

  const page = await openPhone(PHONE)
  await page.addInitScript(() => localStorage.setItem('yiguanjia.reading', 'largest high'))
  await page.goto(await linkOf(one.id))
  await page.getByRole('heading', { name: '这次停诊了，请选一个新时间' }).waitFor()
  await page.getByRole('radio', { name: /08:00.*李乙/ }).waitFor()
  // The address is the signed token behind the number sign, which reaches no log, and nothing else.
  expect(page.url()).toMatch(/\/p#[\w-]{80,200}$/)
  await expectAccessible(page)
  await expectFits(page)
  // Both of that time are taken while the page is read.
  for (const who of [2, 3]) await book(first, who).catch(() => undefined)
  await page.getByRole('button', { name: /^改到 11月18日周三 08:00/ }).click()
  await page.getByRole('alert').filter({ hasText: '刚刚被约走' }).waitFor()
  await page.getByRole('button', { name: /^改到 11月18日周三 08:30/ }).click()
  await page.getByRole('heading', { name: '改约好了' }).waitFor()
  await page.getByText(one.number).waitFor()
  await expectAccessible(page)
  await page.reload()
  await page.getByRole('heading', { name: '您的预约' }).waitFor()
  await page.getByText('08:30–09:00').waitFor()

  await page.goto(`${site.url}/p`)
  await page.goto(await linkOf(two.id))
  await page.getByRole('button', { name: '请给我打电话' }).click()
  await page.getByText('服务台会给您回电话').waitFor()
  clock.advance({ hours: 73 })
  await page.reload()
  await page.getByRole('heading', { name: '这个链接已经失效' }).waitFor()
})
