import type { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { type House, transact } from '#platform/house.ts'
import type { searchPatients as endpoint, MatchedBy } from '../contract.ts'
import { type KeyUse, queryKeys } from '../rules/search-keys.ts'
import { searchByKeys } from './find.ts'
import { rowOf } from './masked.ts'
import { todayOf } from './today.ts'

type Page = Answer<typeof endpoint>

const ROWS = 20

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
    const found = await searchByKeys(house, tx, caller.hospitalId, queryKeys(asked.q), ROWS + 1)
    const shown = found.slice(0, ROWS)
    if (shown.length > 0)
      tell({
        action: 'patient.searched',
        kind: 'read',
        subject: { kind: 'patient-search', id: house.ids.next() },
        facts: { patients: shown.map(one => one.stored.id) },
      })
    const today = todayOf(house)
    const items = shown
      .toSorted((a, b) => b.stored.seenAt.epochMilliseconds - a.stored.seenAt.epochMilliseconds)
      .map(({ stored, use }) => ({
        ...rowOf(stored, today),
        matchedBy: use === 'person' ? ('name' as const) : MATCHED_BY[use],
      }))
    return { items, more: found.length > ROWS }
  })
