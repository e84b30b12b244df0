import { type Say, sayTime } from '#ui/language.ts'
import type { zh } from '#ui/text.zh.ts'

/** One clock of a matter (时限) as the house tells it: instants in ISO 8601. */
export interface ClockView {
  /** What it measures, in words: 接单, 办结, 答复患者. */
  readonly label: string
  readonly startedAt: string
  readonly dueAt: string
  /** When it was met; a clock that was met no longer runs. */
  readonly doneAt?: string | null
  /** A promise to the patient (承诺) stands before the others. */
  readonly isPromise?: boolean
  /** Whom or what the matter waits for; `stops` when this clock does not run meanwhile. */
  readonly waiting?: { readonly reason: string; readonly since: string; readonly stops: boolean } | null
}

export type ClockTone = 'running' | 'soon' | 'late' | 'done'

/** Amber begins at this share of a clock's time; only for the eye (decisions, 6). */
const SOON = 0.75

export interface ClockReading {
  readonly tone: ClockTone
  /** Milliseconds to the limit; negative after it. */
  readonly left: number
  /** Share of the time that has gone, 0 to 1. */
  readonly gone: number
}

/** What a clock shows at `now`. */
export function readClock(clock: ClockView, now: number): ClockReading {
  const start = Date.parse(clock.startedAt)
  const due = Date.parse(clock.dueAt)
  const stopped = clock.waiting?.stops ? Date.parse(clock.waiting.since) : now
  const at = clock.doneAt ? Date.parse(clock.doneAt) : Math.min(now, stopped)
  const left = due - at
  const gone = due > start ? Math.min(1, Math.max(0, (at - start) / (due - start))) : 1
  const tone = clock.doneAt ? 'done' : left < 0 ? 'late' : gone >= SOON ? 'soon' : 'running'
  return { tone, left, gone }
}

/** The clock that asks for action first: the earliest limit that is still open; none when all are met. */
export const nextClock = (clocks: readonly ClockView[]): ClockView | undefined =>
  clocks
    .filter(clock => !clock.doneAt)
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
    .at(0)

/** All clocks in the order of the list: the promise to the patient first, then open ones by limit, then the met. */
export const clocksInOrder = (clocks: readonly ClockView[]): readonly ClockView[] =>
  clocks.toSorted(
    (a, b) =>
      Number(Boolean(a.doneAt)) - Number(Boolean(b.doneAt)) ||
      Number(Boolean(b.isPromise)) - Number(Boolean(a.isPromise)) ||
      Date.parse(a.dueAt) - Date.parse(b.dueAt),
  )

type SayUi = Say<typeof zh>

/** 12 分, 1 小时 20 分, 2 天 3 小时: rounded down, so that nobody is told more time than is left. */
export function sayDuration(milliseconds: number, say: SayUi): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  if (minutes < 1) return say('clock.less')
  if (minutes < 60) return say('clock.minutes', { minutes })
  const hours = Math.floor(minutes / 60)
  if (hours >= 24) return say('clock.days', { days: Math.floor(hours / 24), hours: hours % 24 })
  return minutes % 60 === 0 ? say('clock.hours-only', { hours }) : say('clock.hours', { hours, minutes: minutes % 60 })
}

/** What is left of a clock, or by how much it is over. */
export function clockWords({ tone, left }: ClockReading, say: SayUi): string {
  if (tone === 'done') return left < 0 ? say('clock.done-late', { time: sayDuration(left, say) }) : say('clock.done')
  return say(tone === 'late' ? 'clock.over' : 'clock.left', { time: sayDuration(left, say) })
}

/** The few words on the chip. */
export function chipWords(clock: ClockView, reading: ClockReading, say: SayUi): string {
  const { waiting } = clock
  const waits = waiting && reading.tone !== 'done' ? ` · ${say('clock.waiting', { reason: waiting.reason })}` : ''
  return `${clock.label} ${clockWords(reading, say)}${waits}`
}

/** The sentence that is read aloud: it begins with the words on the chip, for those who both see and hear. */
export function clockSentence(clock: ClockView, reading: ClockReading, say: SayUi): string {
  const words = chipWords(clock, reading, say)
  if (reading.tone === 'done') return words
  return say(reading.tone === 'late' ? 'clock.say-over' : 'clock.say-left', { words, due: sayTime(clock.dueAt) })
}
