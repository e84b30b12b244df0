import type { Cipher } from '#platform/cipher.ts'
import type { Identifier, Person } from '../rules/person.ts'
import { type SearchKey, searchKeys } from '../rules/search-keys.ts'
import { readingsOf } from './pinyin.ts'

const useOf = (use: SearchKey['use']): string => `patient ${use}`

/** What a person is found by, as keyed hashes under the current key: nobody can read them, or make them without the key (SEC-04). */
export function tokensOf(cipher: Cipher, person: Person, identifiers: readonly Identifier[]): Buffer[] {
  const keys = searchKeys(person, identifiers, readingsOf(person.name))
  return keys.map(key => currentToken(cipher, useOf(key.use), key.text))
}

/** The hashes under which a key may stand, the current key's first: rows that were written before a rotation are found too. */
export const tokensFor = (cipher: Cipher, key: SearchKey): Buffer[] => cipher.tokens(useOf(key.use), key.text)

/** A number of a system, for the unique look-up. */
export const identifierTokens = (cipher: Cipher, identifier: Identifier): Buffer[] =>
  cipher.tokens('patient identifier', identifier.value)

function currentToken(cipher: Cipher, use: string, text: string): Buffer {
  const [token] = cipher.tokens(use, text)
  if (token === undefined) throw new Error('there is no key')
  return token
}
