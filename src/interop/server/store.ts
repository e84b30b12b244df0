import type { Selectable } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import { type Database, run, type Tx } from '#platform/database.ts'
import type { MessageTable } from './tables.ts'

export type StoredMessage = Selectable<MessageTable>

/** What is known of a message when its bytes are kept. */
export interface Arrived
  extends Pick<
    StoredMessage,
    | 'hospitalId'
    | 'id'
    | 'receivedAt'
    | 'peer'
    | 'raw'
    | 'length'
    | 'charset'
    | 'sender'
    | 'controlId'
    | 'type'
    | 'trigger'
    | 'processingId'
    | 'hl7Version'
  > {
  /** Hashes of its bytes, the current key's first. */
  readonly digests: readonly Buffer[]
  readonly dueAt: Instant
}

/** Keeps the bytes of a message, committed by itself before anything else is done with it. */
export const insertMessage = (database: Database, arrived: Arrived): Promise<unknown> =>
  database.statement(
    `insert into interop.message (hospital_id, id, received_at, peer, raw, digest, length, charset, sender, control_id, type,
       trigger, processing_id, hl7_version, state, attempts, due_at, same_id_other_bytes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'received', 0, $15,
       $10 <> '' and exists (select from interop.message
         where hospital_id = $1 and control_id = $10 and sender = $9 and digest <> all($16::bytea[])))`,
    [
      arrived.hospitalId,
      arrived.id,
      arrived.receivedAt.toString(),
      arrived.peer,
      arrived.raw,
      arrived.digests[0],
      arrived.length,
      arrived.charset,
      arrived.sender,
      arrived.controlId,
      arrived.type,
      arrived.trigger,
      arrived.processingId,
      arrived.hl7Version,
      arrived.dueAt.toString(),
      arrived.digests,
    ],
  )

/** The message, locked: nobody else settles it until the transaction ends. */
export const lockMessage = (tx: Tx, hospitalId: string, id: string): Promise<StoredMessage | undefined> =>
  tx
    .selectFrom('interop.message')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const readMessage = (tx: Tx, hospitalId: string, id: string): Promise<StoredMessage | undefined> =>
  tx
    .selectFrom('interop.message')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', id)
    .executeTakeFirst()

/** The same message, taken before: same sender, MSH-10 and bytes. */
export const findTaken = (
  tx: Tx,
  message: StoredMessage,
  digests: readonly Buffer[],
): Promise<Pick<StoredMessage, 'id' | 'answer' | 'patientId'> | undefined> =>
  tx
    .selectFrom('interop.message')
    .select(['id', 'answer', 'patientId'])
    .where('hospitalId', '=', message.hospitalId)
    .where('controlId', '=', message.controlId)
    .where('sender', '=', message.sender)
    .where('digest', 'in', [...digests])
    .where('state', 'in', ['applied', 'parked'])
    .where('id', '<>', message.id)
    .executeTakeFirst()

/** Instants as the text that is written. */
type Written<T> = { [K in keyof T]: T[K] extends Instant | null ? T[K] | string : T[K] }

export async function saveMessage(
  tx: Tx,
  message: Pick<StoredMessage, 'hospitalId' | 'id'>,
  changed: Partial<Written<Omit<StoredMessage, 'hospitalId' | 'id' | 'raw' | 'digest'>>>,
): Promise<void> {
  const values = Object.fromEntries(
    Object.entries(changed).map(([name, value]) => [name, isInstant(value) ? value.toString() : value]),
  )
  await tx
    .updateTable('interop.message')
    .set(values)
    .where('hospitalId', '=', message.hospitalId)
    .where('id', '=', message.id)
    .execute()
}

const isInstant = (value: unknown): value is Instant =>
  typeof value === 'object' && value !== null && 'epochMilliseconds' in value

/** Says what a parked message waits for; nothing where it waits no more. */
export async function replaceWaits(
  tx: Tx,
  { hospitalId, id }: Pick<StoredMessage, 'hospitalId' | 'id'>,
  tokens: readonly Buffer[],
): Promise<void> {
  await tx.deleteFrom('interop.waiting').where('hospitalId', '=', hospitalId).where('messageId', '=', id).execute()
  if (tokens.length === 0) return
  await tx
    .insertInto('interop.waiting')
    .values(tokens.map(token => ({ hospitalId, token, messageId: id })))
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** Makes what waits for one of `tokens` due, and names it in the order in which it came. */
export async function wake(tx: Tx, hospitalId: string, tokens: readonly Buffer[], at: Instant): Promise<string[]> {
  if (tokens.length === 0) return []
  const rows = await run<{ id: string }>(
    tx,
    `update interop.message m set due_at = $3::timestamptz from (
       select distinct message_id from interop.waiting where hospital_id = $1 and token = any($2::bytea[])) as w
     where m.hospital_id = $1 and m.id = w.message_id and m.state = 'parked' returning m.id`,
    [hospitalId, tokens, at.toString()],
  )
  return rows.map(row => row.id).toSorted()
}

const AT_ONCE = 100

/** What has come due, the oldest first; each is moved on and counted before it is tried, so that no try goes on for ever. */
export const claimDue = (
  tx: Tx,
  hospitalId: string,
  at: Instant,
  again: Instant,
): Promise<Pick<StoredMessage, 'id' | 'attempts' | 'state'>[]> =>
  run(
    tx,
    `update interop.message m set attempts = attempts + 1, due_at = $3::timestamptz from (
       select id from interop.message where hospital_id = $1 and due_at <= $2::timestamptz
       order by due_at, id limit ${AT_ONCE} for update skip locked) as due
     where m.hospital_id = $1 and m.id = due.id returning m.id, m.attempts, m.state`,
    [hospitalId, at.toString(), again.toString()],
  )
