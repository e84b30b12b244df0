import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { AnyEndpoint, Answer } from '#kernel/endpoint.ts'
import { answerKey } from '#ui/desk/use-answer.ts'
import { type Sender, useSend } from '#ui/use-send.ts'
import { countTickets, listTickets, openTicket } from '../../contract.ts'
import type { Line, Ticket } from '../ticket.ts'
import { noteOwn } from './own-changes.ts'

/** Reads a matter and the lists again, at once, after an act of this desk. */
export function useRefresh(): (id: string) => void {
  const queries = useQueryClient()
  return useCallback(
    (id: string) => {
      void queries.invalidateQueries({ queryKey: answerKey(openTicket, { params: { id } }) })
      void queries.invalidateQueries({ queryKey: [listTickets.id] })
      void queries.invalidateQueries({ queryKey: [countTickets.id] })
    },
    [queries],
  )
}

/** One act on one matter: sends it, and shows what came of it everywhere on this desk. */
export function useAct<E extends AnyEndpoint>(endpoint: E, id: string, done?: (answer: Answer<E>) => void): Sender<E> {
  const refresh = useRefresh()
  return useSend(endpoint, answer => {
    const version: unknown = (answer as { version?: unknown }).version
    if (typeof version === 'number') noteOwn(id, version)
    refresh(id)
    done?.(answer)
  })
}

/** What a person had seen of a matter when they began to fill in a dialog. */
export interface Seen {
  /** To be sent: a change that has not been looked at is refused by the house. */
  readonly version: number
  /** What others did meanwhile. */
  readonly since: readonly Line[]
  readonly isOld: boolean
  readonly look: () => void
}

export function useSeen(ticket: Ticket): Seen {
  const now = () => ({ version: ticket.version, last: ticket.line.at(-1)?.id ?? '' })
  const [seen, setSeen] = useState(now)
  return {
    version: seen.version,
    since: ticket.line.filter(line => line.id > seen.last),
    isOld: ticket.version !== seen.version,
    look: () => setSeen(now()),
  }
}
