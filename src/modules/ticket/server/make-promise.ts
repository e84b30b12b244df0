import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { promiseClock } from '../rules/clock.ts'
import { change, startClock, toldPatient } from './change.ts'
import { insertPromise } from './store.ts'

/** A word to the patient with a time of its own (承诺): it has a clock that no other limit hides. */
export const makePromise = (house: House) => (caller: Caller, asked: { id: string; text: string; dueAt: string }) =>
  change(house, caller, asked, 'promise', async open => {
    mayOwn(caller, open.ticket)
    const dueAt = Temporal.Instant.from(asked.dueAt)
    if (Temporal.Instant.compare(dueAt, open.at) <= 0) throw new Problem('promise-past')
    const id = house.ids.next()
    await insertPromise(open.tx, {
      hospitalId: open.ticket.hospitalId,
      ticketId: open.ticket.id,
      id,
      text: house.cipher.encipher(asked.text),
      madeBy: caller.personId ?? open.ticket.ownerId,
      madeAt: open.at,
      dueAt,
      keptAt: null,
      brokenAt: null,
    })
    startClock(open, promiseClock(open.at, dueAt), { promiseId: id })
    toldPatient(open)
    open.tell('ticket.promised', { promise: id, dueAt: dueAt.toString() }, { detail: { text: asked.text } })
  })
