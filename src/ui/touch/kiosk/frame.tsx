import { type ReactNode, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { setLanguage, useLanguage, useWords } from '#ui/language.ts'
import { nextSize, onReading, reading, setReading } from '#ui/reading.ts'
import { Button } from '../button.tsx'
import { touchWords } from '../words.ts'
import { kioskWords } from './words.ts'
import '../touch.css'
import './kiosk.css'

interface KioskFrameProps {
  /** The hospital, and where the machine stands. */
  readonly brand: string
  readonly place: string
  readonly title: string
  /** Who stands here, masked; null before that is known. */
  readonly who?: string | null
  /** The telephone of the desk, for whoever needs a person. */
  readonly phone: string
  readonly onBack?: (() => void) | null
  /** Ends the visit: there on every screen but the first. */
  readonly onLeave?: (() => void) | null
  readonly acts?: ReactNode
  readonly children: ReactNode
}

/** A screen of a kiosk: whose hospital, one question, its acts, the way back, and where help is. It begins at its title. */
export function KioskFrame(props: KioskFrameProps) {
  const { brand, place, title, who, phone, onBack, onLeave, acts, children } = props
  const say = useWords(kioskWords)
  return (
    <div className="k-page">
      <header className="k-head screen-only">
        <div>
          <p className="t-brand">{brand}</p>
          <p className="t-hint">{place}</p>
        </div>
        <KioskTools />
      </header>
      <main className="k-main screen-only">
        <Title key={title} text={title} />
        {who && <p className="k-who">{say('who', { name: who })}</p>}
        {children}
      </main>
      <footer className="k-foot screen-only">
        {acts && <div className="k-acts">{acts}</div>}
        <div className="k-ways">
          {onBack && <Button onPress={onBack}>{say('back')}</Button>}
          <p className="t-hint">
            {say('help')} <span className="figures k-phone">{phone}</span>
          </p>
          {onLeave && (
            <Button kind="danger" onPress={onLeave}>
              {say('leave')}
            </Button>
          )}
        </div>
      </footer>
    </div>
  )
}

/** A screen begins at its title, for the reader and the keyboard, before anybody can type. */
function Title({ text }: { readonly text: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h1 className="t-title" ref={heading} tabIndex={-1}>
      {text}
    </h1>
  )
}

/** 大字 · 高对比 · English; the next person finds them as they were. */
function KioskTools() {
  const say = useWords(touchWords)
  const { size, contrast } = useSyncExternalStore(onReading, reading)
  const other = useLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <div className="t-tools" role="group" aria-label={say('read.tools')}>
      <Button onPress={() => setReading({ size: nextSize(size) })}>{say(`read.size-${size}`)}</Button>
      <Button
        isPressed={contrast === 'high'}
        onPress={() => setReading({ contrast: contrast === 'high' ? 'standard' : 'high' })}
      >
        {say('read.contrast')}
      </Button>
      <span lang={other}>
        <Button onPress={() => setLanguage(other)}>{say('frame.language')}</Button>
      </span>
    </div>
  )
}
