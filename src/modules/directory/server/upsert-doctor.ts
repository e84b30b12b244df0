import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { organisation } from '#modules/staff/index.ts'
import type { Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { changedFields, type Doctor } from '../rules/doctor.ts'
import { forgetDoctors } from './doctors.ts'
import { codesOfPeople, doctorsByCode, saveDoctors, type StoredDoctor, type Written } from './doctor-store.ts'

/** A doctor as one is written; with `version`, only over that one. */
export interface UpsertDoctor extends Omit<Doctor, 'isVisiting'> {
  /** Not, where nobody says so. */
  readonly isVisiting?: boolean | undefined
  readonly version?: number | undefined
}

/** What became of it: `same` where nothing differed and nothing was written. */
export interface Upserted {
  readonly id: string
  readonly code: string
  readonly outcome: 'added' | 'changed' | 'same'
}

/** Writes a doctor by code (医生登记): a new one, or the one that has the code. Saying the same again changes nothing. */
export const upsertDoctor =
  (house: House) =>
  async (caller: Caller, doctor: UpsertDoctor): Promise<Upserted> => {
    const [done] = await upsertDoctors(house)(caller, [doctor])
    if (done === undefined) throw new Problem('not-found')
    return done
  }

/** Writes many at once, all of them or none: for lists of a hospital. A refusal names the row by its code. */
export const upsertDoctors =
  (house: House) =>
  async (caller: Caller, list: readonly UpsertDoctor[]): Promise<readonly Upserted[]> => {
    const who = await organisation(house)
    for (const one of list) {
      if (one.unitIds.length === 0 || one.unitIds.some(id => !who.units.has(id)))
        throw new Problem('doctor-unit-unknown', { pointer: '/body/unitIds', of: one.code })
      if (one.personId !== null && !who.people.has(one.personId))
        throw new Problem('doctor-person-unknown', { pointer: '/body/personId', of: one.code })
      mustWriteOf(caller, one.unitIds)
    }
    const done = await transact(house, caller, async ({ tx, tell }) => {
      const { hospitalId } = caller
      const stored = await doctorsByCode(
        tx,
        hospitalId,
        list.map(one => one.code),
      )
      const plan = list.map(one =>
        planned(
          house,
          caller,
          one,
          stored.find(old => old.code === one.code),
        ),
      )
      const writing = plan.filter(one => one.fields === null || one.fields.length > 0)
      const written = writing.length === 0 ? [] : await write(writing, tx, house)
      const of = new Map(written.map(row => [row.code, row]))
      tell(...writing.map(one => entryOf(one, of.get(one.doctor.code))))
      return plan.map(one => upserted(one, of.get(one.doctor.code)))
    })
    forgetDoctors(house)
    return done
  }

/** May the caller write a doctor of these departments? One of them is enough. */
export function mustWriteOf(caller: Caller, unitIds: readonly string[]): void {
  if (caller.kind !== 'system' && !unitIds.some(id => canIn(caller, 'directory:write', id)))
    throw new Problem('not-found')
}

interface Plan {
  readonly id: string
  readonly doctor: Doctor
  readonly old: StoredDoctor | undefined
  /** Which fields change; null for a new doctor. */
  readonly fields: readonly (keyof Doctor)[] | null
}

function planned(house: House, caller: Caller, asked: UpsertDoctor, old: StoredDoctor | undefined): Plan {
  const doctor: Doctor = {
    code: asked.code,
    personId: asked.personId,
    isVisiting: asked.isVisiting ?? false,
    name: asked.name,
    title: asked.title,
    feeLevel: asked.feeLevel,
    strengths: [...new Set(asked.strengths)],
    languages: [...new Set(asked.languages)],
    unitIds: [...new Set(asked.unitIds)],
    isPublic: asked.isPublic,
  }
  if (old === undefined) return { id: house.ids.next(), doctor, old, fields: null }
  mustWriteOf(caller, old.unitIds)
  const fields = changedFields(old, { ...doctor })
  if (asked.version !== undefined && asked.version !== old.version)
    throw new Problem('stale-version', { id: old.id, version: old.version, changed: fields })
  return { id: old.id, doctor, old, fields }
}

async function write(plan: readonly Plan[], tx: Tx, house: House): Promise<readonly Written[]> {
  const doctors = plan.map(one => one.doctor)
  const known = await codesOfPeople(
    tx,
    house.hospital.id,
    doctors.flatMap(one => one.personId ?? []),
  )
  mustBeFree(doctors, known)
  return saveDoctors(
    tx,
    house.hospital.id,
    plan.map(one => ({ ...one.doctor, id: one.id, version: 1 })),
    house.clock.now().toString(),
  )
}

/** One member of staff is one doctor. */
function mustBeFree(doctors: readonly Doctor[], known: readonly Pick<Doctor, 'code' | 'personId'>[]): void {
  for (const [n, one] of doctors.entries()) {
    if (one.personId === null) continue
    const other = [...known, ...doctors.slice(0, n)].find(two => two.personId === one.personId && two.code !== one.code)
    if (other !== undefined)
      throw new Problem('doctor-person-taken', { pointer: '/body/personId', code: other.code, of: one.code })
  }
}

const upserted = (one: Plan, row: Written | undefined): Upserted => ({
  id: row?.id ?? one.id,
  code: one.doctor.code,
  outcome: one.fields === null ? 'added' : one.fields.length === 0 ? 'same' : 'changed',
})

function entryOf({ id, doctor, old, fields }: Plan, row: Written | undefined): Entry {
  const about = {
    subject: { kind: 'doctor', id: row?.id ?? id },
    version: row?.version ?? 1,
    unitId: doctor.unitIds[0] ?? null,
  }
  if (old === undefined || fields === null)
    return {
      ...about,
      action: 'directory.doctor-added',
      facts: { code: doctor.code, units: doctor.unitIds },
      detail: { ...doctor },
    }
  return {
    ...about,
    action: 'directory.doctor-changed',
    facts: { fields },
    detail: {
      before: Object.fromEntries(fields.map(field => [field, old[field]])),
      after: Object.fromEntries(fields.map(field => [field, doctor[field]])),
    },
  }
}
