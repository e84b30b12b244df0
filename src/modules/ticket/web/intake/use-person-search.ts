import { useEffect, useState } from 'react'
import { searchPatients } from '#modules/patient/contract.ts'
import { ApiProblem, call } from '#ui/client.ts'
import type { PatientRow } from './draft.ts'

const PAUSE = 150
/** One Chinese character, or two letters or digits. */
export const isEnough = (text: string): boolean => /\p{Script=Han}/u.test(text) || text.trim().length >= 2

export interface PersonSearch {
  readonly found: readonly PatientRow[]
  readonly isReading: boolean
  readonly problem: ApiProblem | null
}

/** People by the one search box; what was typed goes in the body of a request, never into an address. */
export function usePersonSearch(text: string, isOff = false): PersonSearch {
  const asked = isOff || !isEnough(text) ? '' : text.trim()
  const [answer, setAnswer] = useState<Omit<PersonSearch, 'isReading'> & { readonly asked: string }>({
    found: [],
    problem: null,
    asked: '',
  })
  useEffect(() => {
    if (asked === '') return undefined
    const stopping = new AbortController()
    const timer = setTimeout(() => {
      call(searchPatients, { body: { q: asked } }, { signal: stopping.signal }).then(
        ({ items }) => setAnswer({ found: items, problem: null, asked }),
        (error: unknown) => {
          if (error instanceof ApiProblem) setAnswer({ found: [], problem: error, asked })
        },
      )
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      stopping.abort()
    }
  }, [asked])
  if (asked === '') return { found: [], problem: null, isReading: false }
  return { found: answer.found, problem: answer.problem, isReading: answer.asked !== asked }
}
