import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { type Confirmation, mustBeConfirmed } from '../rules/confirmation.ts'
import { change, moveTo, type Open, stopClocks } from './change.ts'
import type { Outcome } from './finish-part.ts'

/** The patient confirms at the desk or on the phone, and the matter is archived, read-only (签字确认、归档, TKT-09). */
export const confirmTicket =
  (house: House) =>
  (
    caller: Caller,
    asked: Omit<Confirmation, 'method'> & { id: string; method: 'signature' | 'phone' | 'oral'; version: number },
  ) =>
    change(house, caller, asked, 'archived', async open => {
      mayOwn(caller, open.ticket)
      mustBeConfirmed(asked, caller.personId)
      if (asked.witnessId !== null && !open.organisation.people.has(asked.witnessId))
        throw new Problem('person-unknown')
      archive(open, asked)
    })

/** Closes a matter with the patient's word. What runs, stops; from here only a reopening changes it. */
export function archive(open: Open, confirmation: Confirmation): void {
  moveTo(open, 'archived')
  open.ticket.closedAt = open.at
  stopClocks(open, () => true)
  const before: Outcome =
    open.ticket.outcome === null
      ? { result: '', evidence: '' }
      : open.house.cipher.decipherJson<Outcome>(open.ticket.outcome)
  open.ticket.outcome = open.house.cipher.encipherJson({
    ...before,
    confirmation: {
      method: confirmation.method,
      at: open.at.toString(),
      by: open.caller.personId,
      witnessId: confirmation.witnessId,
      signature: confirmation.signature,
      words: confirmation.words,
    },
  } satisfies Outcome)
  open.tell(
    'ticket.confirmed',
    { method: confirmation.method, round: open.ticket.round },
    { detail: confirmation.words === null ? {} : { words: confirmation.words } },
  )
}
