import { Link, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { ApiProblem } from '#ui/client.ts'
import { Failure, Notice } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { frameWords } from './words.ts'

/** An address that leads nowhere. */
export function Missing() {
  const say = useWords(frameWords)
  return (
    <Notice>
      <p>
        <strong>{say('missing.title')}</strong>
      </p>
      <p>{say('missing.do')}</p>
      <Link to="/">{say('missing.home')}</Link>
    </Notice>
  )
}

/** A screen that broke: the frame around it stays. */
export function Broken({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const say = useWords(frameWords)
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  if (error instanceof ApiProblem) return <Failure problem={error} onRetry={again} />
  return (
    <Notice tone="late">
      <p>
        <strong>{say('broken.title')}</strong>
      </p>
      <p>{say('broken.safe')}</p>
      <Button onClick={again}>{say('broken.again')}</Button>
    </Notice>
  )
}
