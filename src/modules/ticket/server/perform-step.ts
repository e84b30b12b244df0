import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { mayOwn, worksOn } from '../rules/access.ts'
import { isOpenPart } from '../rules/ticket.ts'
import { change, type Open } from './change.ts'
import { stampTicked, type Ticked, undo } from './stamps.ts'
import { startWork } from './start-work.ts'

/** A step of the SOP is done (办理步骤): by the department that works on it, or by the desk. */
export const performStep = (house: House) => (caller: Caller, asked: Ticked & { id: string }) =>
  change(house, caller, asked, 'step', async open => {
    const part = shareOf(open)
    startWork(open, part === null || part.status === 'dispatched' ? null : part)
    await stampTicked(open, [asked], part?.unitId ?? null)
  })

/** A step was ticked by mistake, or has to be done again; why is kept. */
export const undoStep = (house: House) => (caller: Caller, asked: { id: string; step: string; reason: string }) =>
  change(house, caller, asked, 'undo-step', async open => {
    shareOf(open)
    if (open.ticket.status === 'resolved') throw new Problem('ticket-status', { from: 'resolved', to: 'undo-step' })
    await undo(open, asked.step, asked.reason)
  })

/** The share in whose name the caller acts, the own one before a colleague's; null for the desk. */
function shareOf(open: Open) {
  const works = open.parts.filter(one => isOpenPart(one.status) && worksOn(open.caller, one))
  const share = works.find(one => one.assigneeId === open.caller.personId) ?? works[0] ?? null
  if (share === null) mayOwn(open.caller, open.ticket)
  return share
}
