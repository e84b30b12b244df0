import type { HospitalCalendar } from '#kernel/calendar.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { holdingOn, type Occupied, startsOn } from '../../rules/treatment.ts'
import { reminderPolicy, treatmentPolicy } from '../../settings.ts'
import { versionsOf } from './store.ts'
import type { ResourceTable } from './tables.ts'

/** A resource and what is taken of it around some times: what plans are held against. */
export interface World extends Occupied {
  /** The version of the resource that holds at a time. */
  readonly holding: (start: Instant) => ResourceTable | null
}

interface Asked {
  readonly resourceId: string
  readonly patientId: string
  readonly starts: readonly Instant[]
  /** A session that is to be moved is not in its own way. */
  readonly except: string | null
}

/** What is read before the transaction: a transaction that waits for another connection holds up everybody. */
export interface Known {
  readonly calendar: HospitalCalendar
  readonly shown: number
  readonly aroundDays: number
  /** At which hour of the day before a patient is reminded. */
  readonly remindHour: number
}

export async function knownOf(house: House, hospitalId: string): Promise<Known> {
  const at = house.clock.now()
  const [{ calendar }, { value: policy }, { value: reminder }] = [
    await organisation(house),
    await house.settings.at(hospitalId, treatmentPolicy, at),
    await house.settings.at(hospitalId, reminderPolicy, at),
  ]
  return { calendar, ...policy, remindHour: reminder.hour }
}

/** Reads what is taken around the times: full times of the resource, and where the patient is then. Refuses an unknown resource. */
export async function worldOf(house: House, known: Known, tx: Tx, hospitalId: string, asked: Asked): Promise<World> {
  const at = house.clock.now()
  const { zone } = house.hospital
  const versions = await versionsOf(tx, hospitalId, asked.resourceId)
  if (versions.length === 0) throw new Problem('not-found')
  const times = asked.starts.map(start => start.epochMilliseconds)
  const around = { hours: (known.aroundDays + 2) * 24 }
  const from = instantAt(Math.min(...times), asked.starts).subtract(around)
  const to = instantAt(Math.max(...times), asked.starts).add(around)
  const within = [hospitalId, from.toString(), to.toString()]
  const full = await run<{ startsAt: Instant; booked: number }>(
    tx,
    'select starts_at, booked from appointment.resource_slot where hospital_id = $1 and resource_id = $4 and starts_at between $2 and $3',
    [...within, asked.resourceId],
  )
  const busy = await run<{ startsAt: Instant; endsAt: Instant }>(
    tx,
    `select starts_at, ends_at from appointment.treatment where hospital_id = $1 and patient_id = $4 and status = 'booked'
       and starts_at between $2 and $3 and ($5::uuid is null or id <> $5)
     union all
     select starts_at, ends_at from appointment.appointment where hospital_id = $1 and patient_id = $4 and starts_at between $2 and $3
       and status in ('held', 'booked', 'notified', 'checked_in', 'in_consultation')`,
    [...within, asked.patientId, asked.except],
  )
  const booked = new Map(full.map(one => [one.startsAt.epochMilliseconds, one.booked]))
  const days = new Map<string, Instant[]>()
  const holding = (start: Instant) => holdingOn(versions, start.toZonedDateTimeISO(zone).toPlainDate().toString())
  return {
    at,
    zone,
    shown: known.shown,
    around: known.aroundDays,
    holding,
    startsOn: day => {
      const iso = day.toString()
      const starts = days.get(iso) ?? startsOn(holdingOn(versions, iso), day, known.calendar)
      days.set(iso, starts)
      return starts
    },
    isFull: start => (booked.get(start.epochMilliseconds) ?? 0) >= (holding(start)?.capacity ?? 0),
    isBusy: start => {
      const end = start.add({ minutes: holding(start)?.slotMinutes ?? 0 })
      return busy.some(
        one =>
          one.startsAt.epochMilliseconds < end.epochMilliseconds &&
          start.epochMilliseconds < one.endsAt.epochMilliseconds,
      )
    },
  }
}

const instantAt = (milliseconds: number, among: readonly Instant[]): Instant =>
  among.find(one => one.epochMilliseconds === milliseconds) as Instant
