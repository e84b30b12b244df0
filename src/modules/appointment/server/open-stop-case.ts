import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { listDoctors } from '#modules/directory/index.ts'
import { newestMessages } from '#modules/notification/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { type LostPlace, type OtherSlot, propose, REPLACEMENTS, replacementOf } from '../rules/replacement.ts'
import { CASE, type CaseRow, shownCase } from './list-stop-cases.ts'
import { doctorsNamed } from './names.ts'
import { otherSlots } from './other-slots.ts'
import type { AppointmentTable, StopContactTable } from './tables.ts'

const PROPOSED = 3
const SESSIONS_SHOWN = 12

/** A patient of a stopped session; `wasAt` is when the place was that is lost. */
export type ContactRow = Pick<
  AppointmentTable,
  'number' | 'startsAt' | 'patientId' | 'patientMasked' | 'contactWay' | 'status' | 'doctorId'
> &
  Pick<StopContactTable, 'appointmentId' | 'wasHere' | 'outcome' | 'attempts'> & {
    readonly wasAt: Instant
    readonly feeLevel: string
    readonly callAskedAt: Instant | null
    readonly note: Buffer | null
  }

/** The patients of a case: those without an answer first, of them who are in the house, then who asked to be called. */
export const contactsOf = (tx: Tx, hospitalId: string, caseId: string): Promise<ContactRow[]> =>
  run<ContactRow>(
    tx,
    `select k.appointment_id, k.was_here, k.outcome, k.attempts, k.note, a.number, a.starts_at, a.patient_id, a.patient_masked, a.contact_way, a.status,
       a.doctor_id, s.starts_at as was_at, s.fee_level, w.asked_at as call_asked_at
     from appointment.stop_contact k
     join appointment.appointment a on a.hospital_id = k.hospital_id and a.id = coalesce(k.moved_to, k.appointment_id)
     join appointment.slot s on s.hospital_id = k.hospital_id and s.id = k.slot_id
     left join appointment.call_wish w on w.hospital_id = k.hospital_id and w.appointment_id = k.appointment_id and w.slot_id = k.slot_id
     where k.hospital_id = $1 and k.case_id = $2 order by k.outcome is not null, not k.was_here, w.asked_at is null, s.starts_at, a.id`,
    [hospitalId, caseId],
  )

/** One case, locked by nobody; refuses what is not there. */
export async function caseById(tx: Tx, hospitalId: string, id: string): Promise<CaseRow> {
  const [found] = await run<CaseRow>(tx, `${CASE} where c.hospital_id = $1 and c.id = $2`, [hospitalId, id])
  if (found === undefined) throw new Problem('not-found')
  return found
}

/** The place that somebody lost with a stopped session, as the rule of replacements looks at it. */
export const lostOf = (
  one: CaseRow,
  contact: Pick<ContactRow, 'appointmentId' | 'wasAt' | 'wasHere' | 'feeLevel'>,
  title: string,
): LostPlace => ({
  id: contact.appointmentId,
  doctorId: one.doctorId,
  title,
  feeLevel: contact.feeLevel,
  day: one.day,
  halfDay: one.halfDay,
  startsAt: contact.wasAt,
  isHere: contact.wasHere,
})

/** A stopped session with all its patients (停诊处置): what each was told, what became of it, and what may be proposed. */
export const openStopCase = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const found = await transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const one = await caseById(tx, caller.hospitalId, asked.id)
    const contacts = await contactsOf(tx, caller.hospitalId, one.id)
    const ids = contacts.map(contact => contact.appointmentId)
    const told = await newestMessages(tx, caller.hospitalId, { kind: 'appointment', ids })
    const slots = one.closedAt === null ? await otherSlots(house, tx, { unitId: one.unitId, day: one.day }) : []
    tell({
      action: 'appointment.stop-opened',
      kind: 'read',
      subject: { kind: 'stop-case', id: one.id },
      unitId: one.unitId,
      facts: { patients: contacts.length },
    })
    return { one, contacts, told, slots }
  })
  const { one, contacts, told, slots } = found
  const { list } = await listDoctors(house)
  const title = list.find(doctor => doctor.id === one.doctorId)?.title ?? ''
  const lost = contacts.filter(contact => contact.outcome === null).map(contact => lostOf(one, contact, title))
  const proposals = propose(lost, slots, PROPOSED)
  const sessions = sessionsOf(lost[0], slots)
  return {
    ...shownCase(one),
    contacts: contacts.map(({ wasAt, startsAt, callAskedAt, note, feeLevel: _fee, ...contact }) => ({
      ...contact,
      contactWay: contact.contactWay as 'sms',
      wasAt: wasAt.toString(),
      startsAt: startsAt.toString(),
      callAskedAt: callAskedAt?.toString() ?? null,
      note: note === null ? null : house.cipher.decipher(note),
      told: told.get(contact.appointmentId) ?? null,
      proposals: (proposals.get(contact.appointmentId) ?? []).map(({ slot, kind, costsMore }) => ({
        slotId: slot.slotId,
        doctorId: slot.doctorId,
        startsAt: slot.startsAt.toString(),
        kind,
        costsMore,
      })),
    })),
    sessions,
    doctors: await doctorsNamed(house, [
      one.doctorId,
      ...contacts.map(contact => contact.doctorId),
      ...slots.map(slot => slot.doctorId),
    ]),
  }
}

/** The sessions that those slots belong to, with what they have left; the best replacement first. */
function sessionsOf(lost: LostPlace | undefined, slots: readonly OtherSlot[]) {
  if (lost === undefined) return []
  return [...Map.groupBy(slots, slot => slot.sessionId)]
    .flatMap(([sessionId, own]) => {
      const [first] = own
      if (first === undefined) return []
      const { doctorId, day, halfDay } = first
      const free = own.reduce((sum, slot) => sum + slot.free, 0)
      return [
        { sessionId, doctorId, day, halfDay: halfDay as 'morning', kind: replacementOf(lost, first), free, first },
      ]
    })
    .toSorted(
      (a, b) =>
        REPLACEMENTS.indexOf(a.kind) - REPLACEMENTS.indexOf(b.kind) ||
        a.first.startsAt.epochMilliseconds - b.first.startsAt.epochMilliseconds,
    )
    .slice(0, SESSIONS_SHOWN)
    .map(({ first: _first, ...session }) => session)
}
