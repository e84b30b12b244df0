import { useEffect } from 'react'
import { Qr } from '#ui/qr.tsx'
import { useWords } from '#ui/language.ts'
import { useReader } from '#ui/touch/kiosk/use-reader.ts'
import { Notice } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { readZoneCode } from '../../contract.ts'
import { Screen } from './screen.tsx'
import type { Errand, Kiosk } from './steps.ts'
import { visitWords } from './words.ts'

interface HomeProps {
  readonly kiosk: Kiosk
  /** The last visit ended while nobody pressed anything. */
  readonly wasOver: boolean
  readonly onErrand: (errand: Errand) => void
  readonly onCard: (number: string) => void
}

const ERRANDS = ['arrive', 'onsite', 'book'] as const

/** What somebody comes for; whoever holds a card to the reader is known at once. */
export function Home({ kiosk, wasOver, onErrand, onCard }: HomeProps) {
  const say = useWords(visitWords)
  useReader(true, onCard)
  return (
    <Screen kiosk={kiosk} title={say('home.title')} onLeave={null}>
      {wasOver && <Notice>{say('over.text')}</Notice>}
      <div className="k-tiles">
        {ERRANDS.map(errand => (
          <button key={errand} type="button" className="k-tile" onClick={() => onErrand(errand)}>
            <strong>{say(`home.${errand}`)}</strong>
            <span>{say(`home.${errand}-hint`)}</span>
          </button>
        ))}
      </div>
      <p className="t-hint">{say('home.card')}</p>
      <PhoneCode />
    </Screen>
  )
}

/** Soon enough that the code on the screen is never over. */
const AGAIN_MS = 60_000

/** What a phone reads to check in here (手机扫码报到); a photograph of it is over some minutes later. */
function PhoneCode() {
  const say = useWords(visitWords)
  const { answer, again } = useAnswer(readZoneCode, {})
  useEffect(() => {
    const timer = setInterval(again, AGAIN_MS)
    return () => clearInterval(timer)
  }, [again])
  if (!answer) return null
  return (
    <div className="k-code">
      <Qr text={answer.url} label={say('home.phone')} size="7em" />
      <p>{say('home.phone-hint')}</p>
    </div>
  )
}
