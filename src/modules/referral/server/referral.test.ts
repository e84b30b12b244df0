import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { checkIn } from '#modules/appointment/server/check-in.ts'
import { listSlots } from '#modules/appointment/server/list-slots.ts'
import { answerStop } from '#modules/appointment/server/answer-stop.ts'
import { bookAppointment } from '#modules/appointment/server/book-appointment.ts'
import { cancelAppointment } from '#modules/appointment/server/cancel-appointment.ts'
import { listWaiting } from '#modules/appointment/server/list-waiting.ts'
import { noteStopAttempt, stopSession } from '#modules/appointment/server/stop-session.ts'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { mergePatients, undoMerge } from '#modules/patient/server/merge-patients.ts'
import { answerOffer } from '#modules/appointment/server/waiting-list.ts'
import { joinWaitingList, leaveWaitingList } from '#modules/appointment/index.ts'
import { openFigure } from '#modules/quality/server/open-figure.ts'
import { run } from '#platform/database.ts'
import { mayHear } from '#platform/http/live-stream.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, someKey, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { somePatients } from '../../../../tests/support/patients.ts'
import { clinicalUnit, type Community, communityHospital } from '../../../../tests/support/referrals.ts'
import { sampleReferral } from '../sample.ts'
import { noteOutcome, planReferral, returnSlip } from './answer-referral.ts'
import { attachPage, readPage } from './attach-page.ts'
import type { ReferralFields } from './content.ts'
import { acceptReferral, declineReferral, returnReferral, withdrawReferral } from './decide-referral.ts'
import { draftReferral, saveReferral } from './draft-referral.ts'
import { listOwnReferrals, referralInbox } from './list-referrals.ts'
import { bookReferral, waitForReferral } from './place-referral.ts'
import { openOwnReferral, openReferral } from './read-referral.ts'
import { submitReferral } from './submit-referral.ts'

let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let unit: string
let doctor: string
let patients: readonly string[]
let [jiangwan, binhai]: Community[] = []
let used = 20

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  unit = await clinicalUnit(all.house, 'XHNK', '消化内科')
  jiangwan = await communityHospital(all.house, 'SQ1', '江湾社区卫生服务中心')
  binhai = await communityHospital(all.house, 'SQ2', '滨海社区卫生服务中心')
  lin = await hospital.as('lin')
  patients = await somePatients(all.house, 6)
  doctor = (
    await upsertDoctor(all.house)(await hospital.as('manager'), {
      code: 'D1',
      name: '孙甲',
      title: 'chief',
      feeLevel: 'expert',
      unitIds: [unit],
      personId: null,
      strengths: [],
      languages: [],
      isPublic: true,
    })
  ).id
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const code = (name: string) => expect.objectContaining({ code: name })
const K = () => (jiangwan as Community).as()
const other = () => (binhai as Community).as()
/** Somebody of whom nothing else is known: the last four digits count up, the check digit follows. */
let people = 0
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
function idNumber(birth = '19800101'): string {
  people += 1
  const seventeen = `350211${birth}${String(people).padStart(3, '0')}`
  const sum = WEIGHTS.reduce((total, weight, n) => total + weight * Number(seventeen[n]), 0)
  return seventeen + '10X98765432'[sum % 11]
}
const fields = (more: Partial<ReferralFields> = {}) =>
  sampleReferral(unit, {
    patientName: `转诊${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳'[people % 16]}`,
    document: { kind: 'resident-id', number: idNumber() },
    patientPhone: `139000${String(10_000 + people)}`,
    ...more,
  })
async function draft(caller: Caller, given: ReferralFields = fields()) {
  const institutionId = (jiangwan as Community).id
  const channel = caller.kind === 'partner' ? 'portal' : 'phone'
  return draftReferral(all.house)(caller, { institutionId, channel, fields: given })
}
async function submitted(caller: Caller, given?: ReferralFields) {
  const made = await draft(caller, given)
  return submitReferral(all.house)(caller, { id: made.id, version: made.version })
}
const inbox = async (shelf: 'check' | 'returned' | 'accepted' | 'booked' | 'done' | 'over' = 'accepted') =>
  (await referralInbox(all.house)(lin, { shelf })).items
const own = async (id: string) => openOwnReferral(all.house)(await K(), { id })
const versionOf = async (id: string) => (await openReferral(all.house)(lin, { id })).version

/** A morning of its own day; its slots come from the event. */
async function morning(capacity: number) {
  const day = `2026-11-${used}`
  used += 1
  await addSession(all.house)(await hospital.as('manager'), {
    doctorId: doctor,
    unitId: unit,
    day,
    halfDay: 'morning',
    room: '二楼 208',
    feeLevel: 'expert',
    slotMinutes: 30,
    capacity,
  })
  await all.machinery.turn()
  const places = async (channel: 'phone' | 'referral') =>
    (await listSlots(all.house)(lin, { from: day, to: day, unit, channel })).slots
  return { day, places }
}

const wish = (slotId = '') => ({ slotId, contactWay: 'phone', readBack: true, doubledBecause: null })
async function morningSlots(capacity = 8) {
  const { day, places } = await morning(capacity)
  return { day, slots: (await places('referral')).filter(slot => slot.free > 0), places }
}

describe('intake', () => {
  test('REF-01: an incomplete referral is returned with the missing fields; complete it gets a number and stands in the priority list', async () => {
    const first = await submitted(await K(), fields({ diagnosis: null, patientPhone: null, urgency: 2 }))
    expect(first).toMatchObject({
      status: 'returned',
      number: null,
      lacks: [
        { field: 'patientPhone', because: 'missing' },
        { field: 'diagnosis', because: 'missing' },
      ],
    })
    expect((await own(first.id)).lacks).toHaveLength(2)
    expect((await inbox('returned')).map(one => one.id)).toContain(first.id)
    const routine = await submitted(await K(), fields({ urgency: 3 }))
    const saved = await saveReferral(all.house)(await K(), { id: first.id, version: first.version, fields: fields() })
    const second = await submitReferral(all.house)(await K(), { id: first.id, version: saved.version })
    expect(second).toMatchObject({ status: 'accepted', lacks: [] })
    expect(second.number).toMatch(/^ZZ-261116-\d{4}$/)
    const byFax = await draftReferral(all.house)(lin, {
      institutionId: (binhai as Community).id,
      channel: 'fax',
      fields: fields({ urgency: 1 }),
    })
    await submitReferral(all.house)(lin, { id: byFax.id, version: byFax.version })
    expect((await inbox()).map(one => [one.id, one.urgency, one.channel])).toEqual([
      [byFax.id, 1, 'fax'],
      [first.id, 2, 'portal'],
      [routine.id, 3, 'portal'],
    ])
    expect((await own(first.id)).rounds.map(one => [one.round, one.outcome, one.lacks.length])).toEqual([
      [2, 'accepted', 0],
      [1, 'returned', 2],
    ])
    for (const type of ['exam', 'admission'] as const) {
      const asked = await submitted(await K(), fields({ type, request: '胃镜' }))
      if (type === 'exam') expect(asked).toMatchObject({ status: 'accepted', number: expect.any(String) })
      else expect(asked.lacks).toEqual([{ field: 'attachments', because: 'missing' }])
    }
    const told = await all.house.database.transact(tx =>
      run<{ facts: { type: string } }>(
        tx,
        `select facts from platform.journal where action = 'referral.accepted' and subject_kind = 'referral'`,
      ),
    )
    expect(told.map(one => one.facts.type).toSorted()).toEqual(['exam', 'visit', 'visit', 'visit'])
  })

  test('what cannot be so is named with its field: ID numbers, telephones, a department of another kind; 15 digits are read as 18', async () => {
    const wrong = await submitted(
      await K(),
      fields({
        document: { kind: 'resident-id', number: '350211198001010011' },
        patientPhone: '不知道',
        unitId: hospital.unit.desk,
      }),
    )
    expect(wrong.lacks).toEqual([
      { field: 'unit', because: 'unfit' },
      { field: 'document', because: 'check-digit' },
      { field: 'birthDate', because: 'missing' },
      { field: 'patientPhone', because: 'unreadable' },
    ])
    const old = await submitted(await K(), fields({ document: { kind: 'resident-id', number: '350211620305123' } }))
    expect(old.status).toBe('accepted')
    const child = await submitted(
      await K(),
      fields({ document: { kind: 'resident-id', number: idNumber('20200601') } }),
    )
    expect(child.lacks).toEqual([
      { field: 'guardianName', because: 'missing' },
      { field: 'guardianPhone', because: 'missing' },
    ])
  })

  test('the same request twice is one referral and one submission; a stale version is refused', async () => {
    const k = await K()
    const once = { key: someKey(), endpoint: 'referral.draft', digest: 'd' }
    const body = { institutionId: (jiangwan as Community).id, channel: 'portal' as const, fields: fields() }
    const one = await draftReferral(all.house)({ ...k, once }, body)
    expect(await draftReferral(all.house)({ ...k, once }, body)).toEqual(one)
    const [first, second] = await Promise.allSettled(
      [0, 1].map(() => submitReferral(all.house)(k, { id: one.id, version: one.version })),
    )
    expect([first?.status, second?.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(submitReferral(all.house)(k, { id: one.id, version: one.version })).rejects.toThrow(
      code('stale-version'),
    )
  })

  test('a document that is known under another name, and a second referral for the same, stand to be checked', async () => {
    const k = await K()
    const document = { kind: 'resident-id' as const, number: idNumber() }
    const first = await submitted(k, fields({ patientName: '林小满', document }))
    const again = await submitted(k, fields({ patientName: '林小满', document }))
    expect([first.status, again.status]).toEqual(['accepted', 'submitted'])
    const { slots } = await morningSlots()
    await bookReferral(all.house)(lin, { id: first.id, version: await versionOf(first.id), ...wish(slots[0]?.id) })
    const stranger = await submitted(k, fields({ patientName: '王大海', document, type: 'exam', request: '胃镜' }))
    expect(stranger.status).toBe('submitted')
    expect((await inbox('check')).map(one => [one.id, one.doubts])).toEqual([
      [again.id, ['repeated']],
      [stranger.id, ['identity']],
    ])
    const asked = { id: stranger.id, version: stranger.version }
    await expect(acceptReferral(all.house)(lin, { ...asked, asKnown: false })).rejects.toThrow(
      code('referral-identity'),
    )
    expect((await listOwnReferrals(all.house)(k, { show: 'all' })).items.flatMap(one => one.doubts)).toEqual([])
    const returned = await returnReferral(all.house)(lin, {
      ...asked,
      lacks: [{ field: 'patientName', because: 'unreadable' }],
      note: '姓名与证件不符，请核对',
    })
    expect(returned.status).toBe('returned')
    expect(await own(stranger.id)).toMatchObject({ note: '姓名与证件不符，请核对', lacks: [{ field: 'patientName' }] })
    expect(
      (await declineReferral(all.house)(lin, { id: again.id, version: again.version, reason: '重复转诊' })).status,
    ).toBe('declined')
  })

  test('attachments: what is not what it says, too large or one too many is refused; pages lie enciphered', async () => {
    const k = await K()
    const made = await draft(k)
    const attach = (name: string, type: 'application/pdf' | 'image/png', content: Buffer) =>
      attachPage(all.house)(k, { id: made.id, name, type, data: content.toString('base64') })
    const pdf = Buffer.from('%PDF-1.7\n门诊病历')
    await expect(attach('a.png', 'image/png', pdf)).rejects.toThrow(code('referral-file-kind'))
    await expect(attach('a.pdf', 'application/pdf', Buffer.from('<script>'))).rejects.toThrow(
      code('referral-file-kind'),
    )
    await expect(
      attach('b.pdf', 'application/pdf', Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024)])),
    ).rejects.toThrow(code('referral-file-large'))
    const pages = []
    for (let n = 0; n < 6; n += 1) pages.push(await attach(`${n}.pdf`, 'application/pdf', pdf))
    await expect(attach('7.pdf', 'application/pdf', pdf)).rejects.toThrow(code('referral-files-full'))
    const one = { id: made.id, attachmentId: pages[0]?.id ?? '', from: 'own' as const }
    expect(Buffer.from((await readPage(all.house)(k, one)).data, 'base64')).toEqual(pdf)
    await expect(readPage(all.house)(await other(), one)).rejects.toThrow(code('not-found'))
    const stored = await all.house.database.transact(tx =>
      run<{ content: Buffer }>(
        tx,
        'select content from referral.attachment union all select content from referral.referral',
      ),
    )
    expect(stored.filter(row => /PDF|胃溃疡|139000/.test(row.content.toString('utf8')))).toEqual([])
  })
})

describe('placing', () => {
  test('a place is booked of the share that is kept for community hospitals, once; a cancelled booking puts the referral back', async () => {
    const { places } = await morning(16)
    const open = new Map((await places('phone')).map(slot => [slot.id, slot.free]))
    const kept = (await places('referral')).find(slot => slot.free > (open.get(slot.id) ?? 0))
    const referred = await submitted(await K())
    const asked = { id: referred.id, version: referred.version, ...wish(kept?.id) }
    const tries = await Promise.allSettled([0, 1].map(() => bookReferral(all.house)(lin, asked)))
    expect(tries.map(one => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const bookings = await all.house.database.transact(tx =>
      run<{ id: string; quota: string; channel: string }>(
        tx,
        'select id, quota, channel from appointment.appointment where referral_id = $1',
        [referred.id],
      ),
    )
    expect(bookings).toMatchObject([{ quota: 'primary-care', channel: 'referral' }])
    expect((await places('phone')).find(slot => slot.id === kept?.id)?.free).toBe(open.get(kept?.id ?? ''))
    expect((await own(referred.id)).slip.plannedAt).not.toBeNull()
    await cancelAppointment(all.house)(lin, { id: bookings[0]?.id ?? '', reason: '患者改期', by: 'patient' })
    await all.machinery.turn()
    expect(await own(referred.id)).toMatchObject({ status: 'accepted', slip: { plannedAt: null } })
  })

  test('REF-02, SVC-06 (part): of equal urgency the referred one has the earlier slot though it came later, by the rule that is kept; a more urgent one stays before it', async () => {
    const { day, places } = await morning(8)
    const taken: { readonly id: string }[] = []
    for (const slot of await places('referral'))
      for (let n = 0; n < slot.free; n += 1) {
        const extra = await submitted(await K())
        taken.push(await bookReferral(all.house)(lin, { id: extra.id, version: extra.version, ...wish(slot.id) }))
      }
    const join = (n: number, urgency: 2 | 1) =>
      joinWaitingList(all.house)(lin, {
        unitId: unit,
        doctorId: null,
        dayFrom: day,
        dayTo: day,
        halfDay: null,
        patientId: patients[n] as string,
        channel: 'phone',
        contactWay: 'phone',
        urgency,
      })
    const plain = await join(0, 2)
    all.clock.advance({ minutes: 5 })
    const referred = await submitted(await K(), fields({ urgency: 2 }))
    await waitForReferral(all.house)(lin, {
      id: referred.id,
      version: referred.version,
      doctorId: null,
      dayFrom: day,
      dayTo: day,
      halfDay: null,
      contactWay: 'phone',
    })
    const urgent = await join(1, 1)
    const order = (await listWaiting(all.house)(lin, { unit })).items.filter(one => one.dayFrom === day)
    expect(order.map(one => [one.urgency, one.isReferred])).toEqual([
      [1, false],
      [2, true],
      [2, false],
    ])
    const free = async (n: number) => {
      const [row] = await all.house.database.transact(tx =>
        run<{ id: string }>(tx, 'select id from appointment.appointment where referral_id = $1', [taken[n]?.id]),
      )
      await cancelAppointment(all.house)(lin, { id: row?.id ?? '', reason: '患者来电取消', by: 'patient' })
      await all.machinery.turn()
      return (await listWaiting(all.house)(lin, { unit })).items.filter(one => one.status === 'offered')
    }
    expect((await free(0)).map(one => one.id)).toEqual([urgent.id])
    await answerOffer(all.house)(lin, { id: urgent.id, accept: true })
    const [offered] = await free(1)
    expect(offered).toMatchObject({ isReferred: true })
    await answerOffer(all.house)(lin, { id: offered?.id ?? '', accept: true })
    await all.machinery.turn()
    const now = await openReferral(all.house)(lin, { id: referred.id })
    expect(now.status).toBe('booked')
    expect(now.placings.map(one => [one.kind, one.before, one.after, one.competing, one.isFirst])).toEqual([
      ['waiting', 2, 1, 1, true],
      ['offered', 2, 1, 1, true],
      ['booked', 2, 1, 1, true],
    ])
    expect((await listWaiting(all.house)(lin, { unit })).items.find(one => one.id === plain.id)?.status).toBe('waiting')
  })

  test('the share of referrals placed first is out of bookings with an equally urgent rival, and opens its rows; one that was kept waiting while a rival got a place counts against it', async () => {
    const caller = await hospital.as('director')
    const figure = async () => openFigure(all.house)(caller, { figure: 'referral-first', day: '2026-11-16' }, 'zh')
    const before = await figure()
    expect([before.cell.count, before.cell.of]).toEqual([1, 1])
    const { day, places } = await morning(8)
    const filled = []
    for (const slot of await places('referral'))
      for (let n = 0; n < slot.free; n += 1) {
        const one = await submitted(await K())
        filled.push(await bookReferral(all.house)(lin, { id: one.id, version: one.version, ...wish(slot.id) }))
      }
    await joinWaitingList(all.house)(lin, {
      unitId: unit,
      doctorId: null,
      dayFrom: day,
      dayTo: day,
      halfDay: null,
      patientId: patients[2] as string,
      channel: 'phone',
      contactWay: 'phone',
      urgency: 2,
    })
    all.clock.advance({ minutes: 1 })
    const late = await submitted(await K(), fields({ urgency: 2 }))
    all.clock.advance({ minutes: 1 })
    const cancelled = filled.slice(0, 2).map(one => one.id)
    const bookings = await all.house.database.transact(tx =>
      run<{ id: string; slotId: string }>(
        tx,
        'select id, slot_id from appointment.appointment where referral_id = any($1) order by starts_at',
        [cancelled],
      ),
    )
    for (const { id } of bookings) await cancelAppointment(all.house)(lin, { id, reason: '患者改期', by: 'patient' })
    all.clock.advance({ minutes: 1 })
    await bookReferral(all.house)(lin, { id: late.id, version: late.version, ...wish(bookings[1]?.slotId) })
    const after = await figure()
    expect([after.cell.count, after.cell.of, after.cell.shown, after.total]).toEqual([1, 2, '50.0', 2])
    expect(new Map(after.items.map(row => [row.record?.number, row.counts]))).toEqual(
      new Map([
        [late.number, false],
        [before.items[0]?.record?.number, true],
      ]),
    )
  })

  test('exam and admission are arranged by hand, a visit only from the pool; a referral that is taken back leaves the waiting list, and one that was taken off it stands to be placed', async () => {
    const exam = await submitted(await K(), fields({ type: 'exam', request: '胃镜' }))
    const asked = { id: exam.id, version: exam.version }
    await expect(bookReferral(all.house)(lin, { ...asked, ...wish(exam.id) })).rejects.toThrow(code('referral-by-hand'))
    await expect(
      planReferral(all.house)(lin, { ...asked, at: '2026-11-15T09:00:00+08:00', place: '内镜中心' }),
    ).rejects.toThrow(code('referral-past'))
    const planned = await planReferral(all.house)(lin, { ...asked, at: '2026-11-18T09:00:00+08:00', place: '内镜中心' })
    expect((await own(exam.id)).slip.plannedPlace).toBe('内镜中心')
    const done = await noteOutcome(all.house)(lin, { id: exam.id, version: planned.version, came: true })
    expect(done.status).toBe('examined')
    const visit = await submitted(await K())
    await waitForReferral(all.house)(lin, {
      id: visit.id,
      version: visit.version,
      doctorId: null,
      dayFrom: '2026-12-01',
      dayTo: '2026-12-02',
      halfDay: null,
      contactWay: 'phone',
    })
    const other = await submitted(await K())
    const days = { doctorId: null, dayFrom: '2026-12-03', dayTo: '2026-12-04', halfDay: null, contactWay: 'phone' }
    await waitForReferral(all.house)(lin, { ...days, id: other.id, version: other.version })
    expect((await own(other.id)).slip.waits).toBe(true)
    const [entry] = (await listWaiting(all.house)(lin, { unit })).items.filter(one => one.dayFrom === '2026-12-03')
    await leaveWaitingList(all.house)(lin, { id: entry?.id ?? '', reason: '患者不再等候' })
    await all.machinery.turn()
    expect(await own(other.id)).toMatchObject({ status: 'accepted', slip: { waits: false } })
    const k = await K()
    await withdrawReferral(all.house)(k, {
      id: visit.id,
      version: (await own(visit.id)).version,
      reason: '已在外院就诊',
    })
    expect((await listWaiting(all.house)(lin, { unit })).items.filter(one => one.dayFrom === '2026-12-01')).toEqual([])
  })
})

describe('between the lines', () => {
  const booked = async (slots: readonly { readonly id: string }[], n = 0) => {
    const referred = await submitted(await K())
    await bookReferral(all.house)(lin, { id: referred.id, version: referred.version, ...wish(slots[n]?.id) })
    const [row] = await all.house.database.transact(tx =>
      run<{ id: string; sessionId: string; patientId: string }>(
        tx,
        'select id, session_id, patient_id from appointment.appointment where referral_id = $1',
        [referred.id],
      ),
    )
    return { referralId: referred.id, ...row }
  }

  test('whose session was stopped and who wants no other time, or is not reached, stands to be placed again', async () => {
    const { slots } = await morningSlots(16)
    const [answered, unreached] = [await booked(slots, 0), await booked(slots, 1)]
    await stopSession(all.house)(await hospital.as('manager'), { id: answered.sessionId ?? '', reason: '医生生病' })
    await all.machinery.turn()
    expect((await own(answered.referralId)).status).toBe('booked')
    await answerStop(all.house)(lin, { id: answered.id ?? '', note: '等社区再安排' })
    for (const _ of [1, 2, 3]) await noteStopAttempt(all.house)(lin, { appointmentId: unreached.id ?? '' })
    await all.machinery.turn()
    const fresh = await morningSlots(16)
    for (const [n, one] of [answered, unreached].entries()) {
      expect(await own(one.referralId)).toMatchObject({ status: 'accepted', slip: { plannedAt: null } })
      const again = { id: one.referralId, version: await versionOf(one.referralId), ...wish(fresh.slots[n]?.id) }
      expect(await bookReferral(all.house)(lin, again)).toMatchObject({ status: 'booked' })
    }
  })

  /** A referral that waits for the only place of a slot, which is offered to it now. */
  async function offered() {
    const { day, slots } = await morningSlots(8)
    const { id: first } = await bookAppointment(all.house)(lin, {
      ...sampleBooking(slots[0]?.id ?? '', patients[0] as string),
      channel: 'referral',
    })
    const referred = await submitted(await K())
    const days = { doctorId: null, dayFrom: day, dayTo: day, halfDay: null, contactWay: 'phone' }
    await waitForReferral(all.house)(lin, { ...days, id: referred.id, version: referred.version })
    await cancelAppointment(all.house)(lin, { id: first, reason: '不来了', by: 'patient' })
    const [waiting] = await all.house.database.transact(tx =>
      run<{ id: string; status: string; appointmentId: string }>(
        tx,
        'select id, status, appointment_id from appointment.waiting where referral_id = $1',
        [referred.id],
      ),
    )
    expect(waiting?.status).toBe('offered')
    return { id: referred.id, waiting: waiting as NonNullable<typeof waiting> }
  }
  const statusOf = async (table: 'waiting' | 'appointment', id: string) =>
    (
      await all.house.database.transact(tx =>
        run<{ status: string }>(tx, `select status from appointment.${table} where id = $1`, [id]),
      )
    )[0]?.status

  test('taken back while a place is offered, the place is free and nobody waits; accepted just before, it cannot be taken back any more', async () => {
    const one = await offered()
    await withdrawReferral(all.house)(await K(), {
      id: one.id,
      version: await versionOf(one.id),
      reason: '已在外院就诊',
    })
    expect([
      await statusOf('waiting', one.waiting.id),
      await statusOf('appointment', one.waiting.appointmentId),
    ]).toEqual(['cancelled', 'cancelled_by_patient'])
    const two = await offered()
    // The referral has not heard of it yet.
    await answerOffer(all.house)(lin, { id: two.waiting.id, accept: true })
    const takeBack = async () =>
      withdrawReferral(all.house)(await K(), { id: two.id, version: await versionOf(two.id), reason: '已在外院就诊' })
    await expect(takeBack()).rejects.toThrow(code('referral-status'))
    expect(await statusOf('appointment', two.waiting.appointmentId)).toBe('booked')
    await all.machinery.turn()
    expect((await own(two.id)).status).toBe('booked')
  })

  test('a place that was booked while it waits takes it off the list, though the process died before it could say so', async () => {
    const { day, slots } = await morningSlots(16)
    const referred = await submitted(await K())
    // It waits for a doctor who has no place that day: one that is kept and fits would be offered at once.
    const doctorId = '0198d0d0-0000-7000-8000-00000000dddd'
    const days = { doctorId, dayFrom: day, dayTo: day, halfDay: null, contactWay: 'phone' }
    const joined = await waitForReferral(all.house)(lin, { ...days, id: referred.id, version: referred.version })
    // What the pool did last before the process was killed.
    await bookAppointment(all.house)(lin, {
      ...sampleBooking(
        slots[0]?.id ?? '',
        (
          await all.house.database.transact(tx =>
            run<{ patientId: string }>(tx, 'select patient_id from referral.referral where id = $1', [joined.id]),
          )
        )[0]?.patientId ?? '',
      ),
      channel: 'referral',
      referralId: joined.id,
    })
    await all.machinery.turn()
    expect((await own(joined.id)).status).toBe('booked')
    expect((await listWaiting(all.house)(lin, { unit })).items.filter(one => one.dayFrom === day)).toEqual([])
  })

  test('is not taken back in the moment in which a place is taken for it', async () => {
    const referred = await submitted(await K())
    await all.house.database.transact(tx =>
      run(tx, 'update referral.referral set claimed_until = $2 where id = $1', [
        referred.id,
        all.house.clock.now().add({ seconds: 30 }).toString(),
      ]),
    )
    const asked = { id: referred.id, version: referred.version, reason: '已在外院就诊' }
    await expect(withdrawReferral(all.house)(await K(), asked)).rejects.toThrow(code('referral-placing'))
    all.clock.advance({ seconds: 31 })
    expect(await withdrawReferral(all.house)(await K(), asked)).toMatchObject({ status: 'withdrawn' })
  })

  test('of a patient who is merged with another is the other’s, and goes back when the merge is undone', async () => {
    const { slots } = await morningSlots(16)
    const { referralId, patientId } = await booked(slots, 2)
    const survivor = patients[5] as string
    const versions = await all.house.database.transact(tx =>
      run<{ id: string; version: number }>(tx, 'select id, version from patient.patient where id = any($1)', [
        [survivor, patientId],
      ]),
    )
    const versionIn = (id: string | undefined) => versions.find(row => row.id === id)?.version ?? 0
    const manager = await hospital.as('manager')
    const merged = await mergePatients(all.house, manager, {
      id: survivor,
      loserId: patientId ?? '',
      version: versionIn(survivor),
      loserVersion: versionIn(patientId),
      reason: '同一人',
    })
    const owners = async () => {
      await all.machinery.turn()
      return all.house.database.transact(tx =>
        run<{ patientId: string }>(
          tx,
          `select patient_id from referral.referral where id = $1
           union all select patient_id from appointment.appointment where referral_id = $1`,
          [referralId],
        ),
      )
    }
    expect(await owners()).toEqual([{ patientId: survivor }, { patientId: survivor }])
    await undoMerge(all.house, manager, { id: merged.mergeId, reason: '不是同一人' })
    expect(await owners()).toEqual([{ patientId }, { patientId }])
  })
})

describe('the slip', () => {
  test('REF-07: each status change is visible to the own institution only, a summary only with consent; every opening is kept', async () => {
    const { slots } = await morningSlots()
    const k = await K()
    const referred = await submitted(k)
    const seen = async () => {
      await all.machinery.turn()
      const one = await own(referred.id)
      const [listed] = (await listOwnReferrals(all.house)(k, { show: 'all' })).items.filter(
        row => row.id === referred.id,
      )
      const strangers = (await listOwnReferrals(all.house)(await other(), { show: 'all' })).items
      await expect(openOwnReferral(all.house)(await other(), { id: referred.id })).rejects.toThrow(code('not-found'))
      expect(strangers.map(row => row.id)).not.toContain(referred.id)
      expect(listed?.status).toBe(one.status)
      return one
    }
    expect((await seen()).status).toBe('accepted')
    await bookReferral(all.house)(lin, { id: referred.id, version: referred.version, ...wish(slots[0]?.id) })
    expect((await seen()).status).toBe('booked')
    const [booking] = await all.house.database.transact(tx =>
      run<{ id: string; startsAt: { toString(): string } }>(
        tx,
        'select id, starts_at from appointment.appointment where referral_id = $1',
        [referred.id],
      ),
    )
    all.clock.set(Temporal.Instant.from(slots[0]?.startsAt ?? ''))
    await checkIn(all.house)(lin, { id: booking?.id ?? '', place: '消化内科诊区' })
    expect((await seen()).slip.arrivedAt).not.toBeNull()
    const done = await noteOutcome(all.house)(lin, {
      id: referred.id,
      version: await versionOf(referred.id),
      came: true,
    })
    expect((await seen()).status).toBe('seen')
    await returnSlip(all.house)(lin, {
      id: referred.id,
      version: done.version,
      summary: '胃溃疡，门诊随诊，两周后复查',
    })
    expect(await seen()).toMatchObject({
      status: 'slip_returned',
      slip: { summary: '胃溃疡，门诊随诊，两周后复查' },
    })
    const opened = await all.house.database.transact(tx =>
      run<{ actorId: string }>(
        tx,
        `select actor_id from platform.journal where action = 'referral.opened' and kind = 'read' and subject_id = $1`,
        [referred.id],
      ),
    )
    expect(opened.map(one => one.actorId)).toContain((jiangwan as Community).personId)
    const messages = await all.house.database.transact(tx =>
      run<{ template: string }>(tx, 'select template from notification.message where about_id = $1', [referred.id]),
    )
    expect(messages.map(one => one.template)).toEqual(['referral.status', 'referral.status', 'referral.status'])
  })

  test('without consent no summary goes back; who did not come is on the slip', async () => {
    const referred = await submitted(await K(), fields({ type: 'exam', request: '胃镜', consent: false }))
    const planned = await planReferral(all.house)(lin, {
      id: referred.id,
      version: referred.version,
      at: '2026-12-18T09:00:00+08:00',
      place: '内镜中心',
    })
    const missed = await noteOutcome(all.house)(lin, { id: referred.id, version: planned.version, came: false })
    const asked = { id: referred.id, version: missed.version }
    await expect(returnSlip(all.house)(lin, { ...asked, summary: '未见异常' })).rejects.toThrow(
      code('referral-no-consent'),
    )
    expect((await returnSlip(all.house)(lin, { ...asked, summary: null })).status).toBe('slip_returned')
  })

  test('a referrer hears nothing of the house: neither who looks at what, nor that another referral moved', async () => {
    const k = await K()
    const heard = (subject: string) =>
      mayHear(k, {
        id: null,
        subject,
        subjectId: hospital.unit.desk,
        version: null,
        action: `${subject}.changed`,
        patientId: null,
      })
    expect(['presence', 'referral', 'appointment', 'ticket', 'coverage', 'broadcast'].filter(heard)).toEqual([])
  })

  test('a department sees and answers what was sent to it, and nothing else; nobody of the house reads a draft of an institution', async () => {
    const referred = await submitted(await K())
    const head = await hospital.as('ward-head')
    await expect(openReferral(all.house)(head, { id: referred.id })).rejects.toThrow(code('not-found'))
    expect((await referralInbox(all.house)(head, { shelf: 'accepted' })).items).toEqual([])
    const made = await draft(await K())
    await expect(openReferral(all.house)(lin, { id: made.id })).rejects.toThrow(code('not-found'))
    await expect(saveReferral(all.house)(lin, { id: made.id, version: 1, fields: fields() })).rejects.toThrow(
      code('not-found'),
    )
    await expect(
      draftReferral(all.house)(await other(), {
        institutionId: (jiangwan as Community).id,
        channel: 'portal',
        fields: fields(),
      }),
    ).rejects.toThrow(code('not-found'))
  })
})
