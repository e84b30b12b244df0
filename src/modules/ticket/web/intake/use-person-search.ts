import { useEffect, useState } from 'react'
import { searchPatients } from '#modules/patient/contract.ts'
import { ApiProblem, call } from '#ui/client.ts'
import type { PatientRow } from './draft.ts'

const PAUSE = 150
/** One Chinese character, or two letters or digits. */
const isEnough = (text: string): boolean => /\p{Script=Han}/u.test(text) || text.trim().length >= 2

export interface PersonSearch {
  readonly found: readonly PatientRow[]
  readonly isReading: boolean
  readonly problem: ApiProblem | null
}

/** People by the one search box; what was typed goes in the body of a request, never into an address. */
export function usePersonSearch(text: string, isOff = false): PersonSearch {
  const [state, setState] = useState<PersonSearch & { readonly asked: string }>({ found: [], isReading: false, problem: null, asked: '' })
  const asked = text.trim()
  useEffect(() => {
    if (isOff || !isEnough(asked)) {
      setState({ found: [], isReading: false, problem: null, asked })
      return
    }
    const stopping = new AbortController()
    setState(before => ({ ...before, isReading: true, problem: null }))
    const timer = setTimeout(() => {
      call(searchPatients, { body: { q: asked } }, { signal: stopping.signal }).then(
        answer => setState({ found: answer.items, isReading: false, problem: null, asked }),
        (error: unknown) => {
          if (error instanceof ApiProblem) setState({ found: [], isReading: false, problem: error, asked })
        },
      )
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      stopping.abort()
    }
  }, [asked, isOff])
  return { ...state, isReading: state.isReading || (isEnough(asked) && state.asked !== asked) }
}
