import type { Caller } from '#kernel/caller.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { change, moveTo, toldPatient } from './change.ts'
import { startWork } from './start-work.ts'

export interface WaitForPatient {
  readonly id: string
  readonly reason: string
  readonly evidence: string
  readonly version: number
}

/** Waits for the patient, with reason and evidence (等待患者): measured apart; the gross clock goes on (TKT-11). */
export const waitForPatient = (house: House) => (caller: Caller, asked: WaitForPatient) =>
  change(house, caller, asked, 'waiting_patient', async open => {
    if (!open.parts.some(part => part.assigneeId === caller.personId)) mayOwn(caller, open.ticket)
    startWork(open, null)
    moveTo(open, 'waiting_patient')
    open.ticket.waitingSince = open.at
    toldPatient(open)
    open.tell('ticket.waiting', {}, { detail: { reason: asked.reason, evidence: asked.evidence } })
  })
