import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answer, AnyEndpoint, Sending } from '#kernel/endpoint.ts'
import { type ApiProblem, call } from '#ui/client.ts'
import { answerKey } from '#ui/desk/use-answer.ts'

/** A list that is read page by page, each by the key where the one before ended. */
export function usePages<E extends AnyEndpoint>(endpoint: E, sentFor: (after: string | undefined) => Sending<E>) {
  const [asked, setAsked] = useState<readonly (string | undefined)[]>([undefined])
  const results = useQueries({
    queries: asked.map(after => {
      const sent = sentFor(after)
      return {
        queryKey: answerKey(endpoint, sent),
        queryFn: ({ signal }: { signal: AbortSignal }) => call(endpoint, sent, { signal }),
      }
    }),
  })
  const pages = results.flatMap(result => (result.data === undefined ? [] : [result.data as Answer<E>]))
  const next = (pages.at(-1) as { readonly next?: string | null } | undefined)?.next ?? null
  return {
    pages,
    problem: (results.find(result => result.error)?.error ?? null) as ApiProblem | null,
    isLoading: results.some(result => result.isFetching),
    more: next === null ? null : () => setAsked([...asked, next]),
    again: () => {
      for (const result of results) void result.refetch()
    },
  }
}
