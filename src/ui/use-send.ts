import { useCallback, useRef, useState } from 'react'
import type { AnyEndpoint, Answer, Sending } from '#kernel/endpoint.ts'
import { ApiProblem, call, newKey } from '#ui/client.ts'
import { useLatest } from '#ui/use-latest.ts'

export interface Sender<E extends AnyEndpoint> {
  /** Sends; resolves to the answer, or to null when it was refused (then `problem` says why). */
  readonly send: (sent: Sending<E>) => Promise<Answer<E> | null>
  readonly isSending: boolean
  readonly problem: ApiProblem | null
  readonly forget: () => void
}

/**
 * One act of a person on one endpoint. A second press while it runs does nothing; pressed again after no answer came, it
 * goes with the same idempotency key, so it is done once.
 */
export function useSend<E extends AnyEndpoint>(endpoint: E, done?: (answer: Answer<E>) => void): Sender<E> {
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const running = useRef(false)
  const attempt = useRef<{ sent: string; key: string } | null>(null)
  const whenDone = useLatest(done)

  const send = useCallback(
    async (sent: Sending<E>): Promise<Answer<E> | null> => {
      if (running.current) return null
      running.current = true
      setSending(true)
      setProblem(null)
      const text = JSON.stringify(sent)
      if (attempt.current?.sent !== text) attempt.current = { sent: text, key: newKey() }
      try {
        const answer = await call(endpoint, sent, { key: attempt.current.key })
        attempt.current = null
        whenDone.current?.(answer)
        return answer
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error
        if (!error.isUnknown) attempt.current = null
        setProblem(error)
        return null
      } finally {
        running.current = false
        setSending(false)
      }
    },
    [endpoint, whenDone],
  )
  const forget = useCallback(() => setProblem(null), [])
  return { send, isSending, problem, forget }
}
