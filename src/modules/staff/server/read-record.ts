import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { maskIdNumber } from '#kernel/masking.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import type { addQualification, readRecordFile as readingFile, readRecord as reading } from '../contract.ts'
import { clinicalYears, lacksOf } from '../rules/register.ts'
import { dayOf } from './organisation.ts'
import { type Identity, type QualificationRow, qualificationsOf, recordOf } from './record-store.ts'
import { personOf } from './store.ts'

export type RecordView = Answer<typeof reading>

const todayOf = (house: House): string => dayOf(house.clock.now(), house.hospital.zone)

export const qualificationView = (
  house: House,
  row: QualificationRow,
  today: string,
): Answer<typeof addQualification> => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  numberMasked: row.number === null ? null : maskIdNumber(house.cipher.decipher(row.number)),
  obtainedOn: row.obtainedOn,
  expiresOn: row.expiresOn,
  isOver: row.expiresOn !== null && row.expiresOn < today,
})

/** The register of a person as it stands in a transaction, masked. */
export async function recordView(tx: Tx, house: House, personId: string): Promise<RecordView> {
  const hospitalId = house.hospital.id
  const today = todayOf(house)
  const person = await personOf(tx, hospitalId, personId)
  const row = await recordOf(tx, hospitalId, personId)
  const files = await run<{ id: string; kind: RecordView['files'][number]['kind']; name: Buffer; addedAt: Instant }>(
    tx,
    `select id, kind, name, added_at from staff.record_file where hospital_id = $1 and person_id = $2
     order by added_at desc, id desc limit 100`,
    [hospitalId, personId],
  )
  const document = row?.identity ? house.cipher.decipherJson<Identity>(row.identity).document : null
  const since = row?.clinicalSince ?? null
  return {
    person: { id: person.id, name: person.name },
    version: row?.version ?? 0,
    employer: row?.employer ?? 'hospital',
    contractor: row?.contractor ?? null,
    documentMasked: document === null ? null : maskIdNumber(document),
    clinicalSince: since,
    clinicalYears: clinicalYears(since, today),
    badgeNumber: row?.badgeNumber ?? null,
    agentNumber: row?.agentNumber ?? null,
    eligible: row?.eligible ?? null,
    checkedOn: row?.checkedOn ?? null,
    checkedBy: row?.checkedBy ?? null,
    undertakingOn: row?.undertakingOn ?? null,
    inductionOn: row?.inductionOn ?? null,
    lacks: [...lacksOf(row ?? null)],
    qualifications: (await qualificationsOf(tx, hospitalId, personId)).map(one => qualificationView(house, one, today)),
    files: files.map(one => ({
      id: one.id,
      kind: one.kind,
      name: house.cipher.decipher(one.name),
      addedAt: one.addedAt.toString(),
    })),
    today,
  }
}

/** The staff register of one person (人员档案, ORG-06); opening it is kept. */
export const readRecord =
  (house: House) =>
  async (caller: Caller, { id }: { readonly id: string }): Promise<RecordView> => {
    const view = await house.database.transact(tx => recordView(tx, house, id))
    await tellRead(house, caller, {
      action: 'staff.record-opened',
      subject: { kind: 'staff', id },
      facts: { what: 'record' },
    })
    return view
  }

/** The document or a licence number, whole, for a reason that is kept (SEC-05). */
export const unmaskRecord =
  (house: House) =>
  async (
    caller: Caller,
    asked: {
      readonly id: string
      readonly field: 'document' | 'licence-number'
      readonly qualificationId: string | null
      readonly reason: string
    },
  ): Promise<{ value: string }> => {
    const value = await house.database.transact(async tx => {
      const hospitalId = house.hospital.id
      await personOf(tx, hospitalId, asked.id)
      if (asked.field === 'document') {
        const row = await recordOf(tx, hospitalId, asked.id)
        return row?.identity ? house.cipher.decipherJson<Identity>(row.identity).document : null
      }
      const number = (await qualificationsOf(tx, hospitalId, asked.id)).find(
        one => one.id === asked.qualificationId,
      )?.number
      return number ? house.cipher.decipher(number) : null
    })
    if (value === null) throw new Problem('not-found')
    await tellRead(house, caller, {
      action: 'staff.record-unmasked',
      subject: { kind: 'staff', id: asked.id },
      facts: { field: asked.field },
      detail: { reason: asked.reason },
    })
    return { value }
  }

/** One paper of the register; opening it is kept. */
export const readRecordFile =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly id: string; readonly fileId: string },
  ): Promise<Answer<typeof readingFile>> => {
    const row = await house.database.transact(tx =>
      tx
        .selectFrom('staff.record_file')
        .selectAll()
        .where('hospitalId', '=', house.hospital.id)
        .where('personId', '=', asked.id)
        .where('id', '=', asked.fileId)
        .executeTakeFirst(),
    )
    if (row === undefined) throw new Problem('not-found')
    await tellRead(house, caller, {
      action: 'staff.record-opened',
      subject: { kind: 'staff', id: asked.id },
      facts: { what: 'file' },
    })
    return {
      name: house.cipher.decipher(row.name),
      type: row.type,
      data: house.cipher.decipher(row.content),
    }
  }
