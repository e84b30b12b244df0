import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { mergeFromSystem, registerPatient, upsertFromSystem } from '#modules/patient/index.ts'
import { run } from '#platform/database.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { signedInPatient } from '../../../../tests/support/patient-account.ts'
import { pairedKiosk } from '../../../../tests/support/kiosk.ts'
import { ask } from '../../../../tests/support/staff.ts'
import { sampleBooking } from '../sample.ts'
import { bookAppointment } from './book-appointment.ts'
import { listOfPatient } from './list-appointments.ts'

const TODAY = '2026-11-16'
const LIN_SI = '11010519491231002X'
const CARD = 'JZ2026001'
let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let here: string
let patientId: string
let surgery: string
const slots: string[] = []

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house, 200)
  lin = await hospital.as('lin')
  const manager = await hospital.as('manager')
  surgery = hospital.unit.ward
  const { id: doctorId } = await upsertDoctor(all.house)(manager, {
    code: 'D1',
    name: '孙甲',
    personId: null,
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [surgery],
    strengths: [],
    languages: [],
    isPublic: true,
  })
  for (const day of [TODAY, '2026-11-18'])
    await addSession(all.house)(manager, {
      doctorId,
      unitId: surgery,
      day,
      halfDay: 'afternoon',
      room: '三楼 305',
      feeLevel: 'expert',
      slotMinutes: 30,
      capacity: 12,
    })
  await all.machinery.turn()
  here = await pairedKiosk(all.house)
  const person = await registerPatient(all.house, lin, {
    name: '林思远',
    sex: 'unknown',
    birthDate: null,
    document: { kind: 'resident-id', number: LIN_SI },
    noDocumentReason: null,
    phones: [{ number: '13800138021', holder: 'self', state: 'confirmed' }],
    address: null,
    relatives: [],
    insurance: null,
    card: CARD,
    despite: null,
  })
  patientId = person.id
  for (const day of [TODAY, '2026-11-18']) {
    const { body } = await get(`/departments/${surgery}/times?day=${day}`)
    for (const one of body['items'] as { slotId: string }[]) slots.push(one.slotId)
  }
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const get = (path: string, cookie = here) => ask(all.app, 'GET', `/api/kiosk${path}`, { cookie })
const post = (path: string, body: object | undefined = undefined, cookie = here) =>
  ask(all.app, 'POST', `/api/kiosk${path}`, { cookie, ...(body && { body }) })
const begin = (body: object = { way: 'document', number: LIN_SI }, cookie = here) => post('/visits', body, cookie)
const began = async (body?: object, cookie = here) => String((await begin(body, cookie)).body['id'])
const rows = <Row>(text: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, text, values))
const heldOf = async (slot: string) =>
  (await rows<{ held: number }>('select sum(held)::int as held from appointment.quota where slot_id = $1', [slot]))[0]
    ?.held

describe('who stands at the kiosk', () => {
  test('is known by ID number, card, or booking with the phone’s last four, and shown by a masked name only', async () => {
    const booked = await bookAppointment(all.house)(lin, sampleBooking(slots[3] ?? '', patientId))
    const said = [
      { way: 'document', number: ' 11010519491231002x ' },
      { way: 'card', number: 'jz-2026 001' },
      { way: 'booking', number: booked.number.replaceAll(/\D/g, ''), phoneTail: '8021' },
    ]
    for (const one of said) {
      const { status, body } = await begin(one)
      expect([status, body['nameMasked'], body['isMinor']]).toEqual([201, '林*远', false])
      expect(JSON.stringify(body)).not.toMatch(/1101|8021|思/)
    }
    const read = await rows('select 1 from platform.journal where action = $1 and patient_id = $2 and kind = $3', [
      'patient.identified',
      patientId,
      'read',
    ])
    expect(read).toHaveLength(3)
  })

  test.each([
    [{ way: 'document', number: '130503670401001' }, 'document-old'],
    [{ way: 'document', number: '110105194912310021' }, 'document-invalid'],
    [{ way: 'document', number: '110101200102290015' }, 'document-invalid'],
    [{ way: 'document', number: '34052419800101001X' }, 'kiosk-person-unknown'],
    [{ way: 'card', number: 'JZ2026999' }, 'kiosk-person-unknown'],
    [{ way: 'booking', number: 'YY-261116-9999', phoneTail: '8021' }, 'kiosk-booking-unknown'],
  ])('%j is refused: %s', async (said, code) => expect((await begin(said)).code).toBe(code))

  test('a wrong tail of the phone is refused, and after five the booking is locked for a while', async () => {
    const [{ number = '' } = {}] = await rows<{ number: string }>(
      'select number from appointment.appointment where patient_id = $1 limit 1',
      [patientId],
    )
    const wrong = () => begin({ way: 'booking', number, phoneTail: '0000' })
    for (let n = 0; n < 5; n += 1) expect((await wrong()).code).toBe('kiosk-booking-unknown')
    expect((await begin({ way: 'booking', number, phoneTail: '8021' })).code).toBe('too-many-requests')
    all.clock.advance({ minutes: 15 })
    expect((await begin({ way: 'booking', number, phoneTail: '8021' })).status).toBe(201)
  })

  test('a machine at which number after number is tried takes none for a while, right ones neither; others go on', async () => {
    const machine = await pairedKiosk(all.house)
    const numbers = Array.from({ length: 60 }, (_, n) => ({
      way: 'card',
      number: `JZ20269${String(n).padStart(3, '0')}`,
    }))
    const answers = await Promise.all([...numbers, { way: 'card', number: CARD }].map(one => begin(one, machine)))
    expect(answers.filter(one => one.status === 201)).toEqual([])
    expect((await begin({ way: 'card', number: CARD }, machine)).code).toBe('too-many-requests')
    expect((await begin({ way: 'card', number: CARD })).status).toBe(201)
    all.clock.advance({ minutes: 15 })
    expect((await begin({ way: 'card', number: CARD }, machine)).status).toBe(201)
  })

  test('whom nobody knows registers with ID, name and phone, each refused at its field; the same again is the same person', async () => {
    const person = { number: '350206201809011231', name: '小明明', phone: '13900139000' }
    const wrong = await post('/people', { ...person, phone: '12345' })
    expect([wrong.code, wrong.body['pointer']]).toEqual(['phone-unreadable', '/body/phone'])
    const made = await post('/people', person)
    expect([made.status, made.body['nameMasked'], made.body['isMinor']]).toEqual([201, '小*明', true])
    expect((await post('/people', person)).status).toBe(201)
    expect(await rows(`select 1 from patient.patient where name_masked = '小*明'`)).toHaveLength(1)
  })
})

describe('a visit at the kiosk', () => {
  test('belongs to this machine and this person, and is over for good', async () => {
    const id = await began()
    const other = await pairedKiosk(all.house)
    expect((await get(`/visits/${id}`, other)).status).toBe(404)
    expect((await get(`/visits/${id}`)).body['visit']).toMatchObject({ nameMasked: '林*远' })
    await began({ way: 'card', number: CARD })
    expect((await get(`/visits/${id}`)).code, 'somebody else began').toBe('kiosk-visit-over')
    const next = await began()
    all.clock.advance({ minutes: 2 })
    expect((await get(`/visits/${next}`)).status).toBe(200)
    all.clock.advance({ minutes: 3 })
    expect((await get(`/visits/${next}`)).code).toBe('kiosk-visit-over')
  })

  test('finds the bookings of a record that was merged into this one, and checks in with them', async () => {
    const system = systemCaller(all.house.hospital.id)
    const his = (value: string) => ({ system: 'HIS', kind: 'patient-number', value }) as const
    const said = { source: 'HIS', occurredAt: null }
    const { patientId: old } = await upsertFromSystem(all.house)(system, {
      ...said,
      person: { identifiers: [his('K-OLD')], name: '丁大海' },
    })
    const booked = await bookAppointment(all.house)(lin, sampleBooking(slots[2] ?? '', old))
    const card = { system: 'CN', kind: 'resident-id', value: '110101200002290018' } as const
    const person = { identifiers: [his('K-NEW'), card], name: '丁大海' }
    await upsertFromSystem(all.house)(system, { ...said, person })
    await mergeFromSystem(all.house)(system, { ...said, person, from: [his('K-OLD')] })
    const [{ root = '' } = {}] = await rows<{ root: string }>(
      'select merged_into as root from patient.patient where id = $1',
      [old],
    )
    const { items } = await listOfPatient(all.house)(lin, { patientId: root })
    expect(
      items.map(one => one.id),
      'the desk sees it too',
    ).toEqual([booked.id])
    all.clock.set(Temporal.Instant.from(booked.startsAt).subtract({ minutes: 30 }))
    const id = await began({ way: 'document', number: '110101200002290018' })
    const { body } = await get(`/visits/${id}`)
    expect(body['bookings']).toMatchObject([{ id: booked.id, arrival: 'open' }])
    expect((await post(`/visits/${id}/check-in`, { appointmentId: booked.id })).status).toBe(200)
  })

  test('APT-02 (part): keeps a place, reads it back and books it, on channel kiosk, from the window’s share first', async () => {
    const id = await began({ way: 'document', number: '350206201809011231' })
    const slot = slots[7] ?? ''
    const kept = await post(`/visits/${id}/hold`, { slotId: slot })
    expect([kept.status, kept.body['doctor']]).toMatchObject([201, { name: '孙甲' }])
    const done = await post(`/visits/${id}/confirm`, { appointmentId: kept.body['appointmentId'] })
    expect(done.body).toMatchObject({ number: kept.body['number'], receipt: 'sms' })
    const [row] = await rows<{ channel: string; quota: string; status: string }>(
      'select channel, quota, status from appointment.appointment where id = $1',
      [done.body['id']],
    )
    expect(row).toMatchObject({ channel: 'kiosk', status: 'booked' })
    expect((await post(`/visits/${id}/hold`, { slotId: slots[8] })).code).toBe('booked-already')
  })

  test('another time, giving it up, leaving, the next person and a dead machine each free the place that was kept', async () => {
    const slot = slots[9] ?? ''
    const hold = async (visit: string) => {
      expect((await post(`/visits/${visit}/hold`, { slotId: slot })).status).toBe(201)
      expect(await heldOf(slot)).toBe(1)
    }
    const first = await began()
    await hold(first)
    await post(`/visits/${first}/hold`, { slotId: slots[10] })
    expect([await heldOf(slot), await heldOf(slots[10] ?? '')]).toEqual([0, 1])
    await hold(first)
    await post(`/visits/${first}/release`)
    expect(await heldOf(slot)).toBe(0)
    await hold(first)
    expect((await post('/visits/end', { because: 'left' })).body).toEqual({ ended: 1 })
    expect(await heldOf(slot)).toBe(0)
    await hold(await began())
    await began({ way: 'card', number: CARD })
    expect(await heldOf(slot)).toBe(0)
    await hold(await began())
    all.clock.advance({ minutes: 4 })
    await all.machinery.turn()
    expect(await heldOf(slot)).toBe(0)
    const told = await rows(`select 1 from platform.journal where action = 'appointment.cancelled'`)
    expect(told, 'nobody is told of a place that was never theirs').toEqual([])
  })

  test('APT-08 (part): checks in in its own zone, once; elsewhere it says where to go', async () => {
    const [mine] = await rows<{ id: string }>(
      `select id from appointment.appointment where patient_id = $1 and status = 'booked' and day = $2`,
      [patientId, TODAY],
    )
    const appointmentId = mine?.id ?? ''
    const radiology = await pairedKiosk(all.house, [hospital.unit.radiology])
    all.clock.set(Temporal.Instant.from(`${TODAY}T13:40:00+08:00`))
    const there = await began(undefined, radiology)
    const seen = await get(`/visits/${there}`, radiology)
    expect(seen.body['bookings']).toMatchObject([{ arrival: 'other-zone', unit: '外科病区', room: '三楼 305' }])
    expect((await post(`/visits/${there}/check-in`, { appointmentId }, radiology)).code).toBe('check-in-other-zone')
    const id = await began()
    expect((await get(`/visits/${id}`)).body['bookings']).toMatchObject([{ arrival: 'open' }])
    expect((await post(`/visits/${id}/check-in`, { appointmentId })).body).toMatchObject({ late: false, order: null })
    expect((await post(`/visits/${id}/check-in`, { appointmentId })).code).toBe('checked-in-already')
    const [told] = await rows<{ facts: Record<string, unknown> }>(
      `select facts from platform.journal where action = 'appointment.checked-in' and subject_id = $1`,
      [appointmentId],
    )
    expect(told?.facts).toMatchObject({
      way: 'kiosk',
      zone: '门诊一楼',
      device: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    const stranger = await began({ way: 'document', number: '350206201809011231' })
    expect((await post(`/visits/${stranger}/check-in`, { appointmentId })).status).toBe(404)
  })

  test('APT-08 (part): the own phone checks in with the code that the machine of the zone shows, while it holds', async () => {
    const { id: own } = await registerPatient(all.house, lin, {
      name: '周小海',
      sex: 'unknown',
      birthDate: null,
      document: { kind: 'resident-id', number: '350206195606150022' },
      noDocumentReason: null,
      phones: [{ number: '13900000077', holder: 'self', state: 'confirmed' }],
      address: null,
      relatives: [],
      insurance: null,
      card: null,
      despite: null,
    })
    const booked = await bookAppointment(all.house)(lin, sampleBooking(slots[2] ?? '', own))
    all.clock.set(Temporal.Instant.from(`${TODAY}T13:40:00+08:00`))
    const phone = await signedInPatient(all, '13900000077')
    const person = { patientId: own, relation: 'self', isGuardian: false }
    await phone.ask('POST', '/api/portal/people', { ...person, proof: { kind: 'birth-date', value: '1956-06-15' } })
    const codeAt = async (cookie = here) =>
      String((await get('/zone-code', cookie)).body['url'])
        .split('/')
        .at(-1) ?? ''
    const arrive = async (said: string, id = booked.id) => {
      const { status, body } = await phone.ask('POST', `/api/portal/bookings/${id}/check-in`, { code: said })
      return {
        status,
        body,
        code: String(body?.type ?? '')
          .split('/')
          .at(-1),
      }
    }
    const code = await codeAt()
    expect((await arrive(`${code.slice(0, -2)}AA`)).code).toBe('zone-code-over')
    expect((await arrive(await codeAt(await pairedKiosk(all.house, [hospital.unit.radiology])))).code).toBe(
      'check-in-other-zone',
    )
    all.clock.advance({ minutes: 11 })
    expect((await arrive(code)).code).toBe('zone-code-over')
    const [other] = await rows<{ id: string }>('select id from appointment.appointment where patient_id = $1', [
      patientId,
    ])
    expect((await arrive(await codeAt(), other?.id)).status).toBe(404)
    expect((await arrive(await codeAt())).body).toMatchObject({ number: booked.number, late: false })
    expect((await arrive(await codeAt())).code).toBe('checked-in-already')
    const [told] = await rows<{ facts: Record<string, unknown> }>(
      `select facts from platform.journal where action = 'appointment.checked-in' and subject_id = $1`,
      [booked.id],
    )
    expect(told?.facts).toMatchObject({ way: 'phone', zone: '门诊一楼', late: false })
  })

  test('a walk-in registers for today and is here at once', async () => {
    all.clock.set(Temporal.Instant.from(`${TODAY}T13:40:00+08:00`))
    const id = await began({ way: 'document', number: '350206201809011231' })
    expect((await post(`/visits/${id}/register`, { slotId: slots[7] })).code).toBe('onsite-other-day')
    const made = await post(`/visits/${id}/register`, { slotId: slots[1] })
    expect(made.body).toMatchObject({ status: 'checked_in', order: 1, receipt: 'sms' })
    expect((await get(`/visits/${id}`)).body['bookings']).toMatchObject([
      { arrival: 'here', order: 1 },
      { arrival: 'other-day' },
    ])
  })
})
