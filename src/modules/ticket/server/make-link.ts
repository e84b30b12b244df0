import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { signLink } from '#platform/links.ts'
import { maySee } from '../rules/access.ts'
import { load } from './store.ts'

const PATIENT_DAYS = 30
const LIAISON_HOURS = 24

/** A signed link to this matter only: for the patient, or for the receiver of one share. The token stands in the fragment. */
export const makeLink = (house: House) => (caller: Caller, asked: { id: string; partId: string | null }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const { ticket, parts } = await load(tx, caller.hospitalId, asked.id, false)
    maySee(caller, { ...ticket, parts })
    const part = asked.partId === null ? null : (parts.find(one => one.id === asked.partId) ?? null)
    if (asked.partId !== null && part === null) throw new Problem('not-found')
    // A liaison's link opens doors in the receiver's name: only the desk may hand one out.
    if (
      caller.kind !== 'staff' ||
      (part !== null && !caller.permissions.has('ticket:own') && !caller.permissions.has('ticket:manage'))
    )
      throw new Problem('forbidden', { needs: 'ticket:own' })
    const purpose = part === null ? ('patient' as const) : ('liaison' as const)
    const endsAt = house.clock.now().add(part === null ? { hours: PATIENT_DAYS * 24 } : { hours: LIAISON_HOURS })
    const token = signLink(house.cipher, {
      purpose,
      hospitalId: caller.hospitalId,
      subjectId: ticket.id,
      personId: part?.assigneeId ?? null,
      endsAt,
    })
    tell({
      action: 'ticket.link-made',
      subject: { kind: 'ticket', id: ticket.id },
      patientId: ticket.patientId,
      facts: { purpose, to: part?.assigneeId ?? null },
    })
    return { url: `${house.publicUrl}/${purpose === 'patient' ? 'p' : 'h'}#${token}`, endsAt: endsAt.toString() }
  })
