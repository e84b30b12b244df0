import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import {
  chipWords,
  type ClockView,
  clockSentence,
  clocksInOrder,
  clockWords,
  nextClock,
  readClock,
} from '#ui/clock/reading.ts'
import { everySecond, houseNow } from '#ui/house-time.ts'
import { type Say, sayTime, useWords } from '#ui/language.ts'
import { uiWords } from '#ui/words.ts'
import './clock-chip.css'

type SayUi = Say<typeof uiWords.zh>

/**
 * The clock chip (时限): `接单 剩 12 分`, grey, amber from 75 % of its time, red `超时 8 分`, striped while the matter waits.
 * It shows the next clock of a matter and counts by itself, without drawing its row again; hover or tap lists all of them.
 */
export function ClockChip({ clocks }: { readonly clocks: readonly ClockView[] }) {
  const say = useWords(uiWords)
  const chip = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const isHovered = useRef(false)
  const listId = useId()
  const shown = nextClock(clocks) ?? clocks.at(-1)

  useLayoutEffect(() => {
    const element = chip.current
    if (!element || !shown) return
    const tick = () => drawChip(element, shown, say)
    tick()
    return shown.doneAt ? undefined : everySecond(tick)
  })

  const hover = (isMouse: boolean) => {
    if (isMouse || isHovered.current) setOpen(isMouse)
    isHovered.current = isMouse
  }
  if (!shown) return null
  return (
    <>
      <button
        ref={chip}
        type="button"
        className="clock"
        data-waiting={shown.waiting && !shown.doneAt ? '' : undefined}
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        onClick={event => {
          event.stopPropagation()
          // A mouse has opened it already by being there.
          setOpen(open => isHovered.current || !open)
        }}
        onPointerEnter={event => hover(event.pointerType === 'mouse')}
        onPointerLeave={() => hover(false)}
        onBlur={() => setOpen(false)}
        onKeyDown={event => event.key === 'Escape' && setOpen(false)}
      >
        <span className="clock-pie" aria-hidden="true" />
        {/* Filled by `drawChip`; no child of ours, so that drawing again does not undo the tick. */}
        <span className="clock-words" aria-hidden="true" />
      </button>
      {isOpen && <ClockList id={listId} chip={chip} clocks={clocks} say={say} />}
    </>
  )
}

function drawChip(chip: HTMLElement, clock: ClockView, say: SayUi): void {
  const reading = readClock(clock, houseNow())
  const words = chipWords(clock, reading, say)
  const place = chip.querySelector('.clock-words')
  if (place && place.textContent !== words) {
    place.textContent = words
    chip.setAttribute('aria-label', clockSentence(clock, reading, say))
  }
  if (chip.dataset['tone'] !== reading.tone) chip.dataset['tone'] = reading.tone
  chip.style.setProperty('--gone', reading.gone.toFixed(2))
}

interface ListProps {
  readonly id: string
  readonly chip: RefObject<HTMLElement | null>
  readonly clocks: readonly ClockView[]
  readonly say: SayUi
}

function ClockList({ id, chip, clocks, say }: ListProps) {
  const list = useRef<HTMLDivElement>(null)
  const [, drawAgain] = useState(0)

  useEffect(() => everySecond(() => drawAgain(times => times + 1)), [])
  useLayoutEffect(() => {
    const element = list.current
    if (!element || !chip.current) return
    // The top layer, where the browser has one: no pane can cut the list off.
    element.showPopover?.()
    const at = chip.current.getBoundingClientRect()
    const below = at.bottom + 4 + element.offsetHeight < innerHeight
    element.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - element.offsetHeight - 4)}px`
    element.style.left = `${Math.max(8, Math.min(at.left, innerWidth - element.offsetWidth - 8))}px`
  }, [chip])

  return (
    <div ref={list} id={id} className="clock-list" role="group" aria-label={say('clock.all')} popover="manual">
      <h4>{say('clock.all')}</h4>
      <dl>
        {clocksInOrder(clocks).map(clock => (
          <ClockRow key={`${clock.label} ${clock.startedAt}`} clock={clock} say={say} />
        ))}
      </dl>
    </div>
  )
}

function ClockRow({ clock, say }: { readonly clock: ClockView; readonly say: SayUi }) {
  const reading = readClock(clock, houseNow())
  return (
    <>
      <dt>{clock.label}</dt>
      <dd className="figures">{sayTime(clock.dueAt)}</dd>
      <dd className="figures" data-tone={reading.tone}>
        {clockWords(reading, say)}
      </dd>
      {clock.waiting && reading.tone !== 'done' && (
        <dd className="clock-note">
          {say('clock.waiting', { reason: clock.waiting.reason })}
          {clock.waiting.stops && `（${say('clock.stopped')}）`}
        </dd>
      )}
    </>
  )
}
