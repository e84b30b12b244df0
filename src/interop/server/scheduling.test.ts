import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseMessage } from '#interop/hl7v2/index.ts'
import { systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { bookAppointment, seekSlots } from '#modules/appointment/index.ts'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { quotaPlan } from '#modules/appointment/settings.ts'
import { run } from '#platform/database.ts'
import { writeSetting } from '#platform/settings.ts'
import { openClinic } from '../../../tests/support/clinic.ts'
import { smallHospital } from '../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { somePatients } from '../../../tests/support/patients.ts'
import { type SampleScheduling, sampleSiu } from '../sample.ts'
import { receiveMessage } from './receive-message.ts'

let all: TestHouse
let clinic: Awaited<ReturnType<typeof openClinic>>
let patients: readonly string[]
beforeAll(async () => {
  all = await testHouse()
  const hospital = await smallHospital(all.house)
  const at = MONDAY
  await all.house.database.transact(tx =>
    writeSetting(tx, all.house.hospital.id, quotaPlan, [], { personId: null, effectiveFrom: at, at }),
  )
  all.house.settings.forget()
  patients = await somePatients(all.house, 6)
  clinic = await openClinic(all, { unitId: hospital.unit.ward, days: ['2026-11-20', '2026-11-23', '2026-11-24'] })
})
afterAll(() => all.close())

let count = 0
/** What a message is answered: code, error code of 0357, and where. */
async function send(trigger: string, sample: Partial<SampleScheduling> = {}) {
  count += 1
  const text = sampleSiu({ controlId: `S${count}`, at: MONDAY.add({ seconds: count - 3600 }), ...sample, trigger })
  return answered(await receiveMessage(all.house)(Buffer.from(text), '10.0.0.9:1'))
}
function answered(bytes: Buffer) {
  const answer = parseMessage(bytes)
  const error = answer.segment('ERR')
  return [answer.field('MSA', 1).raw, error?.field(3).component(1), error?.field(2).raw].filter(Boolean).join(' ')
}
const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, sql, values))
const told = async (filler: string) =>
  (
    await rows<{ state: string; appointmentId: string | null }>(
      'select state, appointment_id from interop.told_booking where filler = $1',
      [filler],
    )
  )[0]
const booking = async (filler: string) =>
  (
    await rows<{ status: string; startsAt: { toString(): string }; channel: string; patientId: string }>(
      `select a.status, a.starts_at, a.channel, a.patient_id from interop.told_booking t
       join appointment.appointment a on a.id = t.appointment_id where t.filler = $1`,
      [filler],
    )
  )[0]
const slotAt = async (start: string) => {
  const [slot] = await seekSlots(all.house, {
    doctorId: clinic.doctorId,
    from: start,
    before: start.replace(':00Z', ':01Z'),
    channel: 'phone',
    atMost: 1,
  })
  return slot
}
const T8 = '2026-11-20T00:00:00Z'
const T9 = '2026-11-20T01:00:00Z'

describe('a booking that another system tells of', () => {
  test('APT-02 (part): takes a place of the one pool, moves with it and gives it back', async () => {
    expect(await send('S12', { filler: 'F1', patient: 'P1' })).toBe('AA')
    expect(await booking('F1')).toMatchObject({ status: 'booked', channel: 'platform' })
    expect((await slotAt(T8))?.free).toBe(1)
    expect(await send('S13', { filler: 'F1', patient: 'P1', start: '20261120090000' })).toBe('AA')
    expect((await booking('F1'))?.startsAt.toString()).toBe(T9)
    expect([(await slotAt(T8))?.free, (await slotAt(T9))?.free]).toEqual([2, 1])
    expect(await send('S14', { filler: 'F1', patient: 'P1', start: null, doctor: null })).toBe('AA')
    expect((await booking('F1'))?.status).toBe('booked')
    expect(await send('S15', { filler: 'F1', isBare: true, doctor: null })).toBe('AA')
    expect((await booking('F1'))?.status).toBe('cancelled_by_patient')
    expect((await slotAt(T9))?.free).toBe(2)
    // Said again by another message, it is what it is already.
    expect(await send('S17', { filler: 'F1', isBare: true, doctor: null })).toBe('AA')
    expect(await rows(`select 1 from platform.journal where action = 'appointment.cancelled'`)).toHaveLength(1)
  })

  test('is refused where the slot is full, has begun, or is none, and nothing of it stays', async () => {
    const system = systemCaller(all.house.hospital.id)
    const slot = await slotAt('2026-11-20T02:00:00Z')
    for (const patient of patients.slice(0, 2))
      await bookAppointment(all.house)(system, { ...sampleBooking(slot?.id ?? '', patient), channel: 'desk' })
    expect(await send('S12', { filler: 'F2', patient: 'P-new', start: '20261120100000' })).toBe('AE 207 AIP^1^6')
    expect(await send('S12', { filler: 'F2', patient: 'P-new', start: '20261120133000' })).toBe('AE 204 AIP^1^6')
    expect(await told('F2')).toBeUndefined()
    expect(
      await rows(`select 1 from patient.identifier i where system = 'XM3Y' and kind = 'patient-number'`),
    ).toHaveLength(1)
    expect(await send('S12', { filler: 'F2', patient: 'P-new', start: '20261120103000' })).toBe('AA')
    expect(await send('S12', { filler: 'F3', patient: 'P-new', start: '20261120110000' })).toBe('AE 205 PID^1^3')
  })

  test('comes twice and is applied once; an older word that comes late changes nothing', async () => {
    const text = Buffer.from(sampleSiu({ trigger: 'S12', controlId: 'TWICE', at: MONDAY, filler: 'F4', patient: 'P4' }))
    const first = await receiveMessage(all.house)(text, '10.0.0.9:1')
    expect((await receiveMessage(all.house)(text, '10.0.0.9:2')).equals(first)).toBe(true)
    expect(await rows(`select 1 from interop.told_booking where filler = 'F4'`)).toHaveLength(1)
    const late = { filler: 'F4', patient: 'P4', at: MONDAY.subtract({ hours: 5 }), start: '20261120113000' }
    expect(await send('S13', late)).toBe('AA')
    expect((await booking('F4'))?.startsAt.toString()).toBe(T8)
  })

  test('waits where it is cancelled before it was told, and both become one', async () => {
    expect(await send('S15', { filler: 'F5', isBare: true, doctor: null, at: MONDAY.subtract({ minutes: 5 }) })).toBe(
      'AA',
    )
    expect(await rows(`select state from interop.message where control_id = 'S${count}'`)).toEqual([
      { state: 'parked' },
    ])
    expect(await send('S12', { filler: 'F5', patient: 'P5', at: MONDAY.subtract({ minutes: 10 }) })).toBe('AA')
    expect((await booking('F5'))?.status).toBe('cancelled_by_patient')
  })

  test('of what this house gives no places for is kept as it is told', async () => {
    const ct = { filler: 'CT1', patient: 'P6', doctor: 'T2001', department: 'radiology', start: '20211120080000' }
    expect(await send('S12', ct)).toBe('AA')
    expect(await told('CT1')).toEqual({ state: 'booked', appointmentId: null })
    expect(await send('S26', ct)).toBe('AA')
    expect(await told('CT1')).toEqual({ state: 'no-show', appointmentId: null })
  })

  test('is found by the placer’s number where there is no other, and by the own number of a booking made here', async () => {
    expect(await send('S12', { filler: '', placer: 'PL7', patient: 'P7', start: '20261123080000' })).toBe('AA')
    expect(await send('S13', { filler: '', placer: 'PL7', patient: 'P7', start: '20261123090000' })).toBe('AA')
    expect(
      await rows(`select a.starts_at::text as at from interop.told_booking t join appointment.appointment a on a.id = t.appointment_id
        where t.placer = 'PL7'`),
    ).toEqual([{ at: '2026-11-23 01:00:00+00' }])
    const system = systemCaller(all.house.hospital.id)
    const slot = await slotAt('2026-11-23T02:00:00Z')
    const { number, id } = await bookAppointment(all.house)(system, {
      ...sampleBooking(slot?.id ?? '', patients[3] ?? ''),
      channel: 'desk',
    })
    expect(await send('S15', { filler: number, placer: '', isBare: true, doctor: null })).toBe('AA')
    expect(await rows('select status from appointment.appointment where id = $1', [id])).toEqual([
      { status: 'cancelled_by_patient' },
    ])
  })

  test('did not come: a no-show by another system’s word', async () => {
    await send('S12', { filler: 'F8', patient: 'P8', start: '20261123100000' })
    const missed = () => send('S26', { filler: 'F8', isBare: true, doctor: null })
    // Nobody did not come to what is still ahead.
    expect(await missed()).toBe('AE 207 SCH^1^2')
    all.clock.set(Temporal.Instant.from('2026-11-23T10:01:00+08:00'))
    expect(await missed()).toBe('AA')
    expect((await booking('F8'))?.status).toBe('no_show')
    all.clock.set(MONDAY)
  })

  test('other events are refused as the house refuses what it does not take', async () => {
    expect(await send('S20', { filler: 'F8' })).toBe('AR 201 MSH^1^9^1^2')
  })
})

describe('a doctor’s time', () => {
  const morning = { doctor: 'D1', start: '20261124080000', minutes: 240, filler: 'BLOCK' }
  test('is blocked and opened again as whole sessions; the bookings keep their places', async () => {
    await send('S12', { filler: 'F9', patient: 'P9', start: '20261124080000' })
    expect(await send('S23', morning)).toBe('AA')
    expect((await booking('F9'))?.status).toBe('stopped')
    expect((await slotAt('2026-11-24T01:00:00Z'))?.state).toBe('stopped')
    expect(await send('S23', morning)).toBe('AA')
    expect(await send('S24', morning)).toBe('AA')
    expect((await booking('F9'))?.status).toBe('booked')
    expect([(await slotAt('2026-11-24T00:00:00Z'))?.free, (await slotAt('2026-11-24T01:00:00Z'))?.free]).toEqual([1, 2])
    expect(await rows('select 1 from appointment.stop_case where closed_at is null')).toEqual([])
    expect(await send('S23', morning)).toBe('AA')
    expect((await booking('F9'))?.status).toBe('stopped')
  })
  test('is not blocked in part, nor for somebody unknown, nor where nothing is', async () => {
    expect(await send('S23', { ...morning, start: '20261123090000', minutes: 60 })).toBe('AE 102 AIP^1^6')
    expect(await send('S23', { ...morning, doctor: 'X9' })).toBe('AE 204 AIP^1^3')
    expect(await send('S23', { ...morning, start: '20261130080000' })).toBe('AE 204 AIP^1^6')
  })
})

test('APT-03 (part): whatever other systems told, free, held, booked and stopped places are what was published', async () => {
  const wrong = await rows(
    `select q.slot_id from appointment.quota q left join lateral (
       select count(*) filter (where a.status in ('booked', 'notified', 'checked_in', 'in_consultation', 'completed', 'no_show')) as booked
       from appointment.appointment a where a.hospital_id = q.hospital_id and a.slot_id = q.slot_id and a.quota = q.quota) c on true
     where not q.is_stopped and (q.booked <> c.booked or q.stopped <> 0 or q.booked + q.held > q.capacity)`,
  )
  expect(wrong).toEqual([])
})
