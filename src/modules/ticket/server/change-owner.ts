import { type Caller, mustBeAble, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { change, type Open } from './change.ts'

/** Offers a matter to a colleague (交接): the owner stays responsible until it is taken (首问负责, TKT-06). */
export const offerOwnership =
  (house: House) => (caller: Caller, asked: { id: string; personId: string; note: string | null }) =>
    change(house, caller, asked, 'hand-over', async open => {
      mayOwn(caller, open.ticket)
      mustExist(open, asked.personId)
      open.ticket.offeredTo = asked.personId
      open.tell(
        'ticket.owner-offered',
        { to: asked.personId },
        { detail: asked.note === null ? {} : { note: asked.note } },
      )
      await open.notify([asked.personId], { step: 'offered', level: 0 })
    })

/** Takes what was offered: from now on this is the name that the patient sees. */
export const takeOwnership = (house: House) => (caller: Caller, asked: { id: string }) =>
  change(house, caller, asked, 'take-over', async open => {
    const me = personOf(caller)
    if (open.ticket.offeredTo !== me) throw new Problem('not-offered')
    own(open, me, false, {})
  })

/** The manager names another owner where nobody can hand over; manager, reason and new owner stand in the history. */
export const forceOwnership =
  (house: House) => (caller: Caller, asked: { id: string; personId: string; reason: string }) =>
    change(house, caller, asked, 'force-hand-over', async open => {
      mustBeAble(caller, 'ticket:manage')
      mustExist(open, asked.personId)
      own(open, asked.personId, true, { reason: asked.reason })
      await open.notify([asked.personId], { step: 'owner', level: 0 })
    })

function own(open: Open, to: string, forced: boolean, detail: Record<string, string>): void {
  const from = open.ticket.ownerId
  open.ticket.ownerId = to
  open.ticket.offeredTo = null
  open.tell('ticket.owner-changed', { from, to, forced }, { detail })
}

function mustExist(open: Open, personId: string): void {
  if (!open.organisation.people.has(personId)) throw new Problem('person-unknown')
}
