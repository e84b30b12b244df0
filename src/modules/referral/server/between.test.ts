import { describe, expect, test } from 'vitest'
import { answerStop } from '#modules/appointment/server/answer-stop.ts'
import { bookAppointment } from '#modules/appointment/server/book-appointment.ts'
import { cancelAppointment } from '#modules/appointment/server/cancel-appointment.ts'
import { listWaiting } from '#modules/appointment/server/list-waiting.ts'
import { noteStopAttempt, stopSession } from '#modules/appointment/server/stop-session.ts'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { mergePatients, undoMerge } from '#modules/patient/server/merge-patients.ts'
import { answerOffer } from '#modules/appointment/server/waiting-list.ts'
import { run } from '#platform/database.ts'
import { withdrawReferral } from './decide-referral.ts'
import { bookReferral, waitForReferral } from './place-referral.ts'
import {
  all,
  code,
  hospital,
  K,
  lin,
  morningSlots,
  own,
  patients,
  submitted,
  unit,
  useReferrals,
  versionOf,
  wish,
} from '../../../../tests/support/referral-desk.ts'

useReferrals()

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
