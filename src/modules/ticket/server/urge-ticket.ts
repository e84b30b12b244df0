import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { change, openParts } from './change.ts'

/** Urges whoever has an open share (催办): each hears it once, and it stands in the time line. */
export const urgeTicket = (house: House) => (caller: Caller, asked: { id: string; text: string }) =>
  change(house, caller, asked, 'urge', async open => {
    mayOwn(caller, open.ticket)
    const to = [...new Set(openParts(open).map(part => part.assigneeId))]
    if (to.length === 0) throw new Problem('nobody-to-urge')
    open.tell('ticket.urged', { to }, { detail: { text: asked.text } })
    await open.notify(to, { step: 'urged', level: 1 })
  })
