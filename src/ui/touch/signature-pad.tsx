import { useEffect, useId, useRef, useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from './button.tsx'
import { Refusal } from './field.tsx'
import { ActRow } from './page.tsx'
import { touchWords } from './words.ts'
import './touch.css'

interface SignaturePadProps {
  /** Gets the drawn signature as a PNG data address of at most 640 px width. */
  readonly onSigned: (image: string) => unknown
  /** The way for those who cannot draw, and for the keyboard: an oral confirmation, heard by a witness. */
  readonly onOral: () => unknown
  readonly isBusy?: boolean
}

/** Widest picture in px: sharp on paper, and small enough to send over a bad line. */
const WIDEST = 640
const PEN = 3
/** A dot is no signature: the pen must have gone this far, in px. */
const SHORTEST = 40

/** A place to sign with a finger, a pen or a mouse (电子签名), with an oral way beside it. */
export function SignaturePad({ onSigned, onOral, isBusy }: SignaturePadProps) {
  const say = useWords(touchWords)
  const id = useId()
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawn = useRef(0)
  const [refusal, setRefusal] = useState<string>()

  useEffect(() => {
    if (canvas.current) return drawOn(canvas.current, length => (drawn.current += length))
  }, [])

  const clear = () => {
    drawn.current = 0
    const { current: pad } = canvas
    pad?.getContext('2d')?.clearRect(0, 0, pad.width, pad.height)
  }
  const finish = () => {
    if (drawn.current < SHORTEST || !canvas.current) return setRefusal(say('sign.empty'))
    setRefusal(undefined)
    return onSigned(canvas.current.toDataURL('image/png'))
  }
  return (
    <div className="t-field">
      <p className="t-label" id={id}>
        {say('sign.label')}
      </p>
      <canvas ref={canvas} className="t-pad" role="img" aria-labelledby={id} />
      <Refusal text={refusal} />
      <ActRow>
        <Button onPress={clear}>{say('sign.again')}</Button>
        <Button kind="main" onPress={finish} isBusy={isBusy ?? false}>
          {say('sign.done')}
        </Button>
      </ActRow>
      <Button kind="quiet" onPress={onOral}>
        {say('sign.oral')}
      </Button>
    </div>
  )
}

/** Draws where the pointer goes; `moved` hears how far. Returns how to stop. */
function drawOn(canvas: HTMLCanvasElement, moved: (length: number) => void): () => void {
  const scale = Math.min(2, WIDEST / canvas.clientWidth)
  canvas.width = canvas.clientWidth * scale
  canvas.height = canvas.clientHeight * scale
  const pen = canvas.getContext('2d')
  if (!pen) return () => {}
  pen.lineWidth = PEN
  pen.lineCap = pen.lineJoin = 'round'
  pen.strokeStyle = '#000000'
  const stop = new AbortController()
  const on = (name: 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel', act: (event: PointerEvent) => void) =>
    canvas.addEventListener(name, act, { signal: stop.signal })

  let at: { x: number; y: number; pointer: number } | null = null
  const place = (event: PointerEvent) => {
    const box = canvas.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * canvas.width
    const y = ((event.clientY - box.top) / box.height) * canvas.height
    return { x, y, pointer: event.pointerId }
  }
  on('pointerdown', event => {
    if (at) return
    canvas.setPointerCapture(event.pointerId)
    at = place(event)
  })
  on('pointermove', event => {
    if (at?.pointer !== event.pointerId) return
    for (const part of event.getCoalescedEvents?.() ?? [event]) {
      const to = place(part)
      pen.beginPath()
      pen.moveTo(at.x, at.y)
      pen.lineTo(to.x, to.y)
      pen.stroke()
      moved(Math.hypot(to.x - at.x, to.y - at.y))
      at = to
    }
  })
  const end = (event: PointerEvent) => {
    if (at?.pointer === event.pointerId) at = null
  }
  on('pointerup', end)
  on('pointercancel', end)
  return () => stop.abort()
}
