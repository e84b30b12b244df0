import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { finishTask } from '#modules/notification/server/tasks.ts'
import { importPatients } from '#modules/patient/index.ts'
import { personNamed } from '#modules/patient/rules/person.ts'
import { run } from '#platform/database.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { approveSms, type ProviderSet, providers } from '../../../../tests/support/providers/channels.ts'
import { sampleBooking, sampleSession } from '../sample.ts'
import { bookAppointment } from './book-appointment.ts'
import { listDay } from './list-appointments.ts'
import { listSlots } from './list-slots.ts'
import { publishSession } from './publish-session.ts'

const DAY = '2026-11-20'
let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let out: ProviderSet
let slots: readonly { readonly id: string }[]

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  lin = await hospital.as('lin')
  out = await providers(all.house)
  await out.setUp()
  for (const code of ['appointment.booked', 'appointment.reminded'])
    await approveSms(all.house, code, '{when}，{place}，预约号 {number}。')
  const id = (kind: number) => `0198d0d0-0000-7000-8${kind}00-000000000001`
  await publishSession(all.house)(
    lin,
    sampleSession({ sessionId: id(1), unitId: hospital.unit.ward, doctorId: id(3) }, DAY),
  )
  slots = (await listSlots(all.house)(lin, { from: DAY, to: DAY, channel: 'phone' })).slots
})
afterAll(async () => {
  await out.close()
  await all.close()
})

const patientWith = async (name: string, number: string): Promise<string> => {
  const [id = ''] = await importPatients(all.house)(systemCaller(all.house.hospital.id), 'test', [
    {
      identifiers: [],
      person: {
        ...personNamed(name),
        phones: [{ number, holder: 'self', state: 'confirmed', source: 'desk' }],
      },
    },
  ])
  return id
}
/** Lets the house do what is due, to the end of its calls. */
const turn = async (by: { seconds?: number; minutes?: number } = { seconds: 2 }) => {
  for (let n = 0; n < 3; n += 1) {
    await all.machinery.turn()
    all.clock.advance(n === 0 ? by : { seconds: 2 })
  }
}
const shown = async (id: string) => {
  const { items } = await listDay(all.house)(lin, { unit: hospital.unit.ward, day: DAY })
  const one = items.find(row => row.id === id)
  return [one?.status, one?.told?.template.replace('appointment.', ''), one?.told?.state, one?.told?.task]
}
const openTask = (id: string) =>
  all.house.database.transact(tx =>
    run<{ id: string; version: number; because: string; template: string }>(
      tx,
      `select t.id, t.version, t.because, m.template from notification.task t
       join notification.message m on m.hospital_id = t.hospital_id and m.id = t.message_id
       where m.about_id = $1 and t.done_at is null`,
      [id],
    ),
  )

test('APT-06: a landline yields a call for a person; a failed SMS is retried, then becomes one; both are reminded the day before', async () => {
  const landline = await patientWith('陈秀英', '0592-7120130')
  const mobile = await patientWith('王建国', '13800138031')
  const one = await bookAppointment(all.house)(lin, sampleBooking(slots[0]?.id ?? '', landline))
  await turn()
  expect(await shown(one.id)).toEqual(['booked', 'booked', 'failed', 'open'])
  const [call] = await openTask(one.id)
  expect(call).toMatchObject({ because: 'no-address', template: 'appointment.booked' })
  await finishTask(all.house)(lin, { id: call?.id ?? '', version: call?.version ?? 0, outcome: 'told', note: null })
  await turn()
  expect(await shown(one.id)).toEqual(['notified', 'booked', 'failed', 'done'])

  // The provider says "not now", then takes it, then says that the number is unobtainable.
  out.sms.next({ kind: 'code', code: 'isv.BUSINESS_LIMIT_CONTROL' })
  const two = await bookAppointment(all.house)(lin, sampleBooking(slots[1]?.id ?? '', mobile))
  await turn()
  expect([await shown(two.id), out.sms.taken.length]).toEqual([['booked', 'booked', 'queued', null], 0])
  await turn({ minutes: 11 })
  expect([(await shown(two.id))[2], out.sms.taken.length]).toEqual(['sent', 1])
  await receipt(false)
  expect(await shown(two.id)).toEqual(['booked', 'booked', 'failed', 'open'])
  expect(await openTask(two.id)).toMatchObject([{ because: 'undelivered' }])

  const three = await bookAppointment(all.house)(
    lin,
    sampleBooking(slots[2]?.id ?? '', await patientWith('林小红', '13800138032')),
  )
  await turn()
  await receipt(true)
  await turn()
  expect(await shown(three.id)).toEqual(['notified', 'booked', 'delivered', null])

  all.clock.set(Temporal.Instant.from(`${DAY}T16:00:00+08:00`).subtract({ hours: 24 }))
  await turn()
  await turn()
  expect((await openTask(one.id)).map(task => task.template)).toEqual(['appointment.reminded'])
  expect((await shown(three.id)).slice(1, 3)).toEqual(['reminded', 'sent'])
}, 60_000)

/** The provider's word about the newest SMS. */
async function receipt(success: boolean): Promise<void> {
  const sms = out.sms.taken.at(-1)
  const answer = await all.app.inject({
    method: 'POST',
    url: '/api/providers/sms/receipts?key=a-receipt-key',
    payload: [out.sms.receipt(sms as never, success)],
  })
  expect(answer.statusCode).toBe(200)
}
