import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { maskPhone } from '#kernel/masking.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { readPlace, writePlace } from '#kernel/page-place.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead, transact } from '#platform/house.ts'
import type {
  giveUpCorrection as givingUp,
  listCorrections as listing,
  checkPhone as endpoint,
  readPhoneChecks as reading,
} from '../contract.ts'
import type { Phone } from '../rules/person.ts'
import { replaceKeys } from './find.ts'
import { identifiersOf } from './identifier.ts'
import { checksOf, type CheckSource, closeCorrection, keepJudgement } from './phone-checks.ts'
import { familyOf, mustBeCurrent, mustLoad, savePerson } from './store.ts'

const AT_ONCE = 50

/** Says of one number of a patient that it is right, wrong or out of use (号码核对, PAT-05). */
export const checkPhone = (
  house: House,
  caller: Caller,
  asked: {
    readonly id: string
    readonly version: number
    readonly index: number
    readonly state: 'confirmed' | 'wrong' | 'unused'
    readonly source: Exclude<CheckSource, 'record'>
  },
): Promise<Answer<typeof endpoint>> =>
  transact(house, caller, async work => {
    const { tx, tell } = work
    const { hospitalId } = caller
    const stored = await mustLoad(house, tx, hospitalId, asked.id, true)
    await mustBeCurrent(tx, hospitalId, stored, asked.version)
    const before = stored.person.phones
    const one = before[asked.index]
    if (one === undefined) throw new Problem('not-found')
    const after = before.map((phone, n): Phone => (n === asked.index ? { ...phone, state: asked.state } : phone))
    const family = await familyOf(tx, hospitalId, stored.id)
    const said = { ...stored.said, phones: house.clock.now().epochMilliseconds }
    const person = { ...stored.person, phones: after }
    const version = await savePerson(house, tx, hospitalId, stored, { person, said })
    const own = (await identifiersOf(house, tx, hospitalId, [stored.id])).get(stored.id) ?? []
    await replaceKeys(house, tx, hospitalId, { ...stored, person }, own)
    // Right again, after a while, is news too: what it was before does not matter.
    const judgedFrom = before.map((phone, n): Phone => (n === asked.index ? { ...phone, state: 'unconfirmed' } : phone))
    await keepJudgement(house, work, caller, {
      patientId: stored.id,
      family,
      before: judgedFrom,
      after,
      source: asked.source,
    })
    tell({
      action: 'patient.changed',
      subject: { kind: 'patient', id: stored.id },
      patientId: stored.id,
      version,
      facts: { fields: ['phones'], source: 'desk' },
    })
    return { id: stored.id, version }
  })

/** What was found out about the numbers of a patient, masked, the newest first; the reading is kept. */
export async function readPhoneChecks(
  house: House,
  caller: Caller,
  asked: { readonly id: string },
): Promise<Answer<typeof reading>> {
  const { people } = await organisation(house)
  const { id, checks } = await house.database.transact(async tx => {
    const stored = await mustLoad(house, tx, caller.hospitalId, asked.id)
    const family = await familyOf(tx, caller.hospitalId, stored.id)
    return { id: stored.id, checks: await checksOf(house, tx, caller.hospitalId, family) }
  })
  await tellRead(house, caller, {
    action: 'patient.opened',
    subject: { kind: 'patient', id },
    patientId: id,
    facts: { what: 'phones' },
  })
  return {
    items: checks.map(check => ({
      id: check.id,
      masked: maskPhone(check.number),
      state: check.state,
      source: check.source,
      at: check.at.toString(),
      by: check.byPerson === null ? null : (people.get(check.byPerson)?.name ?? null),
    })),
  }
}

interface Row {
  readonly id: string
  readonly patientId: string
  readonly nameMasked: string
  readonly number: Buffer
  readonly source: string
  readonly openedAt: Instant
  readonly openedBy: string | null
}

/** Wrong numbers that are to be put right (号码补正), the oldest first; the list names patients masked, and is a reading that is kept. */
export async function listCorrections(
  house: House,
  caller: Caller,
  asked: { readonly after?: string | undefined },
): Promise<Answer<typeof listing>> {
  const { people } = await organisation(house)
  const [at, id] = readPlace(asked.after, 'instant', 'id')
  const { rows, count } = await house.database.transact(async tx => ({
    rows: await run<Row>(
      tx,
      `select c.id, p.id as patient_id, p.name_masked, c.number, c.source, c.opened_at, c.opened_by from patient.correction c
       join patient.patient a on a.hospital_id = c.hospital_id and a.id = c.patient_id
       join patient.patient p on p.hospital_id = a.hospital_id and p.id = coalesce(a.merged_into, a.id)
       where c.hospital_id = $1 and c.closed_at is null
         and ($2::timestamptz is null or (c.opened_at, c.id) > ($2::timestamptz, $3::uuid))
       order by c.opened_at, c.id limit ${AT_ONCE + 1}`,
      [caller.hospitalId, at ?? null, id ?? null],
    ),
    count: await run<{ count: number }>(
      tx,
      'select count(*) from patient.correction where hospital_id = $1 and closed_at is null',
      [caller.hospitalId],
    ),
  }))
  const shown = rows.slice(0, AT_ONCE)
  const [first] = shown
  if (first !== undefined)
    await tellRead(house, caller, {
      action: 'patient.searched',
      subject: { kind: 'patient', id: first.patientId },
      facts: { patients: shown.map(row => row.patientId) },
    })
  const last = rows[AT_ONCE - 1]
  return {
    items: shown.map(row => ({
      id: row.id,
      patient: { id: row.patientId, nameMasked: row.nameMasked },
      masked: maskPhone(house.cipher.decipher(row.number)),
      source: row.source,
      openedAt: row.openedAt.toString(),
      openedBy: row.openedBy === null ? null : (people.get(row.openedBy)?.name ?? null),
    })),
    next: rows.length > AT_ONCE && last !== undefined ? writePlace(last.openedAt.toString(), last.id) : null,
    count: count[0]?.count ?? 0,
  }
}

/** No other number could be found; the reason is kept, and the wrong number stays wrong. */
export const giveUpCorrection = (
  house: House,
  caller: Caller,
  asked: { readonly id: string; readonly reason: string },
): Promise<Answer<typeof givingUp>> =>
  transact(house, caller, async work => {
    const [row] = await run<{ patientId: string }>(
      work.tx,
      'select patient_id from patient.correction where hospital_id = $1 and id = $2 and closed_at is null for update',
      [caller.hospitalId, asked.id],
    )
    if (row === undefined) throw new Problem('not-found')
    await closeCorrection(house, work, caller, { ...asked, patientId: row.patientId, outcome: 'none-found' })
    return {}
  })
