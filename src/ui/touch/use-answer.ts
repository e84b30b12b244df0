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
export function useAnswer<E extends AnyEndpoint>(endpoint: E, sent: Sending<E>, { live }: ReadOptions = {}): Reading<E> {
  const [answer, setAnswer] = useState<Answer<E> | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const asked = useRef(0)
  const key = JSON.stringify(sent)

  const again = useCallback(() => {
    const turn = (asked.current += 1)
    call(endpoint, JSON.parse(key) as Sending<E>).then(
      fresh => {
        if (turn !== asked.current) return
        setAnswer(fresh)
        setProblem(null)
      },
      (error: unknown) => {
        if (turn === asked.current && error instanceof ApiProblem) setProblem(error)
      },
    )
  }, [endpoint, key])
  const put = useCallback((fresh: Answer<E>) => {
    asked.current += 1
    setAnswer(fresh)
    setProblem(null)
  }, [])

  useEffect(() => {
    setAnswer(null)
    again()
    return () => void (asked.current += 1)
  }, [again])
  useLive(live?.subject ?? '', live?.id ?? null, live ? again : () => {})
  return { answer, problem, isLoading: answer === null && problem === null, again, put }
}
