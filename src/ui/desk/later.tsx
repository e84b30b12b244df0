import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from '#ui/language.ts'
import { deskWords } from './words.ts'

interface LaterProps<Part> {
  /** A constant function with one `import()`. */
  readonly load: () => Promise<Part>
  readonly children: (part: Part) => ReactNode
  readonly waiting?: ReactNode
}

/**
 * A part of a screen whose program comes when it is first needed. Where it does not come, because the network broke off, the
 * screen stays as it is and it can be tried again.
 */
export function Later<Part>({ load, children, waiting = null }: LaterProps<Part>) {
  const say = useWords(deskWords)
  const [part, setPart] = useState<Part | null>(null)
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    if (hasFailed) return
    load().then(
      loaded => setPart(() => loaded),
      () => setFailed(true),
    )
  }, [load, hasFailed])
  if (part !== null) return children(part)
  if (!hasFailed) return waiting
  return (
    <div className="d-later" role="alert">
      {say('later.failed')} <Button onClick={() => setFailed(false)}>{say('later.again')}</Button>
    </div>
  )
}

const SOON = 2_000

/** Brings parts while nothing else is to be done, so that they are there when the network is not. */
export function bringSoon(...loads: readonly (() => Promise<unknown>)[]): () => void {
  const timer = setTimeout(() => {
    // What does not come now comes, or fails before the eyes of somebody, when it is needed.
    for (const load of loads) load().catch(() => {})
  }, SOON)
  return () => clearTimeout(timer)
}
