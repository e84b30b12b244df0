import { createHash } from 'node:crypto'
import type { Caller } from '#kernel/caller.ts'
import type { Action, Events } from '#kernel/event.ts'
import type { Instant } from '#kernel/time.ts'
import type { Cipher } from '#platform/cipher.ts'
import { isoOf, places, run, type Tx } from '#platform/database.ts'
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
  /** The enciphered part of a row, readable. */
  detail(row: { readonly detail: Uint8Array | null }): Readonly<Record<string, unknown>>
}

const COLUMNS = 16
const ROWS_AT_ONCE = 50

/** `insert` of so many journal rows, whose parameters start at `$first`. */
const journalInsert = (first: number, rows: number): string => `
  insert into platform.journal (hospital_id, id, at, kind, action, actor_kind, actor_id, session_id, subject_kind, subject_id,
    version, patient_id, unit_id, facts, detail, digest)
  values ${places(first, rows, COLUMNS)}`

/** `insert` of the journal rows that lie in `parameter` as `journalRecords` makes them, as far as `condition` lets them. */
export const journalFrom = (parameter: string, condition: string): string => `
  insert into platform.journal (hospital_id, id, at, kind, action, actor_kind, actor_id, session_id, subject_kind, subject_id,
    version, patient_id, unit_id, facts, detail, digest)
  select hospital_id, id, at, kind, action, actor_kind, actor_id, session_id, subject_kind, subject_id, version, patient_id, unit_id,
    facts::json, detail, digest
  from json_to_recordset(${parameter}::json) as j (request integer, hospital_id uuid, id uuid, at timestamptz, kind text, action text,
    actor_kind text, actor_id uuid, session_id uuid, subject_kind text, subject_id uuid, version integer, patient_id uuid, unit_id uuid,
    facts text, detail bytea, digest bytea)
  where ${condition}`

/** Journal rows as plain JSON, for `journalFrom`. Facts go as the text that the digest is made of. */
export const journalRecords = (
  cipher: Cipher,
  ids: Ids,
  caller: Caller,
  entries: readonly Entry[],
  at: Instant,
): readonly { [column: string]: unknown }[] =>
  entries.map(entry => {
    const row = rowOf(cipher, ids, caller, entry, at)
    return {
      hospital_id: row.hospitalId,
      id: row.id,
      at: isoOf(row.at),
      kind: row.kind,
      action: row.action,
      actor_kind: row.actorKind,
      actor_id: row.actorId,
      session_id: row.sessionId,
      subject_kind: row.subjectKind,
      subject_id: row.subjectId,
      version: row.version,
      patient_id: row.patientId,
      unit_id: row.unitId,
      facts: row.facts,
      detail: row.detail === null ? null : hex(row.detail),
      digest: hex(digestOf(row)),
    }
  })

/** Bytes as PostgreSQL reads them from JSON. */
export const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`

export function journalWith(cipher: Cipher, ids: Ids): Journal {
  const values = (caller: Caller, entries: readonly Entry[], at: Instant) =>
    entries.flatMap(entry => {
      const row = rowOf(cipher, ids, caller, entry, at)
      return [
        row.hospitalId,
        row.id,
        isoOf(row.at),
        row.kind,
        row.action,
        row.actorKind,
        row.actorId,
        row.sessionId,
        row.subjectKind,
        row.subjectId,
        row.version,
        row.patientId,
        row.unitId,
        row.facts,
        row.detail,
        digestOf(row),
      ]
    })
  return {
    async write(tx, caller, entries, at) {
      for (let from = 0; from < entries.length; from += ROWS_AT_ONCE) {
        const some = entries.slice(from, from + ROWS_AT_ONCE)
        await run(tx, journalInsert(1, some.length), values(caller, some, at))
      }
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
