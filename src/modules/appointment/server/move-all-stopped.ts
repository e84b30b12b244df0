import type { Caller } from '#kernel/caller.ts'
import { commonProblems, type Language, Problem, problemTitle } from '#kernel/problem.ts'
import { listDoctors, sessionById } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'
import { problems } from '../problems.ts'
import { type OtherSlot, proposalsFor } from '../rules/replacement.ts'
import { caseById, type ContactRow, contactsOf, lostOf } from './open-stop-case.ts'
import { otherSlots } from './other-slots.ts'
import { moveStopped } from './rebook-arrived.ts'

interface MoveAll {
  readonly id: string
  readonly sessionId: string
  readonly reason: string
}

/**
 * Moves everybody of a stopped session who has no answer yet to another session (整批改约): each is a change of its own, with its own
 * message, and answers with the new time or why not. Nobody is passed over; the request's key counts for each patient.
 */
export const moveAllStopped = (house: House) => async (caller: Caller, asked: MoveAll, language: Language) => {
  const found = await house.database.transact(async tx => {
    const one = await caseById(tx, caller.hospitalId, asked.id)
    const session = await sessionById(tx, caller.hospitalId, asked.sessionId)
    if (session === undefined) throw new Problem('session-unknown')
    const contacts = await contactsOf(tx, caller.hospitalId, one.id)
    const slots = await otherSlots(house, tx, { unitId: session.unitId, day: session.day, sessionId: session.id })
    return { one, slots, contacts: contacts.filter(contact => contact.outcome === null) }
  })
  const { list } = await listDoctors(house)
  const title = list.find(doctor => doctor.id === found.one.doctorId)?.title ?? ''
  const rows = []
  let { slots } = found
  for (const contact of found.contacts) {
    const done = await moveOne(house, caller, {
      contact,
      slots: proposalsFor(lostOf(found.one, contact, title), slots).map(proposal => proposal.slot),
      reason: asked.reason,
    })
    if (done.slot !== null) {
      const { slotId } = done.slot
      slots = slots.flatMap(slot =>
        slot.slotId !== slotId ? [slot] : slot.free > 1 ? [{ ...slot, free: slot.free - 1 }] : [],
      )
    }
    rows.push({
      appointmentId: contact.appointmentId,
      number: contact.number,
      startsAt: done.slot?.startsAt.toString() ?? null,
      problem: done.problem === null ? null : said(done.problem, language),
    })
  }
  return { rows }
}

/** One patient: the nearest slot of the session that still has a place; a slot that was filled meanwhile is followed by the next. */
async function moveOne(
  house: House,
  caller: Caller,
  { contact, slots, reason }: { contact: ContactRow; slots: readonly OtherSlot[]; reason: string },
): Promise<{ readonly slot: OtherSlot | null; readonly problem: Problem | null }> {
  for (const slot of slots)
    try {
      const once = caller.once && { ...caller.once, key: `${caller.once.key}.${contact.appointmentId}.${slot.slotId}` }
      await moveStopped(house)({ ...caller, once }, { id: contact.appointmentId, slotId: slot.slotId, reason })
      return { slot, problem: null }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.code !== 'slot-full' && error.code !== 'slot-past') return { slot: null, problem: error }
    }
  return { slot: null, problem: new Problem('session-full') }
}

function said(problem: Problem, language: Language) {
  const kind = { ...commonProblems, ...problems }[problem.code as keyof typeof problems] ?? commonProblems.internal
  return { code: problem.code, title: problemTitle(kind, problem.facts, language) }
}
