import { systemCaller } from '#kernel/caller.ts'
import { acknowledge } from '#modules/notification/index.ts'
import { escalation, organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { saveExtra, tellAsked } from './extra-store.ts'
import { sqlInstant } from './store.ts'
import type { ExtraRequestTable } from './extra-tables.ts'

const AT_ONCE = 50

/**
 * A request that nobody answered by its time goes to the head of the department, once (加号超时上报, APT-11); whoever is off duty is
 * skipped by going up. One whose session is over or was stopped is closed: nobody is left to admit the patient.
 */
export const extraSweep: Sweep = {
  name: 'appointment: extra numbers',
  every: 5,
  async run(house, now) {
    while ((await endStopped(house, now)) === AT_ONCE);
    while ((await escalateSome(house, now)) === AT_ONCE);
    while ((await expireSome(house, now)) === AT_ONCE);
  },
}

const due = (condition: string) =>
  `select * from appointment.extra_request where hospital_id = $2 and status = 'waiting' and ${condition}
   order by due_at, id limit ${AT_ONCE} for update skip locked`

const escalateSome = (house: House, now: Parameters<Sweep['run']>[1]): Promise<number> =>
  transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const late = await run<ExtraRequestTable>(tx, due('escalated_at is null and due_at <= $1'), [
      now.toString(),
      house.hospital.id,
    ])
    const who = await organisation(house)
    for (const request of late) {
      const people = escalation(who, request.unitId, now, 2).filter(id => !request.askedOf.includes(id))
      const called = people.length > 0 ? people : escalation(who, request.unitId, now, 3)
      const version = await saveExtra(tx, request, { escalatedAt: sqlInstant(now), escalatedTo: [...called] })
      await tellAsked(house, tx, 'appointment.extra-escalated', request, called)
      tell({
        action: 'appointment.extra-escalated',
        subject: { kind: 'extra-request', id: request.id },
        version,
        patientId: request.patientId,
        unitId: request.unitId,
        facts: { unit: request.unitId, people: called },
        at: request.dueAt,
      })
    }
    return late.length
  })

const expireSome = (house: House, now: Parameters<Sweep['run']>[1]): Promise<number> =>
  transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const over = await run<ExtraRequestTable>(tx, due('ends_at <= $1'), [now.toString(), house.hospital.id])
    for (const request of over) {
      const version = await saveExtra(tx, request, { status: 'expired', decidedAt: sqlInstant(request.endsAt) })
      tell({
        action: 'appointment.extra-ended',
        subject: { kind: 'extra-request', id: request.id },
        version,
        patientId: request.patientId,
        unitId: request.unitId,
        facts: { unit: request.unitId, because: 'expired' },
      })
    }
    return over.length
  })

/** Of a stopped session: nobody is left to decide. It ends before its session does, by which it is known that nobody was late. */
const endStopped = (house: House, now: Parameters<Sweep['run']>[1]): Promise<number> =>
  transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const stopped = await run<ExtraRequestTable>(
      tx,
      due(`exists (select from appointment.slot s
        where s.hospital_id = $2 and s.session_id = extra_request.session_id and s.stopped_at <= $1)`),
      [now.toString(), house.hospital.id],
    )
    for (const request of stopped) {
      const version = await saveExtra(tx, request, { status: 'expired', decidedAt: sqlInstant(now) })
      await acknowledge(house)(tx, { about: { kind: 'extra-request', id: request.id } })
      tell({
        action: 'appointment.extra-ended',
        subject: { kind: 'extra-request', id: request.id },
        version,
        patientId: request.patientId,
        unitId: request.unitId,
        facts: { unit: request.unitId, because: 'stopped' },
      })
    }
    return stopped.length
  })
