import { useAnswer } from '#ui/desk/use-answer.ts'
import { searchPatients } from '../contract.ts'
import { queryKeys } from '../rules/search-keys.ts'
import { useSettled } from './use-settled.ts'

const PAUSE = 150

/** People by what was typed; it goes in the body of a request, never into an address. */
export function usePatientSearch(text: string) {
  const typed = text.trim()
  const asked = useSettled(typed, PAUSE)
  const isEnough = queryKeys(asked).length > 0
  const reading = useAnswer(searchPatients, { body: { q: asked } }, { isOff: !isEnough, keepsPrevious: true })
  return { ...reading, answer: isEnough ? reading.answer : null, isReading: typed !== asked || reading.isLoading }
}
