import { type Caller, canIn } from '#kernel/caller.ts'
import { maskIdNumber, maskName, maskPhone } from '#kernel/masking.ts'
import { Problem } from '#kernel/problem.ts'
import { ageOn } from '#modules/patient/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { tellOpened } from '#platform/reading.ts'
import { unpackLacks } from '../rules/completeness.ts'
import { attachmentsOf } from './attach-page.ts'
import { birthDateIn, contentOf, fieldsOf, type ReferralFields, todayOf } from './content.ts'
import { unitNamed } from './list-referrals.ts'
import { about, mine, sent } from './store.ts'
import type { PlacingTable, ReferralTable, RoundTable } from './tables.ts'

/** One referral for those who work on it (转诊详情), with how it was placed; the opening is kept. */
export const openReferral = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const { row, shared, placings } = await house.database.transact(async tx => {
    const row = await sent(tx, caller, 'referral:read', asked.id, false)
    return { row, shared: await sharedOf(house, tx, row), placings: await placingsOf(tx, row) }
  })
  await tellOpened(house, caller, { action: 'referral.opened', ...about(row), facts: { by: caller.kind } })
  const org = await organisation(house)
  const institution = org.units.get(row.institutionId)
  return {
    ...shared,
    fields: masked(shared.fields),
    age: ageOn(birthDateIn(house, shared.fields), todayOf(house)),
    institution: { ...unitNamed(org, row.institutionId), phone: institution?.phone ?? null },
    unit: row.unitId === null ? null : unitNamed(org, row.unitId),
    patientId: row.patientId,
    submittedBy: row.submittedBy === null ? null : (org.people.get(row.submittedBy)?.name ?? null),
    doubts: row.doubts,
    placings: placings.map(one => ({
      kind: one.kind,
      at: one.at.toString(),
      urgency: one.urgency,
      before: one.positionBefore,
      after: one.positionAfter,
      competing: one.competing,
      isFirst: one.isFirst,
    })),
    may: {
      work: canIn(caller, 'referral:work', row.unitId),
      answer: canIn(caller, 'referral:answer', row.unitId),
      write: row.channel !== 'portal' && canIn(caller, 'referral:submit', row.institutionId),
    },
  }
}

/** One referral of the own institution, with its slip (回执, REF-07); another institution's is not there. */
export const openOwnReferral = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const { row, shared } = await house.database.transact(async tx => {
    const row = await mine(tx, caller, asked.id, false)
    return { row, shared: await sharedOf(house, tx, row) }
  })
  await tellOpened(house, caller, { action: 'referral.opened', ...about(row), facts: { by: caller.kind } })
  const org = await organisation(house)
  return {
    ...shared,
    institution: unitNamed(org, row.institutionId),
    unit: row.unitId === null ? null : unitNamed(org, row.unitId),
    hospital: { name: house.hospital.name, phone: house.hospital.phone },
  }
}

/** What a screen of the house shows until somebody asks for a field with a reason (脱敏). */
const masked = (fields: ReferralFields): ReferralFields => ({
  ...fields,
  patientName: masking(fields.patientName, maskName),
  document: fields.document && { ...fields.document, number: maskIdNumber(fields.document.number) },
  birthDate: null,
  patientPhone: masking(fields.patientPhone, maskPhone),
  guardianName: masking(fields.guardianName, maskName),
  guardianPhone: masking(fields.guardianPhone, maskPhone),
})
const masking = (value: string | null, mask: (value: string) => string) => (value === null ? null : mask(value))

/** One field of the person, whole (查看明文, SEC-05): the reason is kept with it. */
export const unmaskReferral =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly field: Whole; readonly reason: string }) =>
    // A stored answer would be a second place where the value lies.
    transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
      const row = await sent(tx, caller, 'referral:read', asked.id, false)
      const content = contentOf(house, row)
      const value = asked.field === 'document' ? (content.document?.number ?? null) : content[asked.field]
      if (value === null) throw new Problem('not-found')
      tell({
        action: 'referral.unmasked',
        kind: 'read',
        ...about(row),
        facts: { field: asked.field },
        detail: { reason: asked.reason },
      })
      return { value }
    })
type Whole = 'patientName' | 'document' | 'patientPhone' | 'guardianName' | 'guardianPhone'

async function sharedOf(house: House, tx: Tx, row: ReferralTable) {
  const words = (enciphered: Buffer | null) => (enciphered === null ? null : house.cipher.decipher(enciphered))
  const files = await attachmentsOf(tx, row)
  const rounds = await run<RoundTable>(
    tx,
    'select * from referral.round where hospital_id = $1 and referral_id = $2 order by round desc limit 50',
    [row.hospitalId, row.id],
  )
  return {
    id: row.id,
    version: row.version,
    number: row.number,
    channel: row.channel,
    status: row.status,
    madeAt: row.madeAt.toString(),
    fields: fieldsOf(house, row),
    lacks: row.status === 'returned' ? unpackLacks(row.lacks) : [],
    note: words(row.note),
    attachments: files.map(one => ({
      id: one.id,
      name: house.cipher.decipher(one.name),
      type: one.type,
      bytes: one.bytes,
      at: one.at.toString(),
    })),
    rounds: rounds.map(one => ({
      round: one.round,
      submittedAt: one.submittedAt.toString(),
      outcome: one.outcome,
      decidedAt: one.decidedAt?.toString() ?? null,
      lacks: unpackLacks(one.lacks),
      note: words(one.note),
    })),
    slip: {
      acceptedAt: row.acceptedAt?.toString() ?? null,
      plannedAt: row.plannedAt?.toString() ?? null,
      plannedPlace: words(row.plannedPlace),
      stopped: row.stopped,
      waits: row.status === 'accepted' && row.waitingId !== null,
      arrivedAt: row.arrivedAt?.toString() ?? null,
      seenAt: row.seenAt?.toString() ?? null,
      summary: words(row.result),
      returnedAt: row.resultAt?.toString() ?? null,
    },
  }
}

const placingsOf = (tx: Tx, row: ReferralTable): Promise<PlacingTable[]> =>
  run<PlacingTable>(
    tx,
    'select * from referral.placing where hospital_id = $1 and referral_id = $2 order by at, id limit 50',
    [row.hospitalId, row.id],
  )
