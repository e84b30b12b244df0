import type { z } from 'zod'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { readPlace, writePlace } from '#kernel/page-place.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Duplicate, listDuplicates as listEndpoint, listMerges as mergesEndpoint } from '../contract.ts'
import { type Candidate, survivorOf } from '../rules/merge.ts'
import { type Identifier, PERSON_FIELDS } from '../rules/person.ts'
import { findMatches } from './find-matches.ts'
import { identifiersOf } from './identifier.ts'
import { fieldOf, numbersOf, rowOf } from './masked.ts'
import { settleDuplicate } from './merge-patients.ts'
import { load, loadPersons, type Stored } from './store.ts'
import { todayOf } from './today.ts'

/**
 * Looks for others that may be this person and proposes the pairs (疑似重复, PAT-01). It runs after the commit, so of two desks
 * that register the same person at once, one is found out.
 */
export async function proposeDuplicates(house: House, tx: Tx, patientId: string): Promise<void> {
  const hospitalId = house.hospital.id
  const stored = await load(house, tx, hospitalId, patientId, false)
  if (stored === null) return
  const matches = await findMatches(house, tx, hospitalId, stored.person, [stored.id])
  // What no longer matches, because somebody mended it, is not asked again.
  await run(
    tx,
    `delete from patient.duplicate where hospital_id = $1 and state = 'open' and (one_id = $2 or other_id = $2)
       and not (one_id = any($3::uuid[]) or other_id = any($3::uuid[]))`,
    [hospitalId, stored.id, matches.map(match => match.stored.id)],
  )
  for (const match of matches) {
    const [low = '', high = ''] = [stored.id, match.stored.id].toSorted()
    const found = await run(
      tx,
      `insert into patient.duplicate (hospital_id, one_id, other_id, certainty, reasons, state, found_at)
       values ($1, $2, $3, $4, $5, 'open', $6) on conflict (hospital_id, one_id, other_id)
       do update set certainty = excluded.certainty, reasons = excluded.reasons
         where patient.duplicate.state = 'open'
           and (patient.duplicate.certainty, patient.duplicate.reasons) is distinct from (excluded.certainty, excluded.reasons)
       returning xmax = 0 as fresh`,
      [hospitalId, low, high, match.certainty, match.reasons, house.clock.now().toString()],
    )
    if ((found[0] as { fresh: boolean } | undefined)?.fresh !== true) continue
    await house.journal.write(
      tx,
      systemCaller(hospitalId),
      [
        {
          action: 'patient.duplicate-found',
          subject: { kind: 'patient-duplicate', id: stored.id },
          patientId: stored.id,
          facts: { otherId: match.stored.id, certainty: match.certainty },
        },
      ],
      house.clock.now(),
    )
  }
}

interface Pair {
  readonly oneId: string
  readonly otherId: string
  readonly certainty: 'certain' | 'likely'
  readonly reasons: z.output<typeof Duplicate>['reasons']
  readonly foundAt: { toString(): string }
}
const PAIRS_AT_ONCE = 20

/** Pairs that nobody has decided about, certain ones first; side by side, masked. */
export const listDuplicates = (
  house: House,
  caller: Caller,
  asked: { readonly after?: string | undefined; readonly patient?: string | undefined },
): Promise<Answer<typeof listEndpoint>> =>
  transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const { hospitalId } = caller
    const [certainty, foundAt, one, other] = readPlace(asked.after, 'word', 'instant', 'id', 'id')
    const pairs = await run<Pair>(
      tx,
      `select d.one_id, d.other_id, d.certainty, d.reasons, d.found_at from patient.duplicate d
       join patient.patient a on a.hospital_id = d.hospital_id and a.id = d.one_id and a.merged_into is null
       join patient.patient b on b.hospital_id = d.hospital_id and b.id = d.other_id and b.merged_into is null
       where d.hospital_id = $1 and d.state = 'open' and ($2::uuid is null or d.one_id = $2 or d.other_id = $2)
         and ($3::text is null or (d.certainty, d.found_at, d.one_id, d.other_id) > ($3, $4::timestamptz, $5::uuid, $6::uuid))
       order by d.certainty, d.found_at, d.one_id, d.other_id limit ${PAIRS_AT_ONCE + 1}`,
      [hospitalId, asked.patient ?? null, certainty ?? null, foundAt ?? null, one ?? null, other ?? null],
    )
    const shown = pairs.slice(0, PAIRS_AT_ONCE)
    const ids = [...new Set(shown.flatMap(pair => [pair.oneId, pair.otherId]))]
    const people = new Map((await loadPersons(house, tx, hospitalId, ids)).map(stored => [stored.id, stored]))
    const numbers = await identifiersOf(house, tx, hospitalId, ids)
    const visits = await run<{ patientId: string; count: number }>(
      tx,
      'select patient_id, count(*) from patient.visit where hospital_id = $1 and patient_id = any($2::uuid[]) group by patient_id',
      [hospitalId, ids],
    )
    const [first] = ids
    if (first !== undefined)
      tell({
        action: 'patient.opened',
        kind: 'read',
        subject: { kind: 'patient', id: first },
        facts: { what: 'duplicates', patients: ids },
      })
    const side = (id: string): Side | null => {
      const stored = people.get(id)
      if (stored === undefined) return null
      return { stored, numbers: numbers.get(id) ?? [], visits: visits.find(row => row.patientId === id)?.count ?? 0 }
    }
    const last = shown.at(-1)
    return {
      items: shown.flatMap(pair => {
        const [left, right] = [side(pair.oneId), side(pair.otherId)]
        return left === null || right === null ? [] : [shownPair(house, pair, left, right)]
      }),
      next:
        pairs.length > PAIRS_AT_ONCE && last !== undefined
          ? writePlace(last.certainty, last.foundAt.toString(), last.oneId, last.otherId)
          : null,
    }
  })

interface Side {
  readonly stored: Stored
  readonly numbers: readonly Identifier[]
  readonly visits: number
}

function shownPair(house: House, pair: Pair, left: Side, right: Side): z.output<typeof Duplicate> {
  const shown = ({ stored, numbers, visits }: Side) => ({
    ...rowOf(stored, todayOf(house)),
    version: stored.version,
    numbers: numbersOf(numbers),
    registeredAt: stored.registeredAt.toString(),
    visits,
  })
  return {
    one: shown(left),
    other: shown(right),
    certainty: pair.certainty,
    reasons: [...pair.reasons],
    fields: PERSON_FIELDS.map(field => ({
      field,
      one: fieldOf(left.stored.person, field),
      other: fieldOf(right.stored.person, field),
      same: JSON.stringify(left.stored.person[field]) === JSON.stringify(right.stored.person[field]),
    })),
    foundAt: pair.foundAt.toString(),
    survivorId: survivorOf(candidate(left), candidate(right)).id,
  }
}

const candidate = ({ stored, numbers }: Side): Candidate => ({
  ...stored,
  hasNumber: numbers.some(number => number.kind === 'patient-number' || number.kind === 'medical-record'),
})

/** These two are not one person (不是同一人). */
export const dismissDuplicate = (
  house: House,
  caller: Caller,
  asked: { readonly oneId: string; readonly otherId: string; readonly reason: string },
): Promise<{ oneId: string; otherId: string }> =>
  transact(house, caller, async ({ tx, tell }) => {
    const at = house.clock.now().toString()
    if (
      !(await settleDuplicate(tx, caller.hospitalId, asked.oneId, asked.otherId, 'dismissed', {
        at,
        by: caller.personId,
      }))
    )
      throw new Problem('not-found')
    tell({
      action: 'patient.duplicate-dismissed',
      subject: { kind: 'patient-duplicate', id: asked.oneId },
      patientId: asked.oneId,
      facts: { otherId: asked.otherId },
      detail: { reason: asked.reason },
    })
    return { oneId: asked.oneId, otherId: asked.otherId }
  })

interface MergeRow {
  readonly id: string
  readonly survivorId: string
  readonly survivorName: string
  readonly loserId: string
  readonly loserName: string
  readonly reason: Buffer
  readonly source: string
  readonly mergedAt: { toString(): string }
  readonly undoneAt: { toString(): string } | null
}

/** The merge log, the newest first. */
export const listMerges = (
  house: House,
  caller: Caller,
  asked: { readonly after?: string | undefined },
): Promise<Answer<typeof mergesEndpoint>> =>
  transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const [after] = readPlace(asked.after, 'id')
    const rows = await run<MergeRow>(
      tx,
      `select m.id, m.survivor_id, s.name_masked as survivor_name, m.loser_id, l.name_masked as loser_name, m.reason, m.source,
         m.merged_at, m.undone_at
       from patient.merge m
       join patient.patient s on s.hospital_id = m.hospital_id and s.id = m.survivor_id
       join patient.patient l on l.hospital_id = m.hospital_id and l.id = m.loser_id
       where m.hospital_id = $1 and ($2::uuid is null or m.id < $2) order by m.id desc limit ${PAIRS_AT_ONCE + 1}`,
      [caller.hospitalId, after ?? null],
    )
    const shown = rows.slice(0, PAIRS_AT_ONCE)
    const [first] = shown
    if (first !== undefined)
      tell({
        action: 'patient.opened',
        kind: 'read',
        subject: { kind: 'patient', id: first.survivorId },
        facts: { what: 'merges', patients: shown.flatMap(row => [row.survivorId, row.loserId]) },
      })
    return {
      items: shown.map(row => ({
        id: row.id,
        survivor: { id: row.survivorId, nameMasked: row.survivorName },
        loser: { id: row.loserId, nameMasked: row.loserName },
        reason: house.cipher.decipher(row.reason),
        source: row.source,
        mergedAt: row.mergedAt.toString(),
        undoneAt: row.undoneAt?.toString() ?? null,
      })),
      next: rows.length > PAIRS_AT_ONCE ? (shown.at(-1)?.id ?? null) : null,
    }
  })
