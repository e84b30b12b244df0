import { useEffect, useState } from 'react'
import { useWords } from '#ui/language.ts'
import { IdleDialog } from '#ui/touch/kiosk/idle-dialog.tsx'
import { useIdle } from '#ui/touch/kiosk/use-idle.ts'
import { Loading } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import { beginKioskVisit } from '../../contract.ts'
import { Check } from './check.tsx'
import { Doctor, Time, Unit } from './choose.tsx'
import { Done } from './done.tsx'
import { Home } from './home.tsx'
import { Mine } from './mine.tsx'
import { Screen, Why } from './screen.tsx'
import type { Because, Kiosk, Step, StepTools } from './steps.ts'
import { Register, Unknown, Who, You } from './who.tsx'
import { visitWords } from './words.ts'
import './visits.css'

interface VisitProps {
  readonly kiosk: Kiosk
  readonly wasOver: boolean
  readonly leave: (because: Because, wasOver?: boolean) => void
}

/** One person's way through the screens; what they know of the person is in this state, and goes with it. */
export function Visit({ kiosk, wasOver, leave }: VisitProps) {
  const [step, go] = useState<Step>({ at: 'home' })
  // Who only made the type larger and went away leaves it for nobody.
  const [isTouched, setTouched] = useState(false)
  const isBegun = step.at !== 'home'
  const left = useIdle(kiosk, isBegun || isTouched || wasOver, () => leave('idle'))
  const over = () => leave('left', true)
  return (
    <div onClickCapture={() => setTouched(true)}>
      {step.at === 'home' ? (
        <Home
          kiosk={kiosk}
          wasOver={wasOver}
          onErrand={errand => go({ at: 'who', errand, way: 'document' })}
          onCard={number => go({ at: 'card', errand: 'arrive', number })}
        />
      ) : (
        <StepScreen step={step} tools={{ kiosk, go, leave, over }} />
      )}
      {left !== null && isBegun && <IdleDialog seconds={left} onLeave={() => leave('left')} />}
    </div>
  )
}

interface StepScreenProps {
  readonly step: Exclude<Step, { at: 'home' }>
  readonly tools: StepTools
}

function StepScreen({ step, tools }: StepScreenProps) {
  switch (step.at) {
    case 'card':
      return <ByCard step={step} {...tools} />
    case 'who':
      return <Who key={step.way} step={step} {...tools} />
    case 'unknown':
      return <Unknown step={step} {...tools} />
    case 'register':
      return <Register step={step} {...tools} />
    case 'you':
      return <You step={step} {...tools} />
    case 'mine':
      return <Mine step={step} {...tools} />
    case 'unit':
      return <Unit step={step} {...tools} />
    case 'doctor':
      return <Doctor step={step} {...tools} />
    case 'time':
      return <Time step={step} {...tools} />
    case 'check':
      return <Check step={step} {...tools} />
    case 'done':
      return <Done step={step} {...tools} />
  }
}

const RESIDENT = /^(\d{15}|\d{17}[\dXx])$/

/** A card was held to the reader on the first screen: who it is, before anything else. */
function ByCard({ step, kiosk, go, leave, over }: StepTools & { readonly step: Extract<Step, { at: 'card' }> }) {
  const say = useWords(visitWords)
  const { errand, number } = step
  const way = RESIDENT.test(number) ? ('document' as const) : ('card' as const)
  const { send, problem } = useSend(beginKioskVisit, visit => go({ at: 'you', errand, visit }))
  useEffect(() => void send({ body: { way, number } }), [send, way, number])
  useEffect(() => {
    if (problem?.code === 'kiosk-person-unknown' && way === 'document') go({ at: 'unknown', errand, number })
  }, [problem, way, errand, number, go])
  return (
    <Screen
      kiosk={kiosk}
      title={say('who.title')}
      onBack={() => go({ at: 'who', errand, way })}
      onLeave={() => leave('left')}
    >
      {problem ? (
        <Why problem={problem} onAgain={() => send({ body: { way, number } })} onOver={over} />
      ) : (
        <Loading rows={3} />
      )}
    </Screen>
  )
}
