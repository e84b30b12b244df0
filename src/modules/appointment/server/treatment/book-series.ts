import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal, wallClock } from '#kernel/time.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Channel } from '../../rules/quota.ts'
import { daysOfSeries, type PlannedSession, planSessions, type Rhythm } from '../../rules/treatment.ts'
import { wallTime } from '../say-time.ts'
import { remindAt, takeChair } from './store.ts'
import type { ResourceTable } from './tables.ts'
import { knownOf, type World, worldOf } from './world.ts'

interface PlanSeries extends Rhythm {
  readonly resourceId: string
  readonly patientId: string
  readonly first: string
}

const view = (world: World, one: PlannedSession) => ({
  ordinal: one.ordinal,
  startsAt: one.startsAt.toString(),
  endsAt: one.startsAt.add({ minutes: world.holding(one.startsAt)?.slotMinutes ?? 0 }).toString(),
  conflict: one.conflict,
  alternatives: one.alternatives.map(start => start.toString()),
})

/** The sessions of a series before anything is booked (疗程试排): the same weekday and time, each conflict with other times. */
export const planSeries = (house: House) => async (caller: Caller, asked: PlanSeries) => {
  const first = Temporal.Instant.from(asked.first).toZonedDateTimeISO(house.hospital.zone)
  const starts = daysOfSeries(first.toPlainDate(), asked).map(day =>
    day.toZonedDateTime({ timeZone: house.hospital.zone, plainTime: first.toPlainTime() }).toInstant(),
  )
  const known = await knownOf(house, caller.hospitalId)
  return house.database.transact(async tx => {
    if ((await patientLabel(house, tx, caller.hospitalId, asked.patientId)) === null)
      throw new Problem('patient-unknown')
    const world = await worldOf(house, known, tx, caller.hospitalId, { ...asked, starts, except: null })
    return { sessions: planSessions(starts, world).map(one => view(world, one)) }
  })
}

export interface BookSeries {
  readonly resourceId: string
  readonly patientId: string
  readonly starts: readonly string[]
  readonly every: number
  readonly step: 'day' | 'week'
  readonly consent: boolean
  readonly reason: string
  readonly channel: Channel
  readonly contactWay: string
}

/** Books all sessions of a series, or none (疗程预约, APT-12). What cannot be had is named, each with other times. */
export const bookSeries = (house: House) => async (caller: Caller, asked: BookSeries) => {
  const { hospitalId } = caller
  const at = house.clock.now()
  const [known, number] = [await knownOf(house, hospitalId), await seriesNumber(house, hospitalId)]
  return transact(house, caller, async ({ tx, tell }) => {
    const label = await patientLabel(house, tx, hospitalId, asked.patientId)
    if (label === null) throw new Problem('patient-unknown')
    const starts = asked.starts.map(one => Temporal.Instant.from(one)).toSorted(Temporal.Instant.compare)
    const world = await worldOf(house, known, tx, hospitalId, { ...asked, patientId: label.id, starts, except: null })
    const [first] = starts as [Instant, ...Instant[]]
    const refuse = (): never => conflicts(world, planSessions(starts, world))
    const plan = planSessions(starts, world)
    if (plan.some(one => one.conflict !== null)) refuse()
    const holding = starts.map(start => world.holding(start) as ResourceTable)
    if (holding.some(one => one.consent) && !asked.consent)
      throw new Problem('treatment-consent', { pointer: '/body/consent' })
    const id = house.ids.next()
    await run(
      tx,
      `insert into appointment.series (hospital_id, id, number, resource_id, patient_id, patient_masked, channel, contact_way, reason, every, step,
         consent_at, consent_by, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        hospitalId,
        id,
        number,
        asked.resourceId,
        label.id,
        label.nameMasked,
        asked.channel,
        asked.contactWay,
        house.cipher.encipher(asked.reason),
        asked.every,
        asked.step,
        asked.consent ? at.toString() : null,
        asked.consent ? caller.personId : null,
        caller.personId,
        at.toString(),
      ],
    )
    // In the order of their times, so that two series never wait for each other crosswise.
    for (const [index, startsAt] of starts.entries()) {
      const resource = holding[index] as ResourceTable
      const endsAt = startsAt.add({ minutes: resource.slotMinutes })
      const isTaken = await takeChair(tx, hospitalId, resource.id, { startsAt, endsAt, capacity: resource.capacity })
      if (!isTaken) throw new Problem('treatment-conflict', { conflicts: [lost(index + 1, startsAt, 'full')] })
      const made = await run(
        tx,
        `insert into appointment.treatment (hospital_id, id, series_id, ordinal, resource_id, resource_version, patient_id, starts_at, ends_at,
           status, first_starts_at, moves, remind_at, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'booked', $8, 0, $10, 1)
         on conflict do nothing returning id`,
        [
          hospitalId,
          house.ids.next(),
          id,
          index + 1,
          resource.id,
          resource.version,
          label.id,
          startsAt.toString(),
          endsAt.toString(),
          remindAt(house, startsAt, known.remindHour)?.toString() ?? null,
        ],
      )
      if (made.length === 0)
        throw new Problem('treatment-conflict', { conflicts: [lost(index + 1, startsAt, 'patient-busy')] })
    }
    const [resource] = holding as [ResourceTable, ...ResourceTable[]]
    await sendMessage(house)(tx, {
      template: 'appointment.series-booked',
      to: { kind: 'patient', patientId: label.id },
      about: { kind: 'series', id },
      values: { number, count: String(starts.length), when: wallTime(house, first), place: resource.place },
    })
    tell({
      action: 'appointment.series-booked',
      subject: { kind: 'series', id },
      version: 1,
      patientId: label.id,
      unitId: resource.unitId,
      facts: { number, resource: resource.id, unit: resource.unitId, sessions: starts.length },
      detail: { reason: asked.reason, consent: asked.consent },
    })
    return { id, number, sessions: starts.length }
  })
}

const lost = (ordinal: number, startsAt: Instant, conflict: 'full' | 'patient-busy') => ({
  ordinal,
  startsAt: startsAt.toString(),
  conflict,
  alternatives: [],
})

/** Refuses with every session that cannot be, and its other times. */
export function conflicts(world: World, plan: readonly PlannedSession[]): never {
  throw new Problem('treatment-conflict', {
    conflicts: plan.filter(one => one.conflict !== null).map(one => view(world, one)),
  })
}

/** `ZL-261129-0007`: counted by the day on which it was booked. */
async function seriesNumber(house: House, hospitalId: string): Promise<string> {
  const { day } = wallClock(house.clock.now(), house.hospital.zone)
  const count = await house.numbers.next(hospitalId, 'series', day)
  return `ZL-${day.toString().slice(2).replaceAll('-', '')}-${String(count).padStart(4, '0')}`
}
