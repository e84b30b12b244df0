import { hash } from 'node:crypto'
import type { Caller } from '#kernel/caller.ts'
import type { Action, Events } from '#kernel/event.ts'
import type { Instant } from '#kernel/time.ts'
import type { Cipher } from '#platform/cipher.ts'
import { bytea, type Columns, integer, rowsAs, text, timestamptz, uuid } from '#platform/columns.ts'
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
  /** The enciphered part of a row, readable. */
  detail(row: { readonly detail: Uint8Array | null }): Readonly<Record<string, unknown>>
}

/** A row with its fingerprint, ready to be written. */
export type SignedRow = JournalRow & { readonly digest: Buffer }

/** The row of an entry, for a statement that writes those of many requests. */
export function journalRow(cipher: Cipher, ids: Ids, caller: Caller, entry: Entry, at: Instant): SignedRow {
  const row = rowOf(cipher, ids, caller, entry, at)
  return Object.assign(row, { digest: digestOf(row) })
}

/** The columns of rows of the journal, in the order of `journalFrom`. */
const JOURNAL = {
  hospital_id: uuid((row: SignedRow) => row.hospitalId),
  id: uuid(row => row.id),
  at: timestamptz(row => row.at),
  kind: text(row => row.kind),
  action: text(row => row.action),
  actor_kind: text(row => row.actorKind),
  actor_id: uuid(row => row.actorId),
  session_id: uuid(row => row.sessionId),
  subject_kind: text(row => row.subjectKind),
  subject_id: uuid(row => row.subjectId),
  version: integer(row => row.version),
  patient_id: uuid(row => row.patientId),
  unit_id: uuid(row => row.unitId),
  facts: text(row => row.facts),
  detail: bytea(row => row.detail),
  digest: bytea(row => row.digest),
} satisfies Columns<SignedRow>

/** Rows of the journal as parameters of another statement, from `$first` on; `insert` writes them as far as `condition` lets them. */
export function journalFrom(first: number) {
  const rows = rowsAs(first, JOURNAL)
  return {
    ...rows,
    insert: (condition: string): string => `
  insert into platform.journal (hospital_id, id, at, kind, action, actor_kind, actor_id, session_id, subject_kind, subject_id,
    version, patient_id, unit_id, facts, detail, digest)
  select hospital_id, id, at, kind, action, actor_kind, actor_id, session_id, subject_kind, subject_id, version, patient_id, unit_id,
    facts::json, detail, digest
  from ${rows.table('j')}
  where ${condition}`,
  }
}

export function journalWith(cipher: Cipher, ids: Ids): Journal {
  const rows = journalFrom(1)
  const insert = rows.insert('true')
  return {
    async write(tx, caller, entries, at) {
      if (entries.length === 0) return
      const signed = entries.map(entry => journalRow(cipher, ids, caller, entry, at))
      await run(tx, insert, rows.values([signed]))
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
  return hash('sha256', parts.map(part => `${part.length}:${part}`).join(''), 'buffer')
}
