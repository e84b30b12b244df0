import { Temporal } from '#kernel/time.ts'
import type { SopStep } from '#modules/ticket/rules/sop.ts'
import { serviceItems } from '../items.ts'
import { type Random, randomFrom } from '../random.ts'
import type { Matter, Step } from './act.ts'

const FINISHES = new Set(['finish', 'resolve'])
const MINUTE = 60_000

/**
 * A matter with the steps of its item's SOP ticked on the way (办理步骤): between its acceptance and its result, a step with a limit
 * of its own in good time; of what is not done yet, about the first half.
 */
export function withSteps(matter: Matter): Matter {
  const item = serviceItems.find(one => one.code === matter.request.item)
  const random = randomFrom(`steps ${matter.openedAt.toString()} ${matter.request.item}`)
  const manual = item?.steps.filter(step => step.observed === null && !step.optional) ?? []
  const end = endOf(matter)
  if (end !== null && matter.request.kind !== undefined) return withReceipt(matter, end)
  if (manual.length === 0 || matter.steps.some(({ act }) => act.do === 'cancel')) return matter
  const accepted = matter.steps.findLast(({ at, act }) => act.do === 'accept' && (end === null || isBefore(at, end)))
  if (accepted === undefined) return matter
  const taken = new Set(matter.steps.map(({ at }) => at.epochMilliseconds))
  const to = end ?? matter.steps.at(-1)?.at ?? accepted.at
  const from = accepted.at.epochMilliseconds
  const span = Math.max(0, to.epochMilliseconds - from)
  const ticked = end === null ? manual.slice(0, Math.floor(manual.length / 2)) : manual
  const steps = ticked.map((step, n): Step => {
    const even = from + (span * (n + 0.4 + random.fraction() * 0.4)) / (ticked.length + 0.4)
    const limit = step.within ?? (step.endsLimit && item?.due?.kind === 'minutes' ? item.due.minutes : null)
    const at = limit === null ? even : Math.max(from + 1000, Math.min(even, inTime(matter, limit, random)))
    return { at: free(Math.min(at, to.epochMilliseconds - 1000), taken), act: tick(step, random) }
  })
  return { ...matter, steps: inOrder([...matter.steps, ...steps]) }
}

/** Of a typed case that asks for it the receipt is there before the result (TKT-18). */
function withReceipt(matter: Matter, end: Temporal.Instant): Matter {
  const taken = new Set(matter.steps.map(({ at }) => at.epochMilliseconds))
  const receipt: Step = { at: free(end.epochMilliseconds - MINUTE, taken), act: { do: 'attach' } }
  return { ...matter, steps: inOrder([...matter.steps, receipt]) }
}

const inOrder = (steps: readonly Step[]): readonly Step[] =>
  steps.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0

/** When the result is entered for the first time: by the owner where there are several departments. */
function endOf(matter: Matter): Temporal.Instant | null {
  const ends = matter.steps.filter(({ act }) => FINISHES.has(act.do))
  return (ends.find(({ act }) => act.do === 'resolve') ?? ends[0])?.at ?? null
}

/** Nine of ten are in time. */
const inTime = (matter: Matter, within: number, random: Random): number =>
  matter.openedAt.epochMilliseconds + within * MINUTE * (random.chance(0.9) ? 0.4 + random.fraction() * 0.5 : 1.3)

/** A second of its own, as people read it. */
function free(at: number, taken: Set<number>): Temporal.Instant {
  let second = Math.floor(at / 1000) * 1000
  while (taken.has(second)) second -= 1000
  taken.add(second)
  return Temporal.Instant.fromEpochMilliseconds(second)
}

const NAMES = ['内科门诊 王护士', '外科病区 李护士', '放射科 陈护士', '住院部 赵护士'] as const
const NOTES = ['已与当事人当面核实并说明', '电话核实，对方清楚', '已按规定办理，无异议', '已当面说明'] as const

const tick = (step: SopStep, random: Random): Step['act'] => ({
  do: 'step',
  step: step.key,
  words: wordsOf(step, random),
})

function wordsOf(step: SopStep, random: Random): string | null {
  switch (step.evidence) {
    case 'note':
      return random.pick(NOTES)
    case 'confirmation':
      return random.pick(NAMES)
    case 'number':
      return step.name.includes('页数') ? `${random.whole(6, 48)} 页` : `YG${random.whole(100_000, 999_999)}`
    case 'none':
    case 'attachment':
    case 'signature':
      return null
  }
}
