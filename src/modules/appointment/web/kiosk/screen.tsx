import { type ReactNode, useEffect } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { useWords } from '#ui/language.ts'
import { KioskFrame } from '#ui/touch/kiosk/frame.tsx'
import { Notice, Refused } from '#ui/touch/notice.tsx'
import { useLatest } from '#ui/use-latest.ts'
import type { Kiosk, KioskVisit } from './steps.ts'
import { visitWords } from './words.ts'

interface ScreenProps {
  readonly kiosk: Kiosk
  readonly title: string
  readonly visit?: KioskVisit | null
  readonly onBack?: (() => void) | null
  readonly onLeave: (() => void) | null
  readonly acts?: ReactNode
  readonly children: ReactNode
}

/** A screen of this machine. */
export const Screen = ({ kiosk, visit, ...screen }: ScreenProps) => (
  <KioskFrame
    brand={kiosk.hospital.name}
    place={`${kiosk.name} · ${kiosk.place}`}
    phone={kiosk.hospital.phone}
    who={visit?.nameMasked ?? null}
    {...screen}
  />
)

const AGAIN_MS = 3_000

interface WhyProps {
  readonly problem: ApiProblem | null
  /** Does the same again, once the network is back; the same press is done once. */
  readonly onAgain: () => unknown
  readonly onOver: () => void
}

/** Why an act was refused. With the network down nothing is lost: it goes on by itself. A visit that is over clears the screen. */
export function Why({ problem, onAgain, onOver }: WhyProps) {
  const say = useWords(visitWords)
  const again = useLatest(onAgain)
  const over = useLatest(onOver)
  const isDown = problem?.isUnknown === true
  const isOver = problem?.code === 'kiosk-visit-over'
  useEffect(() => {
    if (!isDown) return
    const timer = setInterval(() => void again.current?.(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [isDown, again])
  useEffect(() => {
    if (isOver) over.current?.()
  }, [isOver, over])
  if (!problem || isOver) return null
  if (problem.code === 'booked-already') return <Notice tone="late">{say('doubled')}</Notice>
  if (!isDown) return <Refused problem={problem} />
  return (
    <Notice tone="late">
      <p>
        <strong>{say('net.title')}</strong>
      </p>
      <p>{say('net.safe')}</p>
    </Notice>
  )
}
