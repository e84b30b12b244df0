import { describe, expect, test } from 'vitest'
import { cancelAppointment } from '#modules/appointment/server/cancel-appointment.ts'
import { listWaiting } from '#modules/appointment/server/list-waiting.ts'
import { answerOffer } from '#modules/appointment/server/waiting-list.ts'
import { joinWaitingList, leaveWaitingList } from '#modules/appointment/index.ts'
import { openFigure } from '#modules/quality/server/open-figure.ts'
import { run } from '#platform/database.ts'
import { noteOutcome, planReferral } from './answer-referral.ts'
import { withdrawReferral } from './decide-referral.ts'
import { bookReferral, waitForReferral } from './place-referral.ts'
import { openReferral } from './read-referral.ts'
import {
  all,
  code,
  fields,
  hospital,
  K,
  lin,
  morning,
  own,
  patients,
  submitted,
  unit,
  useReferrals,
  wish,
} from '../../../../tests/support/referral-desk.ts'

useReferrals()

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
