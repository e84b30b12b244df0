import { useQueryClient } from '@tanstack/react-query'
import type { Answer, AnyEndpoint } from '#kernel/endpoint.ts'
import { type Sender, useSend } from '#ui/use-send.ts'
import {
  listDelegations,
  listPeople,
  listRegister,
  readCalendar,
  readCoverage,
  readPerson,
  readPositions,
  readRecord,
  readSeats,
  readStaffing,
  readStatements,
  readUnits,
  whoAmI,
} from '../contract.ts'

const READ = [
  readUnits,
  readCoverage,
  readStaffing,
  listPeople,
  readPerson,
  readRecord,
  listRegister,
  readCalendar,
  readPositions,
  readSeats,
  readStatements,
  listDelegations,
  whoAmI,
]

/** One act on the organisation; what the desk has read of it is read again. */
export function useStaffAct<E extends AnyEndpoint>(endpoint: E, done?: (answer: Answer<E>) => void): Sender<E> {
  const queries = useQueryClient()
  return useSend(endpoint, answer => {
    for (const { id } of READ) void queries.invalidateQueries({ queryKey: [id] })
    done?.(answer)
  })
}
