import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Answer } from '#kernel/endpoint.ts'
import { type ApiProblem, call } from '#ui/client.ts'
import { useLive } from '#ui/live.ts'
import { listTickets } from '../../contract.ts'
import type { Row, View } from '../ticket.ts'

export interface Matters {
  readonly rows: readonly Row[]
  readonly problem: ApiProblem | null
  readonly isLoading: boolean
  readonly hasMore: boolean
  readonly isReadingMore: boolean
  readonly more: () => void
  readonly again: () => void
}

/** The matters of a view, the next clock first, page after page; read again when any matter changes somewhere. */
export function useMatters(view: View, unit: string | null = null, isOff = false): Matters {
  const query = useInfiniteQuery<
    Answer<typeof listTickets>,
    ApiProblem,
    { pages: Answer<typeof listTickets>[] },
    readonly unknown[],
    string | null
  >({
    queryKey: [listTickets.id, view, unit],
    queryFn: ({ pageParam, signal }) =>
      call(
        listTickets,
        { query: { view, ...(unit ? { unit } : {}), ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: null,
    getNextPageParam: last => last.next,
    placeholderData: keepPreviousData,
    enabled: !isOff,
  })
  useLive('ticket', null, () => {
    if (!isOff) void query.refetch()
  })
  return {
    rows: query.data?.pages.flatMap(page => page.items) ?? [],
    problem: query.error,
    isLoading: query.isPending && !isOff,
    hasMore: query.hasNextPage,
    isReadingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
    again: () => void query.refetch(),
  }
}
