import { rankOfName, typedWords } from '#kernel/find.ts'
import { findUnits, isForPatients, type Listed, listDoctors, listUnits } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'
import { type Channel, quotasOf } from '../rules/quota.ts'
import { type Because, recommend, redFlagsIn } from '../rules/recommend.ts'
import { redFlags } from '../settings.ts'
import { bookableWindow, FREE, once, placeOf, SLOTS } from './read-pool.ts'

const SUGGESTED = 6
const DOCTORS_SHOWN = 3
/** Where patients are seen. */
const SEEING: readonly string[] = ['clinical', 'technical']

type ListedDoctor = Awaited<ReturnType<typeof listDoctors>>['list'][number]

/** What one doctor still has in one department. */
interface Left {
  readonly unitId: string
  readonly doctorId: string
  readonly free: number
  readonly nextDay: string | null
}

/**
 * Departments that can be booked (可预约科室): all that have places, or those that a name, a pinyin, a doctor or a complaint means, with why, and
 * with the doctors who fit and are free first (APT-05). A red-flag complaint is answered with emergency alone.
 */
export const listBookable =
  (house: House) => async (asked: { readonly q?: string | undefined; readonly channel: Channel }) => {
    const typed = asked.q?.trim() ?? ''
    const [{ units }, { list }, left] = await Promise.all([
      listUnits(house),
      listDoctors(house),
      leftOf(house, asked.channel),
    ])
    const redFlag = typed === '' ? null : await redFlagOf(house, units, typed)
    if (redFlag !== null) return { items: [], redFlag }
    const doctors = list.filter(one => one.isPublic)
    const ofUnit = Map.groupBy(left, one => one.unitId)
    const seeing = units.filter(
      unit => isForPatients(unit) && (SEEING.includes(unit.unit.kind) || ofUnit.has(unit.unitId)),
    )
    const wanted =
      typed === ''
        ? seeing.filter(unit => ofUnit.has(unit.unitId)).map(unit => ({ unit, because: null }))
        : meant(seeing, doctors, typed)
    return {
      items: wanted.map(({ unit, because }) => rowOf(unit, because, ofUnit.get(unit.unitId) ?? [], doctors)),
      redFlag,
    }
  }

interface Wanted {
  readonly unit: Listed
  readonly because: Because | null
}

/** By name first, then by a doctor's name, then by what the complaint has in common with the directory. */
function meant(units: readonly Listed[], doctors: readonly ListedDoctor[], typed: string): readonly Wanted[] {
  const suggested = recommend(
    typed,
    units.map(unit => ({
      ...unit,
      strengths: doctors.filter(one => one.unitIds[0] === unit.unitId).flatMap(one => one.strengths),
    })),
    SUGGESTED,
  )
  const because = new Map(suggested.map(one => [one.unitId, one.because]))
  const named = findUnits(units, typed).map(unit => ({
    unit,
    because: unit.name.includes(typed) ? null : (because.get(unit.unitId) ?? null),
  }))
  const byDoctor = doctorsNamed(doctors, typed).flatMap(doctor =>
    units
      .filter(unit => doctor.unitIds.includes(unit.unitId))
      .map(unit => ({ unit, because: { source: 'doctor' as const, words: [doctor.name] } })),
  )
  const byWords = suggested.flatMap(one =>
    units.filter(unit => unit.unitId === one.unitId).map(unit => ({ unit, because: one.because })),
  )
  const found = new Map<string, Wanted>()
  for (const one of [...named, ...byDoctor, ...byWords])
    if (!found.has(one.unit.unitId)) found.set(one.unit.unitId, one)
  return [...found.values()]
}

function doctorsNamed(doctors: readonly ListedDoctor[], typed: string): readonly ListedDoctor[] {
  const words = typedWords(typed)
  return doctors.filter(one => words.every(word => rankOfName(one, word) !== null))
}

function rowOf(unit: Listed, because: Because | null, left: readonly Left[], doctors: readonly ListedDoctor[]) {
  const days = left.flatMap(one => one.nextDay ?? []).toSorted()
  return {
    unitId: unit.unitId,
    name: unit.name,
    ...placeOf(unit),
    services: [...unit.services],
    free: left.reduce((sum, one) => sum + one.free, 0),
    nextDay: days[0] ?? null,
    because: because === null ? null : { source: because.source, words: [...because.words] },
    doctors: because === null ? [] : fitting(because, left, doctors),
  }
}

/** The doctors of a department who fit the words, the earliest free first; then its others. */
function fitting(because: Because, left: readonly Left[], doctors: readonly ListedDoctor[]) {
  return left
    .flatMap(one => {
      const doctor = doctors.find(known => known.id === one.doctorId)
      if (doctor === undefined || one.nextDay === null) return []
      const treats = because.words.filter(
        word => doctor.name === word || doctor.strengths.some(strength => strength.includes(word)),
      )
      return [{ id: doctor.id, name: doctor.name, title: doctor.title, free: one.free, nextDay: one.nextDay, treats }]
    })
    .toSorted(
      (a, b) =>
        b.treats.length - a.treats.length ||
        a.nextDay.localeCompare(b.nextDay) ||
        b.free - a.free ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(0, DOCTORS_SHOWN)
}

/** What each doctor still has for a channel. */
async function leftOf(house: House, channel: Channel): Promise<readonly Left[]> {
  const at = house.clock.now()
  const { from, to } = await bookableWindow(house, at)
  return once(house, `units ${channel}`, () =>
    house.database.statement<Left>(
      `select d.unit_id as "unitId", d.doctor_id as "doctorId", sum(d.free)::int as free, min(d.day) filter (where d.free > 0) as "nextDay"
       from (select s.unit_id, s.doctor_id, s.day::text as day, ${FREE} as free ${SLOTS} group by s.unit_id, s.doctor_id, s.day) d
       group by d.unit_id, d.doctor_id`,
      [house.hospital.id, from, to, at.toString(), quotasOf(channel)],
    ),
  )
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
