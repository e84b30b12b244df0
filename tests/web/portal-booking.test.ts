import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { cancelAppointment } from '#modules/appointment/server/cancel-appointment.ts'
import { bookAppointment } from '#modules/appointment/server/book-appointment.ts'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { expectAccessible } from '../support/accessible.ts'
import { codeSent } from '../support/patient-account.ts'
import { somePatients } from '../support/patients.ts'
import { expectFits, openPhone, PHONE, type TicketSite, ticketSite } from './ticket-site.ts'

vi.setConfig({ testTimeout: 90_000 })

const DAY = '2026-11-17'
let site: TicketSite
let patients: readonly string[]
beforeAll(async () => {
  site = await ticketSite()
  const { house, machinery } = site.all
  patients = await somePatients(house, 8)
  const manager = await site.hospital.as('manager')
  const { id } = await upsertDoctor(house)(manager, {
    code: 'D1',
    name: '孙甲',
    personId: null,
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [site.hospital.unit.ward],
    strengths: ['疝气'],
    languages: [],
    isPublic: true,
  })
  for (const day of [DAY, '2026-11-18'])
    await addSession(house)(manager, {
      doctorId: id,
      unitId: site.hospital.unit.ward,
      day,
      halfDay: 'morning',
      room: '三楼 305',
      feeLevel: 'expert',
      slotMinutes: 30,
      capacity: 8,
    })
  await machinery.turn()
}, 180_000)
afterAll(() => site.all.close())

/** Ten pages and more, each at its first sight: nothing keeps anybody out, and nothing lies beside the screen. */
async function readable(page: Page): Promise<void> {
  await expectAccessible(page)
  await expectFits(page)
}

test('POR-05: from a complaint to the number, ten pages and more keep nobody out, in the largest type and high contrast, at 390 and 320 px', async () => {
  const page = await openPhone(PHONE)
  await page.addInitScript(() => localStorage.setItem('yiguanjia.reading', 'largest high'))
  await page.goto(`${site.url}/p#/`)
  await page.getByRole('link', { name: '预约挂号' }).waitFor()
  await readable(page)
  await page.getByRole('link', { name: '预约挂号' }).click()
  const find = page.getByLabel('科室、医生、首字母，或哪里不舒服')
  await find.fill('突然胸疼')
  await page.getByText('请不要等预约').waitFor()
  await readable(page)
  await find.fill('好像是疝气')
  await page.getByText('医生擅长里有“疝气”').waitFor()
  await readable(page)
  await page.getByRole('button', { name: /孙甲.*擅长 疝气/ }).waitFor()
  await page.getByRole('button', { name: /外科病区/ }).click()
  await page.getByRole('button', { name: /孙甲/ }).waitFor()
  await readable(page)
  await page.getByRole('button', { name: /孙甲/ }).click()
  const first = page.getByRole('button', { name: /^08:00，余/ })
  await first.click()
  await readable(page)
  await page.getByRole('button', { name: '约这个时间 08:00' }).click()

  const phone = page.getByRole('textbox', { name: '手机号' })
  await phone.waitFor()
  await readable(page)
  await phone.fill('13900001111')
  await page.getByRole('button', { name: '获取验证码' }).click()
  await page.getByText('验证码已发出').waitFor()
  await page.getByLabel('验证码', { exact: true }).fill(await codeSent(site.all))
  await page.getByLabel(/我同意/).check()
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: /登记新就诊人/ }).click()
  await readable(page)
  await page.getByLabel('姓名').fill('陈新华')
  await page.getByLabel('身份证号码').fill('340524198001010013')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: '校验位' }).waitFor()
  await page.getByLabel('身份证号码').fill('34052419800101001X')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await page.getByRole('timer').waitFor()
  await readable(page)
  await page.getByRole('button', { name: '确认预约' }).click()
  await page.getByRole('heading', { name: '预约好了' }).waitFor()
  expect(await page.locator('.b-number').innerText()).toMatch(/YY-261116-\d{4}/)
  await readable(page)
  await page.goto(`${site.url}/p#/visits`)
  await page.getByRole('link', { name: /外科病区 · 孙甲 · 陈\*华/ }).waitFor()
  await readable(page)
  await page.goto(`${site.url}/p#/account`)
  await page.getByText('陈*华（本人）').waitFor()
  await readable(page)
  await page.goto(`${site.url}/p#/wait/${site.hospital.unit.ward}`)
  await page.getByLabel('陈*华（本人）').waitFor()
  await readable(page)

  // Somebody at the desk takes a time that stands on the phone: it goes grey there.
  await page.goto(`${site.url}/p#/booking/${site.hospital.unit.ward}`)
  await page.getByRole('button', { name: /^11月18日/ }).click()
  await page.getByRole('button', { name: /孙甲/ }).click()
  const slots = await site.all.house.database.statement<{ id: string; time: string; free: number }>(
    `select s.id, to_char(s.starts_at at time zone 'Asia/Shanghai', 'HH24:MI') as time, q.capacity - q.booked as free
     from appointment.slot s join appointment.quota q on q.hospital_id = s.hospital_id and q.slot_id = s.id and q.quota = 'open'
     where s.day = '2026-11-18' and q.capacity > 0 order by s.starts_at`,
    [],
  )
  const book = (n: number) =>
    bookAppointment(site.all.house)(site.clerk, sampleBooking(slots[n]?.id ?? '', patients[n] as string))
  await page.getByRole('button', { name: `${slots[0]?.time}，余 1` }).waitFor()
  const { id } = await book(0)
  await page.getByRole('button', { name: `${slots[0]?.time}，约满` }).waitFor({ timeout: 4000 })

  // All of the day is taken; who waits sees the freed place by itself, and takes it.
  for (const n of slots.keys()) if (n > 0) await book(n)
  await page.goto(`${site.url}/p#/wait/${site.hospital.unit.ward}`)
  await page.getByRole('button', { name: '登记候补' }).click()
  await page.getByRole('heading', { name: '候补中' }).waitFor()
  await cancelAppointment(site.all.house)(site.clerk, { id, reason: '来电取消', by: 'patient' })
  const offer = page.getByRole('region', { name: '候补有号，请尽快答复' })
  await offer.getByRole('timer').waitFor()
  await readable(page)
  await offer.getByRole('button', { name: '就要这个号' }).click()
  await page.getByRole('link', { name: new RegExp(`11月18日.*${slots[0]?.time}.*已预约`) }).waitFor()
})
