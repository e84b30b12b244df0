import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import type { Clock } from '#kernel/time.ts'
import { type Database, run, type Tx } from '#platform/database.ts'
import { digestOf, type JournalRow } from '#platform/journal.ts'
import type { Keys } from '#platform/keys.ts'

const ROWS_AT_ONCE = 5000
const ENTRY = 48
const START = { tx: '0', id: '00000000-0000-0000-0000-000000000000' }

interface Seal {
  readonly number: number
  readonly uptoTx: string
  readonly uptoId: string
  readonly entries: Buffer
  readonly previous: Buffer
  readonly hmac: Buffer
}

/**
 * Seals the rows that came since the last seal: their ids and digests, the seal before, an HMAC under a key that the database
 * does not hold. Of two processes that try at once, one wins. Returns how many rows it sealed.
 */
export async function sealJournal(
  house: { database: Database; clock: Clock; keys: Keys; sealFile: string | null },
  hospitalId: string,
) {
  const sealed = await house.database.transact(async tx => {
    const last = await lastSeal(tx, hospitalId)
    const [rows] = await run<{ tx: string; id: string; entries: Buffer }>(
      tx,
      `select (array_agg(tx order by tx desc, id desc))[1] as tx, (array_agg(id order by tx desc, id desc))[1] as id,
         string_agg(uuid_send(id) || digest, '' order by tx, id) as entries
       from (
         select tx, id, digest from platform.journal
         where hospital_id = $1 and (tx, id) > ($2::xid8, $3::uuid) and tx < platform.horizon()
         order by tx, id limit ${ROWS_AT_ONCE}
       ) as recent having count(*) > 0`,
      [hospitalId, last?.uptoTx ?? START.tx, last?.uptoId ?? START.id],
    )
    if (rows === undefined) return null
    const seal: Seal = {
      number: (last?.number ?? 0) + 1,
      uptoTx: rows.tx,
      uptoId: rows.id,
      entries: rows.entries,
      previous: last?.hmac ?? Buffer.alloc(0),
      hmac: Buffer.alloc(0),
    }
    const hmac = hmacOf(house.keys.current.seal, house.keys.current.version, hospitalId, seal)
    const won = await run(
      tx,
      `insert into platform.seal (hospital_id, number, at, upto_tx, upto_id, entries, previous, hmac)
       values ($1, $2, $3, $4::xid8, $5, $6, $7, $8) on conflict do nothing returning number`,
      [
        hospitalId,
        seal.number,
        house.clock.now().toString(),
        seal.uptoTx,
        seal.uptoId,
        seal.entries,
        seal.previous,
        hmac,
      ],
    )
    return won.length === 0 ? null : { number: seal.number, rows: seal.entries.length / ENTRY, hmac }
  })
  if (sealed !== null && house.sealFile !== null)
    await appendFile(house.sealFile, `${sealed.number} ${sealed.hmac.toString('hex')}\n`, { mode: 0o600 })
  return sealed?.rows ?? 0
}

async function lastSeal(tx: Tx, hospitalId: string): Promise<Seal | undefined> {
  const [seal] = await run<Seal>(
    tx,
    'select * from platform.seal where hospital_id = $1 order by number desc limit 1',
    [hospitalId],
  )
  return seal
}

/** The key's version stands in front of the HMAC, so that a rotated key still verifies. */
function hmacOf(key: KeyObject, version: number, hospitalId: string, seal: Seal): Buffer {
  const body = [
    hospitalId,
    String(seal.number),
    seal.uptoTx,
    seal.uptoId,
    seal.previous.toString('hex'),
    seal.entries.toString('hex'),
  ]
  return Buffer.concat([Buffer.of(version), createHmac('sha256', key).update(body.join('\n')).digest()])
}

export interface Finding {
  readonly kind: 'changed' | 'removed' | 'inserted' | 'seal-broken' | 'seal-missing'
  /** The journal row's id, or the seal's number. */
  readonly what: string
}

/** Checks every seal and every row under it, and names what was changed, removed or slipped in (SEC-03). */
export async function verifyJournal(
  house: { database: Database; keys: Keys },
  hospitalId: string,
): Promise<{ seals: number; rows: number; unsealed: number; findings: Finding[] }> {
  const findings: Finding[] = []
  let seals = 0
  let rows = 0
  let from = START
  let previous: Buffer = Buffer.alloc(0)
  for (;;) {
    const seal = await house.database.transact(async tx => {
      const [next] = await run<Seal>(
        tx,
        'select * from platform.seal where hospital_id = $1 and number > $2 order by number limit 1',
        [hospitalId, seals],
      )
      return next
    })
    if (seal === undefined) break
    if (seal.number !== seals + 1) findings.push({ kind: 'seal-missing', what: String(seals + 1) })
    seals = seal.number
    const key = house.keys.get(seal.hmac[0] ?? 0)
    const good = hmacOf(key.seal, key.version, hospitalId, seal)
    if (!seal.previous.equals(previous) || good.length !== seal.hmac.length || !timingSafeEqual(good, seal.hmac))
      findings.push({ kind: 'seal-broken', what: String(seal.number) })
    rows += seal.entries.length / ENTRY
    findings.push(...(await verifyRows(house.database, hospitalId, from, seal)))
    previous = seal.hmac
    from = { tx: seal.uptoTx, id: seal.uptoId }
  }
  const [open] = await house.database.transact(tx =>
    run<{ count: number }>(
      tx,
      'select count(*) from platform.journal where hospital_id = $1 and (tx, id) > ($2::xid8, $3::uuid)',
      [hospitalId, from.tx, from.id],
    ),
  )
  return { seals, rows, unsealed: open?.count ?? 0, findings }
}

async function verifyRows(database: Database, hospitalId: string, from: typeof START, seal: Seal): Promise<Finding[]> {
  const expected = new Map<string, Buffer>()
  for (let at = 0; at < seal.entries.length; at += ENTRY) {
    const id = seal.entries
      .subarray(at, at + 16)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    expected.set(id, seal.entries.subarray(at + 16, at + ENTRY))
  }
  const found = await database.transact(tx =>
    run<JournalRow & { digest: Buffer }>(
      tx,
      `select hospital_id, id, at, kind, action, actor_kind, actor_id, session_id, subject_kind, subject_id, version, patient_id,
         unit_id, facts::text as facts, detail, digest
       from platform.journal where hospital_id = $1 and (tx, id) > ($2::xid8, $3::uuid) and (tx, id) <= ($4::xid8, $5::uuid)`,
      [hospitalId, from.tx, from.id, seal.uptoTx, seal.uptoId],
    ),
  )
  const findings: Finding[] = []
  for (const row of found) {
    const digest = expected.get(row.id)
    expected.delete(row.id)
    if (digest === undefined) findings.push({ kind: 'inserted', what: row.id })
    else if (!digest.equals(digestOf(row)) || !digest.equals(row.digest))
      findings.push({ kind: 'changed', what: row.id })
  }
  for (const id of expected.keys()) findings.push({ kind: 'removed', what: id })
  return findings
}
