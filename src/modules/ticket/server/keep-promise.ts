import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { change, stopClocks, toldPatient } from './change.ts'
import { markPromise } from './store.ts'

/** The promise is kept; kept late, it stays broken as well. */
export const keepPromise = (house: House) => (caller: Caller, asked: { id: string; promiseId: string }) =>
  change(house, caller, asked, 'promise', async open => {
    mayOwn(caller, open.ticket)
    const promise = await markPromise(open.tx, open.ticket.hospitalId, open.ticket.id, asked.promiseId, {
      keptAt: open.at,
    })
    stopClocks(open, clock => clock.promiseId === asked.promiseId)
    toldPatient(open)
    open.tell('ticket.promise-kept', {
      promise: promise.id,
      late: Temporal.Instant.compare(open.at, promise.dueAt) > 0,
    })
  })
