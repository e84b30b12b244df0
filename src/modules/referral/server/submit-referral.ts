import type { Caller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { knownByDocument } from '#modules/patient/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { type Doubt, lacksOf, packLacks, unpackLacks } from '../rules/completeness.ts'
import { mayFollow } from '../rules/referral.ts'
import { completeness } from '../settings.ts'
import { contentOf, entryOf, fieldsOf, personTokens, statedOf } from './content.ts'
import { referralNumber } from './number.ts'
import { about, changed, mine, mustBeVersion, save, settleRound, sqlInstant } from './store.ts'
import type { ReferralTable } from './tables.ts'

/**
 * Submits a referral (提交转诊, REF-01). What lacks something goes back at once with the fields named; what is complete gets its
 * number and stands in the priority list; where a person must look first it stands to be checked.
 */
export const submitReferral =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly version: number }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const row = await mine(tx, caller, asked.id)
      mustBeVersion(row, asked.version)
      mayFollow(row.status, 'submitted')
      const at = house.clock.now()
      const policy = await house.settings.at(caller.hospitalId, completeness, at)
      const fields = fieldsOf(house, row)
      const lacks = packLacks(
        lacksOf(row.type, await statedOf(house, fields, await countAttachments(tx, row)), policy.value),
      )
      const known = lacks.length > 0 ? null : await knownPerson(house, tx, row)
      const doubts: Doubt[] = lacks.length > 0 ? [] : await doubtsOf(house, tx, row, known)
      const submitted = await save(tx, row, {
        status: 'submitted',
        round: row.round + 1,
        lacks,
        doubts,
        note: null,
        patientId: known?.isSimilar === true ? known.id : null,
        submittedBy: caller.personId,
        submittedAt: sqlInstant(at),
      })
      await tx
        .insertInto('referral.round')
        .values({
          hospitalId: row.hospitalId,
          referralId: row.id,
          round: submitted.round,
          submittedAt: sqlInstant(at),
          submittedBy: caller.personId,
          policyVersion: policy.version,
          content: row.content,
          lacks,
          doubts,
          outcome: null,
          decidedAt: null,
          decidedBy: null,
          note: null,
        })
        .execute()
      tell({
        action: 'referral.submitted',
        ...about(submitted),
        facts: { institution: row.institutionId, type: row.type, round: submitted.round },
      })
      const answer = async (now: ReferralTable) => ({ ...changed(now), lacks: unpackLacks(lacks) })
      if (lacks.length > 0)
        return answer(await sendBack(house, tx, submitted, { by: null, at, lacks, note: null }, tell))
      if (doubts.length > 0) return answer(submitted)
      return answer(await accept(house, tx, submitted, { by: null, at }, tell))
    })

/** Who of the house's patients it is, where name and document were told. */
export async function knownPerson(house: House, tx: Tx, row: ReferralTable) {
  const content = contentOf(house, row)
  if (content.patientName === null || content.document === null) return null
  return knownByDocument(house, tx, row.hospitalId, entryOf(house, content))
}

async function countAttachments(tx: Tx, row: ReferralTable): Promise<number> {
  const [found] = await run<{ count: number }>(
    tx,
    'select count(*) as count from referral.attachment where hospital_id = $1 and referral_id = $2',
    [row.hospitalId, row.id],
  )
  return found?.count ?? 0
}

async function doubtsOf(
  house: House,
  tx: Tx,
  row: ReferralTable,
  known: { readonly isSimilar: boolean } | null,
): Promise<Doubt[]> {
  const repeated = await run(
    tx,
    `select 1 from referral.referral where hospital_id = $1 and person_token = any($2) and type = $3 and unit_id = $4 and id <> $5
       and status in ('submitted', 'accepted', 'booked') limit 1`,
    [row.hospitalId, personTokens(house, contentOf(house, row)), row.type, row.unitId, row.id],
  )
  return [
    ...(known !== null && !known.isSimilar ? (['identity'] as const) : []),
    ...(repeated.length > 0 ? (['repeated'] as const) : []),
  ]
}

interface Decided {
  /** The clerk; null for the house itself. */
  readonly by: string | null
  readonly at: Instant
}
type Tell = (entry: Entry) => void

/** Gives it back to the institution (退回), with what it lacks and what was said. */
export async function sendBack(
  house: House,
  tx: Tx,
  row: ReferralTable,
  { by, at, lacks, note }: Decided & { readonly lacks: string[]; readonly note: string | null },
  tell: Tell,
): Promise<ReferralTable> {
  mayFollow(row.status, 'returned')
  const words = note === null ? null : house.cipher.encipher(note)
  const now = await save(tx, row, { status: 'returned', lacks, note: words })
  await settleRound(tx, row, {
    outcome: 'returned',
    decidedAt: sqlInstant(at),
    decidedBy: by,
    lacks,
    note: words,
  })
  tell({
    action: 'referral.returned',
    ...about(now),
    facts: { round: row.round, lacks },
    ...(note !== null && { detail: { note } }),
  })
  return now
}

/** Takes it on (受理): its number, once, and its place among those that wait to be placed. */
export async function accept(
  house: House,
  tx: Tx,
  row: ReferralTable,
  { by, at, patientId }: Decided & { readonly patientId?: string | null },
  tell: Tell,
): Promise<ReferralTable> {
  mayFollow(row.status, 'accepted')
  const number = row.number ?? (await referralNumber(house, row.hospitalId, at))
  const now = await save(tx, row, {
    status: 'accepted',
    number,
    acceptedAt: row.acceptedAt === null ? sqlInstant(at) : row.acceptedAt,
    doubts: [],
    ...(patientId !== undefined && { patientId }),
  })
  await settleRound(tx, row, { outcome: 'accepted', decidedAt: sqlInstant(at), decidedBy: by })
  tell({
    action: 'referral.accepted',
    ...about(now),
    facts: { number, type: now.type, unit: now.unitId ?? '', urgency: now.urgency ?? 3 },
  })
  return now
}
