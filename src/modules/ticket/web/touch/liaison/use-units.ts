import { useEffect, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { findPublicUnits } from '#modules/directory/contract.ts'
import { readUnits } from '#modules/staff/contract.ts'
import { call } from '#ui/client.ts'

/** A department to which a share can go, with those who hold a post in it. */
export interface UnitChoice {
  readonly id: string
  readonly name: string
  readonly people: readonly { readonly id: string; readonly name: string; readonly onDuty: boolean }[]
}

const ABOVE: readonly string[] = ['hospital', 'campus', 'service-department', 'centre']
const SHOWN = 8
let known: readonly UnitChoice[] | null = null

/**
 * The departments and, for who is signed in, their people; a link reads the public directory. Kept while the page lives, so that
 * a lost network does not take them away. Null: not known.
 */
export function useUnits(isSignedIn: boolean): readonly UnitChoice[] | null {
  const [units, setUnits] = useState(known)
  useEffect(() => {
    const asking = new AbortController()
    read(isSignedIn, asking.signal).then(
      fresh => {
        known = fresh
        setUnits(fresh)
      },
      () => {
        // What is known already is good enough; else a share can still be declined.
      },
    )
    return () => asking.abort()
  }, [isSignedIn])
  return units
}

async function read(isSignedIn: boolean, signal: AbortSignal): Promise<readonly UnitChoice[]> {
  if (isSignedIn)
    return (await call(readUnits, {}, { signal })).units.filter(unit => !ABOVE.includes(unit.kind)).map(choiceOf)
  const { items } = await call(findPublicUnits, { query: {} }, { signal })
  return items.map(({ unitId, name }) => ({ id: unitId, name, people: [] }))
}

function choiceOf({ id, name, posts }: Answer<typeof readUnits>['units'][number]): UnitChoice {
  const people = new Map(
    posts.flatMap(post => post.holders.map(({ person, onDuty }) => [person.id, { ...person, onDuty }])),
  )
  return { id, name, people: [...people.values()].toSorted((a, b) => Number(b.onDuty) - Number(a.onDuty)) }
}

/** Some other departments whose name holds what was typed. */
export const unitsFor = (units: readonly UnitChoice[], own: string, typed: string): readonly UnitChoice[] =>
  units.filter(unit => unit.id !== own && unit.name.includes(typed.trim())).slice(0, SHOWN)
