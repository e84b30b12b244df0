import { useEffect, useId, useRef, useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from './button.tsx'
import { Refusal } from './field.tsx'
import { ActRow } from './page.tsx'
import { touchWords } from './words.ts'
import './touch.css'

interface SignaturePadProps {
  /** Gets the strokes as an SVG path, `M12 30L14 33…`, in a box that is 600 wide. */
  readonly onSigned: (path: string) => unknown
  /** The way for those who cannot draw, and for the keyboard. */
  readonly otherWay?: { readonly label: string; readonly onChoose: () => unknown }
  readonly isBusy?: boolean
}

const WIDTH = 600
const HEIGHT = 300
/** Points nearer than this to the last one add nothing to a signature. */
const NEAR = 3
/** So that the path stays well under what the house takes, 40,000 characters. */
const MOST_POINTS = 4_000
/** A dot is no signature: so many points and so long a way at least. */
const FEWEST_POINTS = 8
const SHORTEST = 80

/** A place to sign with a finger, a pen or a mouse (电子签名), with another way beside it. */
export function SignaturePad({ onSigned, otherWay, isBusy }: SignaturePadProps) {
  const say = useWords(touchWords)
  const id = useId()
  const pad = useRef<SVGSVGElement>(null)
  const drawing = useRef<Drawing | null>(null)
  const [refusal, setRefusal] = useState<string>()

  useEffect(() => {
    if (!pad.current) return
    const started = drawOn(pad.current)
    drawing.current = started
    return started.stop
  }, [])

  const finish = () => {
    const path = drawing.current?.signature()
    setRefusal(path ? undefined : say('sign.empty'))
    return path && onSigned(path)
  }
  return (
    <div className="t-field">
      <p className="t-label" id={id}>
        {say('sign.label')}
      </p>
      <svg ref={pad} className="t-pad" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <line x1="40" y1="240" x2="560" y2="240" />
        <path d="" />
      </svg>
      <Refusal text={refusal} />
      <ActRow>
        <Button onPress={() => drawing.current?.clear()}>{say('sign.again')}</Button>
        <Button kind="main" onPress={finish} isBusy={isBusy ?? false}>
          {say('sign.done')}
        </Button>
      </ActRow>
      {otherWay && (
        <Button kind="quiet" onPress={otherWay.onChoose}>
          {otherWay.label}
        </Button>
      )}
    </div>
  )
}

interface Drawing {
  /** The path, or null while it is too short to be a signature. */
  signature(): string | null
  clear(): void
  readonly stop: () => void
}

/** Draws where the pointer goes, without drawing the page again. */
function drawOn(pad: SVGSVGElement): Drawing {
  const line = pad.querySelector('path')
  const stop = new AbortController()
  let path = ''
  let points = 0
  let length = 0
  let at: { readonly x: number; readonly y: number; readonly pointer: number } | null = null

  const on = (
    name: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel',
    act: (event: PointerEvent) => void,
  ) => pad.addEventListener(name, act, { signal: stop.signal })
  const place = (event: PointerEvent) => {
    const box = pad.getBoundingClientRect()
    const x = Math.round(((event.clientX - box.left) / box.width) * WIDTH)
    const y = Math.round(((event.clientY - box.top) / box.height) * HEIGHT)
    return { x, y, pointer: event.pointerId }
  }
  const show = () => line?.setAttribute('d', path)

  on('pointerdown', event => {
    if (at || points >= MOST_POINTS) return
    pad.setPointerCapture(event.pointerId)
    at = place(event)
    path += `M${at.x} ${at.y}`
  })
  on('pointermove', event => {
    if (at?.pointer !== event.pointerId) return
    const coalesced = event.getCoalescedEvents?.() ?? []
    for (const part of coalesced.length > 0 ? coalesced : [event]) {
      const to = place(part)
      const step = Math.hypot(to.x - at.x, to.y - at.y)
      if (step < NEAR || points >= MOST_POINTS) continue
      path += `L${to.x} ${to.y}`
      points += 1
      length += step
      at = to
    }
    show()
  })
  const end = (event: PointerEvent) => {
    if (at?.pointer === event.pointerId) at = null
  }
  on('pointerup', end)
  on('pointercancel', end)

  return {
    signature: () => (points >= FEWEST_POINTS && length >= SHORTEST ? path : null),
    clear() {
      path = ''
      points = length = 0
      show()
    },
    stop: () => stop.abort(),
  }
}
