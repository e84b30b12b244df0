import { createHash } from 'node:crypto'
import type { Caller } from '#kernel/caller.ts'
import type { Action, Events } from '#kernel/event.ts'
import type { Instant } from '#kernel/time.ts'
import type { Cipher } from '#platform/cipher.ts'
import { run, type Tx } from '#platform/database.ts'
import type { Ids } from '#platform/ids.ts'

/** What a use case tells the journal (操作留痕, SYS-03): the event, what it was about, why, and what a person must be able to read later. */
export interface Entry<A extends Action = Action> {
  readonly action: A
  readonly subject: { readonly kind: string; readonly id: string }
  readonly kind?: 'change' | 'read' | 'refusal'
  /** The version that the subject has after it. */
  readonly version?: number
  readonly patientId?: string | null
  readonly unitId?: string | null
  readonly facts: Events[A]
  /** Words and before/after values; enciphered. */
  readonly detail?: Readonly<Record<string, unknown>>
  /** When it happened, where that is not the moment of writing: an escalation belongs to its due time. */
  readonly at?: Instant
}

export interface JournalRow {
  readonly hospitalId: string
  readonly id: string
  readonly at: Instant
  readonly kind: string
  readonly action: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly sessionId: string | null
  readonly subjectKind: string
  readonly subjectId: string
  readonly version: number | null
  readonly patientId: string | null
  readonly unitId: string | null
  /** JSON, as it was written. */
  readonly facts: string
  readonly detail: Buffer | null
}

/** Writes rows into the journal, in the transaction of the change they tell of. */
export interface Journal {
  write(tx: Tx, caller: Caller, entries: readonly Entry[], at: Instant): Promise<void>
  /** The same rows as the columns of `journalInsert`, for a statement that does everything at once. */
  columns(caller: Caller, entries: readonly Entry[], at: Instant): readonly unknown[]
  /** The enciphered part of a row, readable. */
  detail(row: { readonly detail: Uint8Array | null }): Readonly<Record<string, unknown>>
}

/** `insert` of journal rows whose columns start at parameter `$first`: 15 arrays, in the order of `columns`. */
export const journalInsert = (first: number): string => `
  insert into platform.journal (hospital_id, id, at, kind, action, actor_kind, actor_id, session_id, subject_kind, subject_id,
    version, patient_id, unit_id, facts, detail, digest)
  select * from unnest($${first}::uuid[], $${first + 1}::uuid[], $${first + 2}::timestamptz[], $${first + 3}::text[],
    $${first + 4}::text[], $${first + 5}::text[], $${first + 6}::uuid[], $${first + 7}::uuid[], $${first + 8}::text[],
    $${first + 9}::uuid[], $${first + 10}::int[], $${first + 11}::uuid[], $${first + 12}::uuid[], $${first + 13}::json[],
    $${first + 14}::bytea[], $${first + 15}::bytea[])`

const INSERT = journalInsert(1)

export function journalWith(cipher: Cipher, ids: Ids): Journal {
  const columns = (caller: Caller, entries: readonly Entry[], at: Instant) => {
    const rows = entries.map(entry => rowOf(cipher, ids, caller, entry, at))
    const column = (value: (row: JournalRow) => unknown) => rows.map(value)
    return [
      column(row => row.hospitalId),
      column(row => row.id),
      column(row => row.at.toString()),
      column(row => row.kind),
      column(row => row.action),
      column(row => row.actorKind),
      column(row => row.actorId),
      column(row => row.sessionId),
      column(row => row.subjectKind),
      column(row => row.subjectId),
      column(row => row.version),
      column(row => row.patientId),
      column(row => row.unitId),
      column(row => row.facts),
      column(row => row.detail),
      column(digestOf),
    ]
  }
  return {
    columns,
    async write(tx, caller, entries, at) {
      if (entries.length > 0) await run(tx, INSERT, columns(caller, entries, at))
    },
    detail: row => (row.detail === null ? {} : cipher.decipherJson(row.detail)),
  }
}

function rowOf(cipher: Cipher, ids: Ids, caller: Caller, entry: Entry, at: Instant): JournalRow {
  const detail =
    entry.detail === undefined || Object.keys(entry.detail).length === 0 ? null : cipher.encipherJson(entry.detail)
  return {
    hospitalId: caller.hospitalId,
    id: ids.next(),
    at: entry.at ?? at,
    kind: entry.kind ?? 'change',
    action: entry.action,
    actorKind: caller.kind,
    actorId: caller.personId,
    sessionId: caller.sessionId,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    version: entry.version ?? null,
    patientId: entry.patientId ?? null,
    unitId: entry.unitId ?? null,
    facts: JSON.stringify(entry.facts),
    detail,
  }
}

/** The fingerprint of a row: any column changed by any hand gives another (SEC-03). Times count in milliseconds. */
export function digestOf(row: JournalRow): Buffer {
  const parts = [
    row.hospitalId,
    row.id,
    String(row.at.epochMilliseconds),
    row.kind,
    row.action,
    row.actorKind,
    row.actorId ?? '',
    row.sessionId ?? '',
    row.subjectKind,
    row.subjectId,
    row.version === null ? '' : String(row.version),
    row.patientId ?? '',
    row.unitId ?? '',
    row.facts,
    row.detail?.toString('base64') ?? '',
  ]
  return createHash('sha256')
    .update(parts.map(part => `${part.length}:${part}`).join(''))
    .digest()
}
