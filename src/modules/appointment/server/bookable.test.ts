import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { somePatients } from '../../../../tests/support/patients.ts'
import { sampleBooking } from '../sample.ts'
import { bookAppointment } from './book-appointment.ts'

const DAY = '2026-11-19'
let all: TestHouse
let hospital: SmallHospital
let patients: readonly string[]
beforeAll(async () => {
  all = await testHouse()
  hospital = await smallHospital(all.house)
  patients = await somePatients(all.house, 3)
  const manager = await hospital.as('manager')
  const { id } = await upsertDoctor(all.house)(manager, {
    code: 'D1',
    name: '孙甲',
    personId: null,
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [hospital.unit.ward],
    strengths: ['疝气', '甲状腺结节'],
    languages: ['普通话'],
    isPublic: true,
  })
  await addSession(all.house)(manager, {
    doctorId: id,
    unitId: hospital.unit.ward,
    day: DAY,
    halfDay: 'morning',
    room: '三楼 305',
    feeLevel: 'expert',
    slotMinutes: 30,
    capacity: 8,
  })
  await all.machinery.turn()
})
afterAll(() => all.close())

const get = async (path: string) => {
  const answer = await all.app.inject({ url: `/api/public/booking/departments${path}` })
  return { status: answer.statusCode, body: answer.json() }
}
const passed = () => new Promise(resolve => setTimeout(resolve, 300))

test('anybody sees departments, days and times with their places, and a place that is taken is gone at the next look', async () => {
  const { unit } = hospital
  const all1 = await get('')
  expect(all1.body.items).toEqual([
    expect.objectContaining({ unitId: unit.ward, name: '外科病区', nextDay: DAY, because: null }),
  ])
  const days = await get(`/${unit.ward}`)
  expect(days.body).toMatchObject({
    days: [{ day: DAY, sessions: 1 }],
    doctors: [{ name: '孙甲', title: 'chief', strengths: ['疝气', '甲状腺结节'] }],
    halfDays: [{ halfDay: 'morning', feeLevel: 'expert', stopped: false }],
  })
  const times = await get(`/${unit.ward}/times?day=${DAY}`)
  expect(times.body.items).toHaveLength(8)
  const first = times.body.items.find((one: { free: number }) => one.free === 1)
  expect(first).toMatchObject({ room: '三楼 305' })
  const clerk = await hospital.as('lin')
  await bookAppointment(all.house)(clerk, sampleBooking(first.slotId, patients[0] as string))
  await passed()
  const again = await get(`/${unit.ward}/times?day=${DAY}`)
  expect(again.body.items.find((one: { slotId: string }) => one.slotId === first.slotId).free).toBe(0)
  expect(JSON.stringify(again.body)).not.toContain(patients[0])
})

test('APT-05 (part): a complaint or a doctor’s name lists fitting departments and doctors with the next free day and why; a red flag lists emergency alone', async () => {
  const found = await get(`?q=${encodeURIComponent('好像是疝气，走路会痛')}`)
  expect(found.body.items).toEqual([
    expect.objectContaining({
      unitId: hospital.unit.ward,
      nextDay: DAY,
      because: { source: 'strengths', words: ['疝气'] },
      doctors: [expect.objectContaining({ name: '孙甲', nextDay: DAY, treats: ['疝气'] })],
    }),
  ])
  for (const name of ['孙甲', 'sunjia', 'sj'])
    expect((await get(`?q=${encodeURIComponent(name)}`)).body.items).toEqual([
      expect.objectContaining({
        unitId: hospital.unit.ward,
        because: { source: 'doctor', words: ['孙甲'] },
        doctors: [expect.objectContaining({ name: '孙甲' })],
      }),
    ])
  const red = await get(`?q=${encodeURIComponent('突然胸疼，喘不上气')}`)
  expect(red.body).toMatchObject({ items: [], redFlag: { words: ['喘不上气', '胸痛'], version: 0, signedBy: null } })
})

test('a department that patients may not look for has no places here; a day that cannot be booked yet has none', async () => {
  expect((await get('/01a00000-0000-7000-8000-000000000001')).status).toBe(404)
  expect((await get(`/${hospital.unit.ward}/times?day=2027-11-19`)).body.items).toEqual([])
})
