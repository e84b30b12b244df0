import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import type { Instant } from '#kernel/time.ts'
import { readPlace, writePlace } from '#kernel/page-place.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import type { listContacts as endpoint } from '../contract.ts'
import { contactActions, contactLine } from './contact-lines.ts'
import { familyOf, mustLoad } from './store.ts'

const AT_ONCE = 40

interface Row {
  readonly id: string
  readonly at: Instant
  readonly action: string
  readonly actorId: string | null
  readonly subjectId: string
  readonly facts: unknown
}

/**
 * Every contact with a person (服务轨迹, PAT-04), of all modules, as the journal has them: each once, the newest first; what happened to
 * a row that was merged follows the survivor. Changes only; a record that was read is no contact. The list is a reading that is kept.
 */
export async function listContacts(
  house: House,
  caller: Caller,
  asked: { readonly id: string; readonly after?: string | undefined },
): Promise<Answer<typeof endpoint>> {
  const { people } = await organisation(house)
  const [at, id] = readPlace(asked.after, 'instant', 'id')
  const { patientId, rows } = await house.database.transact(async tx => {
    const stored = await mustLoad(house, tx, caller.hospitalId, asked.id)
    const family = await familyOf(tx, caller.hospitalId, stored.id)
    return {
      patientId: stored.id,
      rows: await run<Row>(
        tx,
        `select id, at, action, actor_id, subject_id, facts from platform.journal
         where hospital_id = $1 and patient_id = any($2::uuid[]) and kind = 'change' and action = any($3::text[])
           and ($4::timestamptz is null or (at, id) < ($4::timestamptz, $5::uuid))
         order by at desc, id desc limit ${AT_ONCE + 1}`,
        [caller.hospitalId, family, contactActions(), at ?? null, id ?? null],
      ),
    }
  })
  await tellRead(house, caller, {
    action: 'patient.opened',
    subject: { kind: 'patient', id: patientId },
    patientId,
    facts: { what: 'contacts' },
  })
  const last = rows[AT_ONCE - 1]
  return {
    items: rows.slice(0, AT_ONCE).flatMap(row => {
      const line = contactLine(row.action, row.subjectId, row.facts)
      if (line === null) return []
      const by = row.actorId === null ? null : (people.get(row.actorId)?.name ?? null)
      return [{ id: row.id, at: row.at.toString(), ...line, by }]
    }),
    next: rows.length > AT_ONCE && last !== undefined ? writePlace(last.at.toString(), last.id) : null,
  }
}
