import type { Caller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House, Work } from '#platform/house.ts'
import type { Phone } from '../rules/person.ts'
import { phoneKey } from '../rules/phone.ts'
import { judged, mendedBy, type PhoneCheck } from '../rules/phone-check.ts'

export type CheckSource = 'desk' | 'call' | 'message' | 'record'

export interface StoredCheck extends PhoneCheck {
  readonly id: string
  readonly source: CheckSource
  readonly byPerson: string | null
}

const MOST = 100

/** What was found out about the numbers of these rows, the newest first. */
export async function checksOf(
  house: House,
  tx: Tx,
  hospitalId: string,
  family: readonly string[],
): Promise<readonly StoredCheck[]> {
  const rows = await run<Omit<StoredCheck, 'number'> & { number: Buffer }>(
    tx,
    `select id, number, state, source, at, by_person from patient.phone_check
     where hospital_id = $1 and patient_id = any($2::uuid[]) order by at desc, id desc limit ${MOST}`,
    [hospitalId, [...family]],
  )
  return rows.map(row => ({ ...row, number: house.cipher.decipher(row.number) }))
}

export interface OpenCorrection {
  readonly id: string
  readonly number: string
  readonly openedAt: Instant
}

/** The corrections of these rows that are still open. */
export async function openCorrections(
  house: House,
  tx: Tx,
  hospitalId: string,
  family: readonly string[],
): Promise<readonly OpenCorrection[]> {
  const rows = await run<{ id: string; number: Buffer; openedAt: Instant }>(
    tx,
    `select id, number, opened_at from patient.correction
     where hospital_id = $1 and patient_id = any($2::uuid[]) and closed_at is null order by opened_at, id`,
    [hospitalId, [...family]],
  )
  return rows.map(row => ({ ...row, number: house.cipher.decipher(row.number) }))
}

interface Judgement {
  readonly patientId: string
  readonly family: readonly string[]
  readonly before: readonly Phone[]
  readonly after: readonly Phone[]
  readonly source: CheckSource
}

/**
 * Keeps what was found out about numbers (核对记录), in the transaction of the change: each judgement with its date and source; a wrong
 * number opens a correction (补正任务), and a number that is put right closes its own. The patient's row is locked by the caller.
 */
export async function keepJudgement(house: House, { tx, tell }: Work, caller: Caller, asked: Judgement): Promise<void> {
  const { hospitalId } = caller
  const { patientId, source } = asked
  const at = house.clock.now().toString()
  const open = await openCorrections(house, tx, hospitalId, asked.family)
  for (const { number, state } of judged(asked.before, asked.after)) {
    await tx
      .insertInto('patient.phone_check')
      .values({
        hospitalId,
        id: house.ids.next(),
        patientId,
        number: house.cipher.encipher(number),
        state,
        source,
        at,
        byPerson: caller.personId,
      })
      .execute()
    tell({
      action: 'patient.phone-checked',
      subject: { kind: 'patient', id: patientId },
      patientId,
      facts: { state, source },
    })
    if (state !== 'wrong' || open.some(one => phoneKey(one.number) === phoneKey(number))) continue
    const id = house.ids.next()
    await tx
      .insertInto('patient.correction')
      .values({
        hospitalId,
        id,
        patientId,
        number: house.cipher.encipher(number),
        source,
        openedAt: at,
        openedBy: caller.personId,
        closedAt: null,
        closedBy: null,
        outcome: null,
      })
      .execute()
    tell({
      action: 'patient.correction-opened',
      subject: { kind: 'patient', id: patientId },
      patientId,
      facts: { correction: id },
    })
  }
  for (const one of open) {
    const outcome = mendedBy(one.number, asked.after)
    if (outcome !== null) await closeCorrection(house, { tx, tell }, caller, { id: one.id, patientId, outcome })
  }
}

export async function closeCorrection(
  house: House,
  { tx, tell }: Work,
  caller: Caller,
  asked: {
    readonly id: string
    readonly patientId: string
    readonly outcome: 'verified' | 'replaced' | 'none-found'
    readonly reason?: string
  },
): Promise<void> {
  await run(
    tx,
    `update patient.correction set closed_at = $3, closed_by = $4, outcome = $5
     where hospital_id = $1 and id = $2 and closed_at is null`,
    [caller.hospitalId, asked.id, house.clock.now().toString(), caller.personId, asked.outcome],
  )
  tell({
    action: 'patient.correction-closed',
    subject: { kind: 'patient', id: asked.patientId },
    patientId: asked.patientId,
    facts: { correction: asked.id, outcome: asked.outcome },
    ...(asked.reason !== undefined && { detail: { reason: asked.reason } }),
  })
}
