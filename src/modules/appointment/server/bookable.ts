import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { FeeLevel, HalfDay, Listed } from '#modules/directory/index.ts'
import { isForPatients, listDoctors, listUnits, sessionsBetween } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'
import { type Channel, quotasOf } from '../rules/quota.ts'
import { bookableWindow, FREE, once, placeOf, SLOTS } from './read-pool.ts'

interface HalfDayRow {
  readonly doctorId: string
  readonly day: string
  readonly halfDay: HalfDay
  readonly feeLevel: FeeLevel
  readonly free: number
  readonly stopped: boolean
}

/** The days of a department and who sees patients on them, with what is left for a channel (科室号源). */
export const readBookableDays =
  (house: House) => async (asked: { readonly unitId: string; readonly channel: Channel }) => {
    const at = house.clock.now()
    const unit = await unitOf(house, asked.unitId)
    const { from, to } = await bookableWindow(house, at)
    const halfDays = await once(house, `days ${asked.unitId} ${asked.channel}`, () =>
      house.database.statement<HalfDayRow>(
        `select s.doctor_id as "doctorId", s.day::text as day, s.half_day as "halfDay", min(s.fee_level) as "feeLevel",
         bool_and(s.stopped_at is not null) as stopped, ${FREE} as free
       ${SLOTS} and s.unit_id = $6 group by s.doctor_id, s.day, s.half_day
       order by s.day, array_position(array['morning', 'afternoon', 'evening'], s.half_day), s.doctor_id`,
        [house.hospital.id, from, to, at.toString(), quotasOf(asked.channel), asked.unitId],
      ),
    )
    const days = Map.groupBy(halfDays, row => row.day)
    return {
      unit: { unitId: unit.unitId, name: unit.name, ...placeOf(unit), visitingNotes: unit.visitingNotes },
      days: [...days].map(([day, rows]) => ({
        day,
        free: rows.reduce((sum, row) => sum + row.free, 0),
        sessions: rows.filter(row => !row.stopped).length,
      })),
      doctors: await doctorsOf(
        house,
        halfDays.map(row => row.doctorId),
      ),
      halfDays,
      now: at.toString(),
    }
  }

interface TimeRow extends HalfDayRow {
  readonly slotId: string
  readonly sessionId: string
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** The times of one day of a department with what is left for a channel (可预约时段). */
export const readBookableTimes =
  (house: House) =>
  async (asked: {
    readonly unitId: string
    readonly day: string
    readonly doctor?: string | undefined
    readonly channel: Channel
  }) => {
    const at = house.clock.now()
    await unitOf(house, asked.unitId)
    const { from, to } = await bookableWindow(house, at)
    const isBookable = from <= asked.day && asked.day <= to
    const key = `times ${asked.unitId} ${asked.day} ${asked.channel}`
    const [rows, rooms] = isBookable
      ? await once(house, key, () => Promise.all([timesOf(house, asked, at), roomsOf(house, asked)]))
      : [[], new Map<string, string | null>()]
    const own = rows.filter(row => asked.doctor === undefined || row.doctorId === asked.doctor)
    return {
      items: own.map(({ sessionId, ...row }) => ({
        ...row,
        startsAt: row.startsAt.toString(),
        endsAt: row.endsAt.toString(),
        room: rooms.get(sessionId) ?? null,
      })),
      doctors: await doctorsOf(
        house,
        own.map(row => row.doctorId),
      ),
      now: at.toString(),
    }
  }

const timesOf = (
  house: House,
  asked: { readonly unitId: string; readonly day: string; readonly channel: Channel },
  at: Instant,
): Promise<TimeRow[]> =>
  house.database.statement<TimeRow>(
    `select s.id as "slotId", s.session_id as "sessionId", s.doctor_id as "doctorId", s.day::text as day, s.half_day as "halfDay",
       s.starts_at as "startsAt", s.ends_at as "endsAt", s.fee_level as "feeLevel", s.stopped_at is not null as stopped, ${FREE} as free
     ${SLOTS} and s.unit_id = $6 group by s.hospital_id, s.id order by s.starts_at, s.doctor_id, s.id`,
    [house.hospital.id, asked.day, asked.day, at.toString(), quotasOf(asked.channel), asked.unitId],
  )

async function roomsOf(
  house: House,
  { unitId, day }: { readonly unitId: string; readonly day: string },
): Promise<ReadonlyMap<string, string | null>> {
  const sessions = await house.database.transact(tx =>
    sessionsBetween(tx, house.hospital.id, { from: day, to: day, unitId }),
  )
  return new Map(sessions.map(one => [one.id, one.room]))
}

/** A department that patients may look for. */
async function unitOf(house: House, unitId: string): Promise<Listed> {
  const { units } = await listUnits(house)
  const unit = units.find(one => one.unitId === unitId && isForPatients(one))
  if (unit === undefined) throw new Problem('not-found')
  return unit
}

async function doctorsOf(house: House, ids: readonly string[]) {
  const wanted = new Set(ids)
  const { list } = await listDoctors(house)
  return list
    .filter(one => wanted.has(one.id))
    .map(({ id, name, title, feeLevel, strengths, languages }) => ({
      id,
      name,
      title,
      feeLevel,
      strengths: [...strengths],
      languages: [...languages],
    }))
}
