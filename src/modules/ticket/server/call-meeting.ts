import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { receiverOf } from '#modules/staff/index.ts'
import { Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { change, moveTo } from './change.ts'
import { invite } from './guests.ts'
import { startWork } from './start-work.ts'
import { insertMeeting } from './store.ts'

export interface CallMeeting {
  readonly id: string
  readonly way: 'online' | 'room'
  readonly place: string
  readonly startsAt: string
  readonly units: readonly string[]
  /** People who are invited by name. */
  readonly people?: readonly string[]
}

/** Calls a joint meeting (联席会议, TKT-07): each invited department takes part, or declines with a reason that all see. */
export const callMeeting = (house: House) => (caller: Caller, asked: CallMeeting) =>
  change(house, caller, asked, 'joint_meeting', async open => {
    mayOwn(caller, open.ticket)
    const units = [...new Set(asked.units)]
    for (const unitId of units) if (!open.organisation.units.has(unitId)) throw new Problem('unit-unknown')
    const people = [...new Set(asked.people ?? [])]
    for (const id of people) if (!open.organisation.people.has(id)) throw new Problem('person-unknown')
    startWork(open, null)
    moveTo(open, 'joint_meeting')
    const id = house.ids.next()
    await insertMeeting(open.tx, {
      hospitalId: open.ticket.hospitalId,
      ticketId: open.ticket.id,
      id,
      way: asked.way,
      place: asked.place,
      startsAt: Temporal.Instant.from(asked.startsAt),
      calledBy: personOf(caller),
      calledAt: open.at,
      invited: units.map(unitId => ({ unitId, answer: 'waiting', reason: null })),
      people: people.map(personId => ({ personId, answer: 'waiting', reason: null })),
      minutes: null,
      responsibleUnitId: null,
      deadline: null,
      beyondLimit: false,
      decidedAt: null,
    })
    open.tell(
      'ticket.meeting-called',
      { meeting: id, units, people },
      { detail: { place: asked.place, startsAt: asked.startsAt, way: asked.way } },
    )
    await invite(open, 'unit', units)
    await invite(open, 'person', people)
    await open.notify(people, { step: 'meeting', level: 1 })
    for (const unitId of units)
      await open.notify([receiverOf(open.organisation, unitId, open.at).personId], {
        step: 'meeting',
        level: 1,
        unitId,
      })
  })
