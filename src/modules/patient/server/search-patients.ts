import type { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { type House, transact } from '#platform/house.ts'
import type { MatchedBy, searchPatients as endpoint } from '../contract.ts'
import { type KeyUse, queryKeys } from '../rules/search-keys.ts'
import { findByKeys, type Hit } from './find.ts'
import { rowOf } from './masked.ts'
import { loadPersons } from './store.ts'

type Page = Answer<typeof endpoint>

const ROWS = 20
/** One person may be found by a name that two rows of theirs share. */
const HITS = ROWS * 2 + 1

const MATCHED_BY: Readonly<Record<Exclude<KeyUse, 'person'>, z.output<typeof MatchedBy>>> = {
  name: 'name',
  letters: 'pinyin',
  phone: 'phone',
  'phone-tail': 'phone-tail',
  document: 'document',
  'document-tail': 'document-tail',
  card: 'card',
}

/**
 * The one search box (患者检索): masked rows, the newest contact first, 20 at most. One row of kind `read` names whom it showed
 * (SEC-03). An idempotency key has no meaning here.
 */
export const searchPatients = (house: House, caller: Caller, asked: { readonly q: string }): Promise<Page> =>
  transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const hits = await findByKeys(house, tx, caller.hospitalId, queryKeys(asked.q), HITS)
    const first = new Map<string, Hit>()
    for (const hit of hits.toSorted((a, b) => b.rankedAt.epochMilliseconds - a.rankedAt.epochMilliseconds))
      if (!first.has(hit.id)) first.set(hit.id, hit)
    const shown = [...first.values()].slice(0, ROWS)
    const people = await loadPersons(
      house,
      tx,
      caller.hospitalId,
      shown.map(hit => hit.id),
    )
    if (people.length > 0)
      tell({
        action: 'patient.searched',
        kind: 'read',
        subject: { kind: 'patient-search', id: house.ids.next() },
        facts: { patients: people.map(one => one.id) },
      })
    const items = people
      .toSorted((a, b) => b.seenAt.epochMilliseconds - a.seenAt.epochMilliseconds || (a.id < b.id ? 1 : -1))
      .map(stored => ({ ...rowOf(house, stored), matchedBy: matchedBy(first.get(stored.id)) }))
    return { items, more: first.size > ROWS }
  })

const matchedBy = (hit: Hit | undefined): z.output<typeof MatchedBy> =>
  hit === undefined || hit.use === 'person' ? 'name' : MATCHED_BY[hit.use]
