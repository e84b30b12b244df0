import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import { holdingOn, startsOn, type TreatmentStatus } from '../../rules/treatment.ts'
import { resourceView } from './resources.ts'
import { seriesById, versionsOf } from './store.ts'
import type { ResourceTable, TreatmentTable } from './tables.ts'

const DAYS = 7

interface InChair {
  readonly id: string
  readonly seriesId: string
  readonly ordinal: number
  readonly of: number
  readonly patientMasked: string
  readonly status: TreatmentStatus
  readonly moved: boolean
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** Seven days of a resource: its times with who has them, names masked (治疗日程). */
export const readCalendar =
  (house: House) => async (caller: Caller, asked: { readonly id: string; readonly from: string }) => {
    const { zone } = house.hospital
    const first = Temporal.PlainDate.from(asked.from)
    const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone: zone }).toInstant().toString()
    const [{ calendar }, { versions, sessions }] = await Promise.all([
      organisation(house),
      house.database.transact(async tx => ({
        versions: await versionsOf(tx, caller.hospitalId, asked.id),
        sessions: await run<InChair>(
          tx,
          `select t.id, t.series_id, t.ordinal, n.of, s.patient_masked, t.status, t.moves > 0 as moved, t.starts_at, t.ends_at
           from appointment.treatment t
           join appointment.series s on s.hospital_id = t.hospital_id and s.id = t.series_id
           cross join lateral (select count(*)::int as of from appointment.treatment x
             where x.hospital_id = t.hospital_id and x.series_id = t.series_id) n
           where t.hospital_id = $1 and t.resource_id = $2 and t.starts_at >= $3 and t.starts_at < $4 and t.status <> 'cancelled'
           order by t.starts_at, s.made_at, t.id`,
          [caller.hospitalId, asked.id, midnight(first), midnight(first.add({ days: DAYS }))],
        ),
      })),
    ])
    const resource = holdingOn(versions, asked.from) ?? versions.at(-1)
    if (resource === undefined || !canIn(caller, 'appointment:read', resource.unitId)) throw new Problem('not-found')
    const times = new Map<number, { startsAt: Instant; endsAt: Instant; capacity: number }>()
    for (let n = 0; n < DAYS; n += 1) {
      const day = first.add({ days: n })
      const holding = holdingOn(versions, day.toString())
      for (const startsAt of startsOn(holding, day, calendar))
        times.set(startsAt.epochMilliseconds, timeOf(startsAt, holding))
    }
    // Booked by an earlier version: still there, whatever the hours are now.
    for (const one of sessions)
      if (!times.has(one.startsAt.epochMilliseconds))
        times.set(one.startsAt.epochMilliseconds, { startsAt: one.startsAt, endsAt: one.endsAt, capacity: 0 })
    return {
      resource: resourceView(resource),
      slots: [...times.values()]
        .toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
        .map(time => {
          const here = sessions.filter(one => one.startsAt.equals(time.startsAt))
          return {
            startsAt: time.startsAt.toString(),
            endsAt: time.endsAt.toString(),
            capacity: time.capacity,
            booked: here.length,
            sessions: here.map(({ startsAt: _s, endsAt: _e, ...one }) => one),
          }
        }),
    }
  }

const timeOf = (startsAt: Instant, resource: ResourceTable | null) => ({
  startsAt,
  endsAt: startsAt.add({ minutes: resource?.slotMinutes ?? 0 }),
  capacity: resource?.capacity ?? 0,
})

/** One series with its sessions and what to prepare (疗程); reading it stands in the journal. */
export const openSeries = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const { series, versions, sessions } = await house.database.transact(async tx => {
    const series = await seriesById(tx, caller.hospitalId, asked.id)
    return {
      series,
      versions: await versionsOf(tx, caller.hospitalId, series.resourceId),
      sessions: await run<TreatmentTable>(
        tx,
        'select * from appointment.treatment where hospital_id = $1 and series_id = $2 order by ordinal',
        [caller.hospitalId, series.id],
      ),
    }
  })
  const [first] = sessions
  const resource = versions.find(one => one.version === first?.resourceVersion) ?? versions.at(-1)
  if (resource === undefined || !canIn(caller, 'appointment:read', resource.unitId)) throw new Problem('not-found')
  await tellRead(house, caller, {
    action: 'appointment.opened',
    subject: { kind: 'series', id: series.id },
    patientId: series.patientId,
    unitId: resource.unitId,
    facts: { from: 'series' },
  })
  return {
    id: series.id,
    number: series.number,
    resourceId: resource.id,
    resourceName: resource.name,
    place: resource.place,
    patientId: series.patientId,
    patientMasked: series.patientMasked,
    reason: house.cipher.decipher(series.reason),
    every: series.every,
    step: series.step,
    consentAt: series.consentAt?.toString() ?? null,
    preparation: resource.preparation,
    madeAt: series.madeAt.toString(),
    sessions: sessions.map(one => ({
      id: one.id,
      seriesId: one.seriesId,
      ordinal: one.ordinal,
      startsAt: one.startsAt.toString(),
      endsAt: one.endsAt.toString(),
      status: one.status,
      firstStartsAt: one.firstStartsAt.toString(),
      moves: one.moves,
      version: one.version,
    })),
  }
}
