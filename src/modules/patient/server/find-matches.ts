import type { z } from 'zod'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Match } from '../contract.ts'
import { type Likeness, likeness } from '../rules/duplicate.ts'
import { type PersonEntry, readEntry } from '../rules/entry.ts'
import type { Person } from '../rules/person.ts'
import { searchKeys } from '../rules/search-keys.ts'
import { findByKeys } from './find.ts'
import { rowOf } from './masked.ts'
import { spellingsOf } from './pinyin.ts'
import { loadPersons, type Stored } from './store.ts'
import { todayOf } from './today.ts'

/** Somebody who may be the same person, and why. */
export interface Found extends Likeness {
  readonly stored: Stored
}

const LOOKED_AT = 20

/** Who may be this person already (查重): by ID number, by name, birthday and sex, by phone; certain ones first. */
export async function findMatches(
  house: House,
  tx: Tx,
  hospitalId: string,
  person: Person,
  except: readonly string[],
): Promise<Found[]> {
  const keys = searchKeys(person, [], []).filter(({ use }) => use === 'document' || use === 'person' || use === 'phone')
  const hits = await findByKeys(house, tx, hospitalId, keys, LOOKED_AT)
  const ids = [...new Set(hits.map(hit => hit.id))].filter(id => !except.includes(id))
  if (ids.length === 0) return []
  const self = { person, spellings: spellingsOf(person.name) }
  return (await loadPersons(house, tx, hospitalId, ids))
    .flatMap(stored => {
      const like = likeness(self, { person: stored.person, spellings: spellingsOf(stored.person.name) })
      return like === null ? [] : [{ stored, ...like }]
    })
    .toSorted(
      (a, b) =>
        a.certainty.localeCompare(b.certainty) || b.stored.seenAt.epochMilliseconds - a.stored.seenAt.epochMilliseconds,
    )
}

export const matchOf = (house: House, { stored, certainty, reasons }: Found): z.output<typeof Match> => ({
  patient: rowOf(stored, todayOf(house)),
  certainty,
  reasons: [...reasons],
})

/** Who is known by the document of this entry, and whether by a similar name (证件核对); null where nobody is, or what was entered cannot be read. */
export async function knownByDocument(
  house: House,
  tx: Tx,
  hospitalId: string,
  entry: PersonEntry,
): Promise<{ readonly id: string; readonly isSimilar: boolean } | null> {
  const matches = await findMatches(house, tx, hospitalId, readEntry(entry, todayOf(house)), [])
  const certain = matches.find(match => match.certainty === 'certain')
  return certain === undefined ? null : { id: certain.stored.id, isSimilar: !certain.reasons.includes('other-name') }
}
