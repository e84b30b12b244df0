import type { Caller } from '#kernel/caller.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { attemptsUsed } from '../rules/confirmation.ts'
import { change } from './change.ts'
import { closeUnconfirmed } from './close-unconfirmed.ts'

/** An attempt that did not reach the patient; after the last one allowed, the matter closes as unconfirmed (TKT-09). */
export const noteAttempt = (house: House) => (caller: Caller, asked: { id: string; way: string; note: string }) =>
  change(house, caller, asked, 'archived_unconfirmed', async open => {
    mayOwn(caller, open.ticket)
    open.ticket.attempts += 1
    open.tell('ticket.attempted', { way: asked.way, count: open.ticket.attempts }, { detail: { note: asked.note } })
    if (open.ticket.status === 'resolved' && attemptsUsed(open.ticket.attempts, open.policy.confirmationAttempts))
      closeUnconfirmed(open, 'attempts')
  })
