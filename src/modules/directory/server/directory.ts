import type { z } from 'zod'
import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { holdersOf, type Organisation, onDuty, organisation, type Unit } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import type { DirectoryEntry, DirectoryRow, PublicEntry, PublicRow } from '../contract.ts'
import { UNDESCRIBED } from '../rules/description.ts'
import { type Findable, findUnits } from '../rules/find-units.ts'
import { soundOf } from './sound.ts'
import { descriptions, type Stored } from './store.ts'

/** A unit with what is told about it: some seconds old at most. */
export interface Listed extends Findable, Stored {
  readonly unit: Unit
}

/** Units that nobody looks for by themselves. */
const NOT_LISTED: ReadonlySet<Unit['kind']> = new Set(['hospital', 'campus', 'community'])
/** Units that only staff need, unless somebody described them for patients: the registration windows are an office too. */
const STAFF_ONLY: ReadonlySet<Unit['kind']> = new Set(['service-department', 'group', 'office'])

const REMEMBERED_MS = 2000
const remembered = new WeakMap<House, { readonly rows: ReadonlyMap<string, Stored>; readonly until: number }>()

/** Forgets what this process remembers: after a change here; another process sees it within two seconds. */
export const forgetDescriptions = (house: House): void => void remembered.delete(house)

async function described(house: House): Promise<ReadonlyMap<string, Stored>> {
  const known = remembered.get(house)
  if (known !== undefined && performance.now() < known.until) return known.rows
  const list = await house.database.transact(tx => descriptions(tx, house.hospital.id))
  const rows = new Map(list.map(row => [row.unitId, row]))
  remembered.set(house, { rows, until: performance.now() + REMEMBERED_MS })
  return rows
}

/** In this order people look for units: those that patients go to before those behind them. */
const ORDER: readonly Unit['kind'][] = ['clinical', 'technical', 'desk', 'centre', 'administrative']
const rankOf = (kind: Unit['kind']): number => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length)

/** Every unit that has a door (科室), with its description. */
export async function listUnits(
  house: House,
): Promise<{ readonly units: readonly Listed[]; readonly who: Organisation }> {
  const [who, told] = await Promise.all([organisation(house), described(house)])
  const units = [...who.units.values()]
    .filter(unit => !NOT_LISTED.has(unit.kind))
    .map(unit => listed(unit, told.get(unit.id)))
    .toSorted((a, b) => rankOf(a.unit.kind) - rankOf(b.unit.kind) || a.unit.code.localeCompare(b.unit.code))
  return { units, who }
}

const listed = (unit: Unit, told: Stored | undefined): Listed => {
  const description = told ?? { ...UNDESCRIBED, unitId: unit.id, version: 0 }
  return {
    ...description,
    unit,
    name: unit.name,
    code: unit.code,
    sounds: [unit.name, ...description.aliases].map(soundOf),
  }
}

/** What staff find: with the liaison, and whether he or she is there now. */
export async function findForStaff(house: House, typed: string): Promise<{ items: z.output<typeof DirectoryRow>[] }> {
  const { units, who } = await listUnits(house)
  const at = house.clock.now()
  return { items: findUnits(units, typed).map(unit => rowOf(unit, who, at)) }
}

export async function openForStaff(
  house: House,
  caller: Caller,
  unitId: string,
): Promise<z.output<typeof DirectoryEntry>> {
  const { units, who } = await listUnits(house)
  const unit = units.find(one => one.unitId === unitId)
  if (unit === undefined) throw new Problem('not-found')
  const at = house.clock.now()
  return {
    ...rowOf(unit, who, at),
    version: unit.version,
    unitPhone: unit.unit.phone,
    introduction: unit.introduction,
    mapPoint: unit.mapPoint,
    services: [...unit.services],
    visitingNotes: unit.visitingNotes,
    isPublic: unit.isPublic,
    deputy: holder(who, unitId, 'deputy-liaison', at),
    mayEdit: canIn(caller, 'directory:write', unitId),
  }
}

export const isForPatients = (unit: Listed): boolean =>
  unit.isPublic && (!STAFF_ONLY.has(unit.unit.kind) || unit.version > 0)

/** What anybody finds: no person's name. */
export async function findForPatients(house: House, typed: string): Promise<{ items: z.output<typeof PublicRow>[] }> {
  const { units } = await listUnits(house)
  return { items: findUnits(units.filter(isForPatients), typed).map(publicRow) }
}

export async function openForPatients(house: House, unitId: string): Promise<z.output<typeof PublicEntry>> {
  const { units } = await listUnits(house)
  const unit = units.find(one => one.unitId === unitId && isForPatients(one))
  if (unit === undefined) throw new Problem('not-found')
  return {
    ...publicRow(unit),
    introduction: unit.introduction,
    mapPoint: unit.mapPoint,
    services: [...unit.services],
    visitingNotes: unit.visitingNotes,
  }
}

const publicRow = (unit: Listed): z.output<typeof PublicRow> => ({
  unitId: unit.unitId,
  name: unit.name,
  building: unit.building,
  floor: unit.floor,
  room: unit.room,
  phone: unit.phone ?? unit.unit.phone,
  hours: unit.hours,
})

function rowOf(unit: Listed, who: Organisation, at: Instant): z.output<typeof DirectoryRow> {
  const liaison = holder(who, unit.unitId, 'liaison', at)
  return {
    ...publicRow(unit),
    code: unit.code,
    kind: unit.unit.kind,
    aliases: [...unit.aliases],
    liaison,
    liaisonIsHere: liaison !== null && onDuty(who, liaison.id, at),
  }
}

function holder(who: Organisation, unitId: string, post: 'liaison' | 'deputy-liaison', at: Instant) {
  const [id] = holdersOf(who, unitId, post, at)
  const person = id === undefined ? undefined : who.people.get(id)
  return person === undefined ? null : { id: person.id, name: person.name }
}
