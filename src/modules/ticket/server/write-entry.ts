import type { Caller } from '#kernel/caller.ts'
import type { House } from '#platform/house.ts'
import { mayOwn, mayWork } from '../rules/access.ts'
import { change, toldPatient } from './change.ts'
import { startWork } from './start-work.ts'

export interface WriteEntry {
  readonly id: string
  readonly kind: 'progress' | 'reply' | 'note' | 'question'
  readonly text: string
  readonly tellPatient: boolean
}

/** Progress, a reply to the patient, a question to the owner, or an internal note. Written once; a correction is a new line. */
export const writeEntry = (house: House) => (caller: Caller, asked: WriteEntry) =>
  change(house, caller, asked, asked.kind, async open => {
    const own = open.parts.find(part => part.assigneeId === caller.personId) ?? null
    const detail = { text: asked.text }
    if (asked.kind === 'reply') {
      mayOwn(caller, open.ticket)
      toldPatient(open)
      open.tell('ticket.replied', { patientSees: true }, { detail })
      return
    }
    if (asked.kind === 'progress') {
      if (own === null) mayOwn(caller, open.ticket)
      else {
        mayWork(caller, own)
        startWork(open, own.status === 'dispatched' ? null : own)
      }
      if (asked.tellPatient) toldPatient(open)
      open.tell(
        'ticket.progressed',
        { part: own?.id ?? null, patientSees: asked.tellPatient },
        { detail, unitId: own?.unitId ?? null },
      )
      return
    }
    open.tell('ticket.noted', { question: asked.kind === 'question' }, { detail, unitId: own?.unitId ?? null })
    if (asked.kind === 'question')
      await open.notify([open.ticket.ownerId], { step: 'question', level: 0, unitId: own?.unitId ?? null })
  })
