import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { mayOwn, mayWork } from '../rules/access.ts'
import { change, toldPatient } from './change.ts'
import { invite } from './guests.ts'
import { startWork } from './start-work.ts'

export interface WriteEntry {
  readonly id: string
  readonly kind: 'progress' | 'reply' | 'note' | 'question'
  readonly text: string
  readonly tellPatient: boolean
  /** Colleagues who are to see an internal note or a question. */
  readonly mentions?: readonly string[]
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
    const mentions = [...new Set(asked.mentions ?? [])]
    for (const id of mentions) if (!open.organisation.people.has(id)) throw new Problem('person-unknown')
    open.tell(
      'ticket.noted',
      { question: asked.kind === 'question', ...(mentions.length > 0 && { mentions }) },
      { detail, unitId: own?.unitId ?? null },
    )
    await invite(open, 'person', mentions)
    await open.notify(mentions, { step: 'mentioned', level: 0, unitId: own?.unitId ?? null })
    if (asked.kind === 'question')
      await open.notify([open.ticket.ownerId], { step: 'question', level: 0, unitId: own?.unitId ?? null })
  })
