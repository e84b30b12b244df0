import { keepPreviousData, type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AnyEndpoint, Answer, Sending } from '#kernel/endpoint.ts'
import { type ApiProblem, call } from '#ui/client.ts'
import { useLive } from '#ui/live.ts'

export interface Reading<E extends AnyEndpoint> {
  readonly answer: Answer<E> | null
  /** The last reading failed; an older answer may still be there. */
  readonly problem: ApiProblem | null
  readonly isLoading: boolean
  readonly again: () => void
  /** Shows an answer that came from an act, without reading again. */
  readonly put: (answer: Answer<E>) => void
}
export interface ReadOptions {
  /** Read again when this matter changes somewhere; `id: null` means any of the subject. */
  readonly live?: { readonly subject: string; readonly id: string | null }
  readonly isOff?: boolean
  /** Show the answer to the last question while the next is asked (lists that are filtered). */
  readonly keepsPrevious?: boolean
}

/** The name of an answer among what the desk has read. */
export const answerKey = <E extends AnyEndpoint>(endpoint: E, sent: Sending<E>): QueryKey => [endpoint.id, sent]

/** Reads one endpoint and keeps it fresh. */
export function useAnswer<E extends AnyEndpoint>(endpoint: E, sent: Sending<E>, options: ReadOptions = {}): Reading<E> {
  const { live, isOff = false, keepsPrevious = false } = options
  const queries = useQueryClient()
  const queryKey = answerKey(endpoint, sent)
  const query = useQuery<Answer<E>, ApiProblem>({
    queryKey,
    queryFn: ({ signal }) => call(endpoint, sent, { signal }),
    enabled: !isOff,
    ...(keepsPrevious ? { placeholderData: keepPreviousData } : {}),
  })
  const again = () => void query.refetch()
  useLive(live?.subject ?? '', live?.id ?? null, () => {
    if (live && !isOff) again()
  })
  return {
    answer: query.data ?? null,
    problem: query.error,
    isLoading: query.isPending && !isOff,
    again,
    put: answer => queries.setQueryData(queryKey, answer),
  }
}
