import { useCallback, useEffect, useRef, useState } from 'react'
import type { AnyEndpoint, Answer, Sending } from '#kernel/endpoint.ts'
import { ApiProblem, call } from '#ui/client.ts'
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
  /** Read again when this matter changes somewhere. */
  readonly live?: { readonly subject: string; readonly id: string | null }
}

/** Reads one endpoint and keeps it fresh; the touch apps' small brother of the desk's. */
export function useAnswer<E extends AnyEndpoint>(
  endpoint: E,
  sent: Sending<E>,
  { live }: ReadOptions = {},
): Reading<E> {
  const key = JSON.stringify(sent)
  const [last, setLast] = useState<{ of: string; answer: Answer<E> | null; problem: ApiProblem | null }>()
  const asked = useRef(0)

  const again = useCallback(() => {
    const turn = (asked.current += 1)
    call(endpoint, JSON.parse(key) as Sending<E>).then(
      fresh => {
        if (turn === asked.current) setLast({ of: key, answer: fresh, problem: null })
      },
      (error: unknown) => {
        if (turn !== asked.current || !(error instanceof ApiProblem)) return
        setLast(before => ({ of: key, answer: before?.of === key ? before.answer : null, problem: error }))
      },
    )
  }, [endpoint, key])
  const put = useCallback(
    (fresh: Answer<E>) => {
      asked.current += 1
      setLast({ of: key, answer: fresh, problem: null })
    },
    [key],
  )

  useEffect(() => {
    again()
    return () => void (asked.current += 1)
  }, [again])
  useLive(live?.subject ?? '', live?.id ?? null, live ? again : () => {})
  const { answer = null, problem = null } = last?.of === key ? last : {}
  return { answer, problem, isLoading: answer === null && problem === null, again, put }
}
