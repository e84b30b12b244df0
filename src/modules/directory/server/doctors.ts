import type { z } from 'zod'
import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant, PlainDate } from '#kernel/time.ts'
import { type Organisation, organisation } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import type { DoctorCard, DoctorRow, PublicDoctorCard, PublicDoctorRow, SessionRow } from '../contract.ts'
import { type FindableDoctor, findDoctors } from '../rules/doctor.ts'
import { isAvailable } from '../rules/session.ts'
import { sessionPolicy } from '../settings.ts'
import { doctors, photoOf, type StoredDoctor } from './doctor-store.ts'
import { nextSessions, type Session, sessionsBetween } from './session-store.ts'
import { soundOf, soundOfPerson } from './sound.ts'

/** A doctor with the departments by name: some seconds old at most. */
export interface ListedDoctor extends FindableDoctor, StoredDoctor {
  readonly units: readonly { readonly id: string; readonly name: string }[]
}

const REMEMBERED_MS = 2000
const remembered = new WeakMap<House, { readonly list: readonly StoredDoctor[]; readonly until: number }>()

/** Forgets what this process remembers: after a change here; another process sees it within two seconds. */
export const forgetDoctors = (house: House): void => void remembered.delete(house)

async function known(house: House): Promise<readonly StoredDoctor[]> {
  const last = remembered.get(house)
  if (last !== undefined && performance.now() < last.until) return last.list
  const list = await house.database.transact(tx => doctors(tx, house.hospital.id))
  remembered.set(house, { list, until: performance.now() + REMEMBERED_MS })
  return list
}

/** Every doctor who sees patients here, by department and title (医生一览). */
export async function listDoctors(
  house: House,
): Promise<{ readonly list: readonly ListedDoctor[]; readonly who: Organisation }> {
  const [who, stored] = await Promise.all([organisation(house), known(house)])
  const list = stored
    .map(one => listed(one, who))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || a.code.localeCompare(b.code))
  return { list, who }
}

const BY_TITLE: Readonly<Record<StoredDoctor['title'], number>> = {
  chief: 0,
  'associate-chief': 1,
  attending: 2,
  resident: 3,
}
const rankOf = (one: StoredDoctor): number => BY_TITLE[one.title]

function listed(one: StoredDoctor, who: Organisation): ListedDoctor {
  const units = one.unitIds.flatMap(id => {
    const unit = who.units.get(id)
    return unit === undefined ? [] : [{ id, name: unit.name, code: unit.code }]
  })
  return {
    ...one,
    units: units.map(({ id, name }) => ({ id, name })),
    aliases: [],
    sounds: [soundOfPerson(one.name)],
    departments: units.map(({ name, code }) => ({ name, code, aliases: [], sounds: [soundOf(name)] })),
  }
}

export interface DoctorsAsked {
  readonly q?: string | undefined
  readonly unitId?: string | undefined
}

/** At most this many are answered; who looks for more types more. */
const MOST = 60
const NEXT = 3

/** Doctors as staff find them, each with the next sessions that a patient can come to. */
export const findDoctorsForStaff = async (house: House, asked: DoctorsAsked) => {
  const { items, more } = await find(house, asked, () => true)
  return { items: items.map(({ one, next }) => rowOf(one, next)), more }
}

/** Doctors as anybody finds them. */
export const findDoctorsForPatients = async (house: House, asked: DoctorsAsked) => {
  const { items, more } = await find(house, asked, one => one.isPublic)
  return { items: items.map(({ one, next }) => publicRowOf(one, next)), more }
}

async function find(house: House, { q, unitId }: DoctorsAsked, isSeen: (one: ListedDoctor) => boolean) {
  const { list, who } = await listDoctors(house)
  const found = findDoctors(
    list.filter(one => isSeen(one) && (unitId === undefined || one.unitIds.includes(unitId))),
    q ?? '',
  )
  const shown = found.slice(0, MOST)
  const next = await nextOf(
    house,
    shown.map(one => one.id),
    who,
  )
  return { items: shown.map(one => ({ one, next: next.get(one.id) ?? [] })), more: found.length > MOST }
}

type Row = z.output<typeof SessionRow>

async function nextOf(
  house: House,
  doctorIds: readonly string[],
  who: Organisation,
): Promise<ReadonlyMap<string, Row[]>> {
  const at = house.clock.now()
  const rows = await house.database.transact(tx =>
    nextSessions(tx, house.hospital.id, { doctorIds, at: at.toString(), count: NEXT }),
  )
  const names = await namesOf(house)
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(row.seenBy, [...(found.get(row.seenBy) ?? []), sessionRow(row, { who, names, at })])
  return found
}

/** Names of the doctors, by id. */
export const namesOf = async (house: House): Promise<ReadonlyMap<string, string>> =>
  new Map((await known(house)).map(one => [one.id, one.name]))

/** A session as screens show it. */
export function sessionRow(
  session: Session,
  { who, names, at }: { readonly who: Organisation; readonly names: ReadonlyMap<string, string>; readonly at: Instant },
): Row {
  const { doctorId, seenBy, unitId, fromAt, toAt, ...rest } = session
  return {
    ...rest,
    doctor: { id: doctorId, name: names.get(doctorId) ?? '' },
    seenBy: { id: seenBy, name: names.get(seenBy) ?? '' },
    unit: { id: unitId, name: who.units.get(unitId)?.name ?? '' },
    from: fromAt.toString(),
    to: toAt.toString(),
    isAvailable: isAvailable(session, at),
  }
}

const publicRowOf = (one: ListedDoctor, next: Row[]): z.output<typeof PublicDoctorRow> => ({
  doctorId: one.id,
  name: one.name,
  title: one.title,
  feeLevel: one.feeLevel,
  strengths: [...one.strengths],
  languages: [...one.languages],
  units: [...one.units],
  isVisiting: one.isVisiting,
  next,
})
const rowOf = (one: ListedDoctor, next: Row[]): z.output<typeof DoctorRow> => ({
  ...publicRowOf(one, next),
  code: one.code,
  isPublic: one.isPublic,
  version: one.version,
})

/** One doctor with the sessions of the days that are given out (医生主页). */
export async function openDoctorForStaff(
  house: House,
  caller: Caller,
  doctorId: string,
): Promise<z.output<typeof DoctorCard>> {
  const { one, next, sessions, photo } = await open(house, doctorId, () => true)
  return {
    ...rowOf(one, next),
    personId: one.personId,
    photo,
    sessions,
    mayEdit: one.unitIds.some(id => canIn(caller, 'directory:write', id)),
  }
}

export async function openDoctorForPatients(
  house: House,
  doctorId: string,
): Promise<z.output<typeof PublicDoctorCard>> {
  const { one, next, sessions, photo } = await open(house, doctorId, doctor => doctor.isPublic)
  // What is not given out yet is nobody's business outside.
  return { ...publicRowOf(one, next), photo, sessions: sessions.filter(session => session.state !== 'planned') }
}

async function open(house: House, doctorId: string, isSeen: (one: ListedDoctor) => boolean) {
  const { list, who } = await listDoctors(house)
  const one = list.find(doctor => doctor.id === doctorId && isSeen(doctor))
  if (one === undefined) throw new Problem('not-found')
  const at = house.clock.now()
  const { openAhead } = (await house.settings.at(house.hospital.id, sessionPolicy, at)).value
  const today = todayIn(house, at)
  const [rows, photo] = await house.database.transact(async tx => [
    await sessionsBetween(tx, house.hospital.id, {
      from: today.toString(),
      to: today.add({ days: openAhead - 1 }).toString(),
      doctorId,
    }),
    one.hasPhoto ? await photoOf(tx, house.hospital.id, doctorId) : undefined,
  ])
  const names = await namesOf(house)
  const sessions = rows.map(row => sessionRow(row, { who, names, at }))
  return {
    one,
    sessions,
    next: sessions.filter(row => row.isAvailable && row.seenBy.id === doctorId).slice(0, NEXT),
    photo: photo === undefined ? null : `data:${photo.type};base64,${photo.content.toString('base64')}`,
  }
}

/** Today in the hospital. */
export const todayIn = (house: House, at: Instant): PlainDate =>
  at.toZonedDateTimeISO(house.hospital.zone).toPlainDate()
