import { useQueryClient } from '@tanstack/react-query'
import type { Answer, AnyEndpoint } from '#kernel/endpoint.ts'
import type { ApiProblem } from '#ui/client.ts'
import { useWords } from '#ui/language.ts'
import { type Sender, useSend } from '#ui/use-send.ts'
import {
  type checkPerson,
  listContacts,
  listCorrections,
  listDuplicates,
  listMerges,
  openPatient,
  readPhoneChecks,
  searchPatients,
} from '../contract.ts'
import { patientWords } from './words.ts'

export type Patient = Answer<typeof openPatient>
export type PatientRow = Answer<typeof searchPatients>['items'][number]
export type Match = Answer<typeof checkPerson>['matches'][number]

/** 女 · 78 岁 · 138****8000: enough to tell two people apart, and no more. */
export function useDescribed(): (
  row: Pick<PatientRow, 'sex' | 'age'> & { readonly phoneMasked?: string | null },
) => string {
  const say = useWords(patientWords)
  return row =>
    [
      row.sex === 'unknown' ? null : say(`sex.${row.sex}`),
      row.age === null ? null : say('age', { age: row.age }),
      row.phoneMasked,
    ]
      .filter(Boolean)
      .join(' · ')
}

const READ = [openPatient, searchPatients, listDuplicates, listMerges, listCorrections, listContacts, readPhoneChecks]

/** One act on a patient; what the desk has read of patients is read again. */
export function usePatientAct<E extends AnyEndpoint>(endpoint: E, done?: (answer: Answer<E>) => void): Sender<E> {
  const queries = useQueryClient()
  return useSend(endpoint, answer => {
    for (const { id } of READ) void queries.invalidateQueries({ queryKey: [id] })
    done?.(answer)
  })
}

/** The sentence for the field of a body, `document/number`: of the rules, which point at one, or of the contract. */
export const refusalAt = (problem: ApiProblem | null, field: string): string | undefined =>
  problem?.facts['pointer'] === `/body/${field}` ? problem.title : problem?.at(field)
