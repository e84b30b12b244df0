import { Problem } from '#kernel/problem.ts'
import { type Instant, wallClock } from '#kernel/time.ts'
import type { FeeLevel, HalfDay, Listed } from '#modules/directory/index.ts'
import { findUnits, isForPatients, listDoctors, listUnits, sessionsBetween } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'
import { type Channel, quotasOf } from '../rules/quota.ts'
import { recommend, redFlagsIn } from '../rules/recommend.ts'
import { bookingPolicy, redFlags } from '../settings.ts'

/** A crowd before a release reads from here. Shorter than a screen waits after it heard of a change, so that it never reads what was before. */
const REMEMBERED_MS = 250
const REMEMBERED_AT_MOST = 500
const SUGGESTED = 6
/** Where patients are seen. */
const SEEING: readonly string[] = ['clinical', 'technical']

const remembered = new WeakMap<House, Map<string, { readonly rows: Promise<unknown>; readonly until: number }>>()

/** The rows of one question, asked once for all who ask within a second. */
function once<T>(house: House, key: string, ask: () => Promise<T>): Promise<T> {
  const memory = remembered.get(house) ?? new Map<string, { rows: Promise<unknown>; until: number }>()
  remembered.set(house, memory)
  const known = memory.get(key)
  if (known !== undefined && known.until > performance.now()) return known.rows as Promise<T>
  if (memory.size >= REMEMBERED_AT_MOST) memory.clear()
  const rows = ask()
  memory.set(key, { rows, until: performance.now() + REMEMBERED_MS })
  rows.catch(() => memory.delete(key))
  return rows
}

/** The days that a channel may book now, first and last. */
async function window(house: House, at: Instant): Promise<{ readonly from: string; readonly to: string }> {
  const { horizonDays } = (await house.settings.at(house.hospital.id, bookingPolicy, at)).value
  const today = wallClock(at, house.hospital.zone).day
  return { from: today.toString(), to: today.add({ days: horizonDays - 1 }).toString() }
}

const FREE = `coalesce(sum(q.capacity - q.booked - q.held - q.stopped) filter (where q.quota = any($5) and not q.is_stopped), 0)::int`
const SLOTS = `from appointment.slot s join appointment.quota q on q.hospital_id = s.hospital_id and q.slot_id = s.id
  where s.hospital_id = $1 and s.day between $2::date and $3::date and s.starts_at > $4`

interface UnitRow {
  readonly unitId: string
  readonly free: number
  readonly nextDay: string | null
}

/** What each department still has for a channel. */
async function unitsWithPlaces(house: House, channel: Channel): Promise<ReadonlyMap<string, UnitRow>> {
  const at = house.clock.now()
  const { from, to } = await window(house, at)
  const rows = await once(house, `units ${channel}`, () =>
    house.database.statement<UnitRow>(
      `select d.unit_id as "unitId", sum(d.free)::int as free, min(d.day) filter (where d.free > 0) as "nextDay"
       from (select s.unit_id, s.day::text as day, ${FREE} as free ${SLOTS} group by s.unit_id, s.day) d group by d.unit_id`,
      [house.hospital.id, from, to, at.toString(), quotasOf(channel)],
    ),
  )
  return new Map(rows.map(row => [row.unitId, row]))
}

const placeOf = ({ building, floor, room }: Listed) => ({ building, floor, room })

/**
 * Departments that can be booked (可预约科室): all that have places, or those that a name, a pinyin or a complaint means, with why (APT-05).
 * A red-flag complaint is answered with emergency alone.
 */
export const listBookable =
  (house: House) => async (asked: { readonly q?: string | undefined; readonly channel: Channel }) => {
    const typed = asked.q?.trim() ?? ''
    const [{ units }, places] = await Promise.all([listUnits(house), unitsWithPlaces(house, asked.channel)])
    const redFlag = typed === '' ? null : await redFlagOf(house, units, typed)
    if (redFlag !== null) return { items: [], redFlag }
    const seeing = units.filter(
      unit => isForPatients(unit) && (SEEING.includes(unit.unit.kind) || places.has(unit.unitId)),
    )
    const rowOf = (unit: Listed, because: { source: 'name' | 'services' | 'strengths'; words: string[] } | null) => ({
      unitId: unit.unitId,
      name: unit.name,
      ...placeOf(unit),
      services: [...unit.services],
      free: places.get(unit.unitId)?.free ?? 0,
      nextDay: places.get(unit.unitId)?.nextDay ?? null,
      because,
    })
    if (typed === '')
      return { items: seeing.filter(unit => places.has(unit.unitId)).map(unit => rowOf(unit, null)), redFlag }
    const named = findUnits(seeing, typed)
    const suggested = recommend(typed, await advisable(house, seeing), SUGGESTED).filter(
      one => !named.some(unit => unit.unitId === one.unitId),
    )
    const byId = new Map(seeing.map(unit => [unit.unitId, unit]))
    return {
      items: [
        ...named.map(unit => rowOf(unit, null)),
        ...suggested.flatMap(({ unitId, because }) => {
          const unit = byId.get(unitId)
          return unit === undefined ? [] : [rowOf(unit, { source: because.source, words: [...because.words] })]
        }),
      ],
      redFlag,
    }
  }

async function advisable(house: House, units: readonly Listed[]) {
  const { list } = await listDoctors(house)
  return units.map(unit => ({
    unitId: unit.unitId,
    name: unit.name,
    aliases: unit.aliases,
    services: unit.services,
    strengths: list.filter(one => one.isPublic && one.unitIds[0] === unit.unitId).flatMap(one => one.strengths),
  }))
}

async function redFlagOf(house: House, units: readonly Listed[], typed: string) {
  const { value, version } = await house.settings.at(house.hospital.id, redFlags, house.clock.now())
  const words = redFlagsIn(typed, value)
  if (words.length === 0) return null
  const unit = units.find(one => one.code === value.unitCode)
  return {
    words: [...words],
    unit:
      unit === undefined
        ? null
        : { unitId: unit.unitId, name: unit.name, ...placeOf(unit), phone: unit.phone ?? unit.unit.phone },
    version,
    signedBy: value.signedBy,
  }
}

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
    const { from, to } = await window(house, at)
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
    const { from, to } = await window(house, at)
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
