import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { cancelAppointment, seekAppointments } from '#modules/appointment/index.ts'
import { listWaiting } from '#modules/appointment/server/list-waiting.ts'
import { answerOffer } from '#modules/appointment/server/waiting-list.ts'
import { waitForReferral } from '#modules/referral/server/place-referral.ts'
import type { Stage } from './one-transaction.ts'
import { instantAt } from './roster.ts'

/**
 * It waits for the session that others of the same urgency wait for; somebody cancels there, and the place goes to the referral first
 * (同等紧急程度转诊优先): KPI-22 has a booking to count.
 */
export async function waitAndBook(
  { house, clock }: Stage,
  desk: Caller,
  referral: { readonly id: string; readonly version: number; readonly unitId: string },
): Promise<void> {
  const waiting = async () => (await listWaiting(house)(desk, { unit: referral.unitId })).items
  const other = (await waiting()).find(one => one.urgency === 2 && one.doctorId !== null)
  if (other === undefined || other.doctorId === null) return
  const { doctorId, dayFrom, dayTo } = other
  const wish = { doctorId, dayFrom, dayTo, halfDay: null, contactWay: 'phone' } as const
  await waitForReferral(house)(desk, { id: referral.id, version: referral.version, ...wish })
  clock.advance({ minutes: 5 })
  const from = instantAt(Temporal.PlainDate.from(dayFrom), 0, house.hospital.zone)
  const [one] = await house.database.transact(tx =>
    seekAppointments(tx, house.hospital.id, {
      doctorId,
      unitIds: [referral.unitId],
      from: from.toString(),
      before: from.add({ hours: 24 }).toString(),
      statuses: ['booked'],
      atMost: 1,
    }),
  )
  if (one === undefined) return
  await cancelAppointment(house)(desk, { id: one.id, reason: '改到其他医院就诊', by: 'patient' })
  clock.advance({ minutes: 5 })
  const offered = (await waiting()).find(entry => entry.isReferred && entry.status === 'offered')
  if (offered !== undefined) await answerOffer(house)(desk, { id: offered.id, accept: true })
}
