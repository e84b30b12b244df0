import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { listDoctors, sessionById } from '#modules/directory/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Proposal, propose, proposalsFor } from '../../rules/replacement.ts'
import { caseById, contactsOf, lostOf } from '../open-stop-case.ts'
import { otherSlots } from '../other-slots.ts'
import type { AppointmentTable, StopContactTable } from '../tables.ts'

/** How many places the page shows. */
const SHOWN = 4

/** The booking of a link; anything else does not exist for it. */
export function linkedBooking(caller: Caller): string {
  if (caller.kind !== 'patient-link' || caller.only?.kind !== 'appointment') throw new Problem('not-found')
  return caller.only.id
}

export type RebookingState = 'stopped' | 'here' | 'substituted' | 'booked' | 'over'

/** How a booking stands whose session was stopped or substituted: by the newest case, and by itself. */
export interface Standing {
  readonly state: RebookingState
  /** As it stands now: of who was here, the booking that was made instead. */
  readonly booking: AppointmentTable
  /** The open case; null where there is none. */
  readonly caseId: string | null
  readonly callAskedAt: Instant | null
}

export async function standingOf(tx: Tx, hospitalId: string, id: string, at: Instant): Promise<Standing> {
  const [contact] = await run<Pick<StopContactTable, 'caseId' | 'outcome' | 'movedTo'>>(
    tx,
    `select k.case_id, k.outcome, k.moved_to from appointment.stop_contact k
     join appointment.stop_case c on c.hospital_id = k.hospital_id and c.id = k.case_id
     where k.hospital_id = $1 and k.appointment_id = $2 order by c.stopped_at desc, c.id desc limit 1`,
    [hospitalId, id],
  )
  const [booking] = await run<AppointmentTable & { readonly callAskedAt: Instant | null }>(
    tx,
    `select a.*, w.asked_at as call_asked_at from appointment.appointment a
     left join appointment.call_wish w on w.hospital_id = a.hospital_id and w.appointment_id = a.id and w.slot_id = a.slot_id
     where a.hospital_id = $1 and a.id = $2`,
    [hospitalId, contact?.movedTo ?? id],
  )
  if (booking === undefined) throw new Problem('not-found')
  const caseId = contact?.outcome === null ? contact.caseId : null
  const { callAskedAt } = booking
  return { state: await stateOf(tx, booking, caseId, at), booking, caseId, callAskedAt }
}

async function stateOf(tx: Tx, booking: AppointmentTable, caseId: string | null, at: Instant): Promise<RebookingState> {
  if (booking.status === 'stopped' && caseId !== null) return 'stopped'
  if (booking.status === 'checked_in' && caseId !== null) return 'here'
  const isFresh = booking.status === 'booked' || booking.status === 'notified'
  if (!isFresh && booking.status !== 'checked_in' && booking.status !== 'in_consultation') return 'over'
  if (isFresh && isBefore(at, booking.startsAt)) {
    const session = await sessionById(tx, booking.hospitalId, booking.sessionId)
    return session !== undefined && session.seenBy !== session.doctorId ? 'substituted' : 'booked'
  }
  return isBefore(at, booking.endsAt) ? 'booked' : 'over'
}

/** What may be taken instead, the best first: dealt out among all of a stopped session, as the desk sees it. */
export async function placesFor(
  house: House,
  tx: Tx,
  { state, booking, caseId }: Standing,
): Promise<readonly Proposal[]> {
  const titleOf = async (doctorId: string) =>
    (await listDoctors(house)).list.find(doctor => doctor.id === doctorId)?.title ?? ''
  if (caseId !== null) {
    const one = await caseById(tx, booking.hospitalId, caseId)
    const title = await titleOf(one.doctorId)
    const open = (await contactsOf(tx, booking.hospitalId, caseId)).filter(contact => contact.outcome === null)
    const slots = await otherSlots(house, tx, { unitId: one.unitId, day: one.day })
    return (
      propose(
        open.map(contact => lostOf(one, contact, title)),
        slots,
        SHOWN,
      ).get(booking.id) ?? []
    )
  }
  if (state !== 'substituted') return []
  const session = await sessionById(tx, booking.hospitalId, booking.sessionId)
  if (session === undefined) return []
  const slots = await otherSlots(house, tx, { unitId: booking.unitId, day: booking.day })
  const lost = { ...booking, doctorId: session.doctorId, title: await titleOf(session.doctorId), isHere: false }
  return proposalsFor(
    { ...lost, feeLevel: session.feeLevel },
    slots.filter(slot => slot.sessionId !== booking.sessionId),
  ).slice(0, SHOWN)
}
