import { useWords } from '#ui/language.ts'
import { useReader } from '#ui/touch/kiosk/use-reader.ts'
import { Notice } from '#ui/touch/notice.tsx'
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
    </Screen>
  )
}
