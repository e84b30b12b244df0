import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { mustGivePost, mustManageUnit } from '../rules/authority.ts'
import type { Organisation, Post, UnitKind } from '../rules/organisation.ts'
import { mustBeCleared } from '../rules/register.ts'
import { mustAppoint, mustPlace } from '../rules/tree.ts'
import { changeOrganisation, dayOf, type OrganisationWork } from './organisation.ts'
import { saveRecordRow } from './record-store.ts'
import { spellingOf } from './spelling.ts'
import { insertAssignment, insertDuties, insertPerson, insertUnit } from './store.ts'
import type { AbsenceReason } from './tables.ts'

/** A whole organisation as a table of a hospital gives it: units parents first, by code; people by staff number. */
export interface StaffPlan {
  readonly units: readonly {
    readonly code: string
    readonly name: string
    readonly kind: UnitKind
    readonly parent: string | null
    readonly place?: string | null
    readonly phone?: string | null
    readonly hours?: 'calendar' | 'always'
  }[]
  readonly people: readonly {
    readonly staffNumber: string
    readonly name: string
    readonly phone?: string | null
    readonly posts: readonly { readonly post: Post; readonly unit: string }[]
    /**
     * What the hospital's own files say of the checks. Left out: the hospital takes the person over as checked today, by this
     * import; null: there are none yet, and no duty is taken in.
     */
    readonly register?: RegisterEntry | null
    readonly duties?: readonly {
      readonly kind: 'on-duty' | 'absent'
      readonly from: Instant
      readonly to: Instant
      readonly reason?: AbsenceReason
    }[]
  }[]
}

/** A person's row of the register, as an import gives it. Days are ISO days. */
export interface RegisterEntry {
  readonly employer?: 'hospital' | 'contractor'
  readonly contractor?: string | null
  readonly clinicalSince?: string | null
  readonly badgeNumber?: string | null
  readonly agentNumber?: string | null
  readonly eligible?: boolean | null
  readonly checkedOn?: string | null
  readonly undertakingOn?: string | null
  readonly inductionOn?: string | null
}

export interface Imported {
  /** Ids by code, those that stood before included. */
  readonly units: ReadonlyMap<string, string>
  /** Ids by staff number. */
  readonly people: ReadonlyMap<string, string>
}

/** Takes in a whole organisation at once, by the same rules as one by one (人员组织导入): all of it, or nothing. */
export const importStaff =
  (house: House) =>
  (caller: Caller, plan: StaffPlan): Promise<Imported> =>
    changeOrganisation(house, { ...caller, once: null }, async work => {
      mustManageUnit(caller, null)
      const told: Entry[] = []
      const growing = grow(work.org)
      const units = await importUnits(house, work, plan, growing, told)
      const people = new Map<string, string>()
      for (const person of plan.people) {
        const id = await importPerson(house, caller, work, person, units, growing, told)
        people.set(person.staffNumber, id)
      }
      work.tell(...told)
      return { units, people }
    })

/** An organisation that the import adds to as it goes, so that each row is judged beside those before it. */
const grow = (org: Organisation) => ({
  ...org,
  units: new Map(org.units),
  people: new Map(org.people),
  assignments: [...org.assignments],
})
type Growing = ReturnType<typeof grow>

async function importUnits(
  house: House,
  { tx, at }: OrganisationWork,
  plan: StaffPlan,
  org: Growing,
  told: Entry[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map([...org.units.values()].map(unit => [unit.code, unit.id]))
  for (const { code, name, kind, parent, place = null, phone = null, hours = 'calendar' } of plan.units) {
    const id = house.ids.next()
    const parentId = parent === null ? null : (ids.get(parent) ?? '')
    mustPlace(org, { id, kind, parentId })
    await insertUnit(tx, {
      hospitalId: house.hospital.id,
      id,
      code,
      name,
      kind,
      parentId,
      place,
      phone,
      hours,
      openedAt: at.toString(),
      closedAt: null,
      version: 1,
    })
    org.units.set(id, { id, code, name, kind, parentId, phone, hours })
    ids.set(code, id)
    told.push({
      action: 'staff.unit-added',
      subject: { kind: 'coverage', id },
      version: 1,
      unitId: id,
      facts: { code, kind },
      detail: { name },
    })
  }
  return ids
}

async function importPerson(
  house: House,
  caller: Caller,
  { tx, at }: OrganisationWork,
  { staffNumber, name, phone = null, posts, register, duties = [] }: StaffPlan['people'][number],
  units: ReadonlyMap<string, string>,
  org: Growing,
  told: Entry[],
): Promise<string> {
  const hospitalId = house.hospital.id
  const id = house.ids.next()
  await insertPerson(tx, {
    hospitalId,
    id,
    staffNumber,
    name,
    ...spellingOf(name),
    phone: phone === null ? null : house.cipher.encipher(phone),
    joinedAt: at.toString(),
    leftAt: null,
    version: 1,
  })
  org.people.set(id, { id, name })
  told.push({
    action: 'staff.person-added',
    subject: { kind: 'staff', id },
    version: 1,
    facts: { staffNumber },
    detail: { name },
  })
  const checks = register === null ? null : recordFrom(house, id, register, at)
  if (checks !== null) await saveRecordRow(tx, undefined, checks)
  if (duties.length > 0) mustBeCleared(name, checks)
  for (const { post, unit } of posts) {
    const unitId = units.get(unit)
    if (unitId === undefined) throw new Problem('not-found')
    mustGivePost(caller, id, post)
    // A fresh list each time: what is looked up in one is remembered with it.
    mustAppoint({ ...org, assignments: [...org.assignments] }, { personId: id, post, unitId }, at)
    const term = { id: house.ids.next(), personId: id, unitId, post }
    await insertAssignment(tx, { hospitalId, ...term, fromAt: at.toString(), toAt: null })
    org.assignments.push({ ...term, from: at, to: null })
    told.push({
      action: 'staff.appointed',
      subject: { kind: 'coverage', id: term.id },
      unitId,
      facts: { person: id, post, unit: unitId },
    })
  }
  await insertDuties(
    tx,
    duties
      .filter(one => Temporal.Instant.compare(one.from, one.to) < 0)
      .map(one => ({
        hospitalId,
        id: house.ids.next(),
        personId: id,
        kind: one.kind,
        fromAt: one.from.toString(),
        toAt: one.to.toString(),
        reason: one.kind === 'absent' ? (one.reason ?? 'other') : null,
        authorId: caller.personId,
      })),
  )
  if (duties.length > 0)
    told.push({
      action: 'staff.duty-planned',
      subject: { kind: 'coverage', id },
      facts: { person: id, days: duties.length },
    })
  return id
}

/** The register row of an import; whom it says nothing of, the hospital takes over as checked on that day. */
function recordFrom(house: House, personId: string, entry: RegisterEntry | undefined, at: Instant) {
  const today = dayOf(at, house.hospital.zone)
  const eligible = entry === undefined ? true : (entry.eligible ?? null)
  return {
    hospitalId: house.hospital.id,
    personId,
    version: 1,
    employer: entry?.employer ?? 'hospital',
    contractor: entry?.contractor ?? null,
    identity: null,
    clinicalSince: entry?.clinicalSince ?? null,
    badgeNumber: entry?.badgeNumber ?? null,
    agentNumber: entry?.agentNumber ?? null,
    eligible,
    checkedOn: eligible === null ? null : (entry?.checkedOn ?? today),
    checkedBy: eligible === null ? null : TAKEN_OVER,
    undertakingOn: entry === undefined ? today : (entry.undertakingOn ?? null),
    inductionOn: entry === undefined ? today : (entry.inductionOn ?? null),
    savedAt: at.toString(),
  } as const
}

/** Who checked those whom the hospital brings along. */
const TAKEN_OVER = '原档案'
