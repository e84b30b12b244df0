import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import type { Instant } from '#kernel/time.ts'
import { banner } from '#modules/patient/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import type * as contract from '../contract.ts'
import type { Because, Outcome } from '../rules/message.ts'
import { NEWEST, PAGE, titleOf } from './list-messages.ts'

interface Row {
  readonly id: string
  readonly version: number
  readonly messageId: string
  readonly template: string
  readonly recipientMasked: string
  readonly toKind: 'patient' | 'person' | 'number'
  readonly patientId: string | null
  readonly aboutKind: string
  readonly aboutId: string
  readonly because: Because
  readonly code: string | null
  readonly urgent: boolean
  readonly madeAt: Instant
  readonly attempts: number
  readonly doneAt: Instant | null
  readonly doneBy: string | null
  readonly outcome: Outcome | null
  readonly note: Buffer | null
  readonly byPhone: boolean
  readonly answerBy: Instant | null
}

/** What a person must tell (电话告知): open ones, urgent and old first; done ones, the newest first. */
export const listTasks =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly done?: 'yes' | 'no' | undefined; readonly after?: string | undefined },
  ): Promise<Answer<typeof contract.listTasks>> => {
    const done = asked.done === 'yes'
    const key = done ? '(t.made_at, t.id)' : '(not m.urgent, t.made_at, t.id)'
    const rows = await house.database.transact(tx =>
      run<Row>(
        tx,
        `select t.*, m.template, m.recipient_masked, m.to_kind, m.patient_id, m.about_kind, m.about_id, m.urgent, m.by_phone, m.answer_by, d.code
         from notification.task t
         join notification.message m on m.hospital_id = t.hospital_id and m.id = t.message_id
         ${NEWEST}
         where t.hospital_id = $1 and t.done_at is ${done ? 'not null' : 'null'} and ($2::uuid is null or ${key} ${done ? '<' : '>'} (
           select ${key.replaceAll('t.', 't2.').replaceAll('m.', 'm2.').slice(1, -1)} from notification.task t2
           join notification.message m2 on m2.hospital_id = t2.hospital_id and m2.id = t2.message_id
           where t2.hospital_id = $1 and t2.id = $2::uuid))
         order by ${done ? 't.made_at desc, t.id desc' : 'not m.urgent, t.made_at, t.id'} limit ${PAGE + 1}`,
        [caller.hospitalId, asked.after ?? null],
      ),
    )
    const items = await Promise.all(rows.slice(0, PAGE).map(row => shown(house, caller, row)))
    await tellRead(house, caller, {
      action: 'message.listed',
      subject: { kind: 'message', id: caller.hospitalId },
      facts: { count: items.length },
    })
    return { items, next: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null }
  }

async function shown(
  house: House,
  caller: Caller,
  row: Row,
): Promise<Answer<typeof contract.listTasks>['items'][number]> {
  const { people } = await organisation(house)
  return {
    id: row.id,
    version: row.version,
    messageId: row.messageId,
    template: row.template,
    title: titleOf(row.template),
    recipientMasked: row.recipientMasked,
    toKind: row.toKind,
    patientId: row.patientId,
    about: { kind: row.aboutKind, id: row.aboutId },
    because: row.byPhone && row.because === 'no-address' ? 'by-phone' : row.because,
    dueAt: row.doneAt === null ? (row.answerBy?.toString() ?? null) : null,
    code: row.code,
    urgent: row.urgent,
    mayCall: row.patientId === null || (await banner(house, caller, row.patientId)).contact.mayCall,
    madeAt: row.madeAt.toString(),
    attempts: row.attempts,
    doneAt: row.doneAt?.toString() ?? null,
    doneBy: row.doneBy === null ? null : (people.get(row.doneBy)?.name ?? null),
    outcome: row.outcome,
    note: row.note === null ? null : house.cipher.decipher(row.note),
  }
}
