import { add, atWork, instant, minutes, type Plot, words } from './plot.ts'
import { respond } from './response.ts'
import {
  ADDS,
  BUSY,
  EXTENDED,
  KEPT_ON,
  MEETING_PLACES,
  NOTES,
  PROMISE,
  QUESTIONS,
  RECLASSIFIED,
  REPLIES,
  SHARE_DONE,
} from './words.ts'

/** Minutes of work by item, where it is not forty. */
const MINUTES: Readonly<Record<string, number>> = {
  'SVC-01': 12,
  'SVC-05': 9,
  'SVC-08': 12,
  'SVC-10': 14,
  'SVC-11': 55,
  'SVC-12': 50,
  'SVC-15': 8,
  'SVC-19': 9,
}
const COMPLEX_MINUTES = 300
/** Where nobody asks back for papers. */
const AT_HAND = new Set(['SVC-01', 'SVC-08', 'SVC-10', 'SVC-11', 'SVC-12'])

/** From dispatch to the result; returns when it stood. */
export function work(plot: Plot): number {
  const { random, request } = plot
  const responses = plot.units.map((_, part) => respond(plot, part))
  const begun = Math.max(...responses.map(one => one.at))
  const detour = detourOf(plot, begun)
  const done = responses.map((one, part) => {
    const span = plot.isComplex ? COMPLEX_MINUTES : (MINUTES[request.item] ?? 40)
    const from = Math.max(one.at, detour)
    const end = from + minutes(Math.max(3, random.around(span)))
    // A morning's work that was not done in the evening is done soon in the morning.
    const at = one.onDuty ? end : atWork(plot, end)
    const half = from + (Math.min(at, end) - from) * (0.3 + random.fraction() * 0.3)
    if (random.chance(0.65)) {
      const tellPatient = random.chance(0.7)
      add(plot, half, {
        do: 'progress',
        part,
        text: words(plot, [request.progress[part] ?? request.progress[0] ?? '']),
        tellPatient,
      })
    }
    if (!AT_HAND.has(request.item) && random.chance(0.1))
      add(plot, from + (half - from) / 2, { do: 'question', part, text: random.pick(QUESTIONS) })
    return finish(plot, part, at, from)
  })
  const last = Math.max(...done)
  sideWords(plot, begun, last)
  promise(plot, begun, last)
  handOver(plot, begun, last)
  return plot.units.length > 1 ? resolve(plot, last + minutes(random.whole(2, 14))) : last
}

function finish(plot: Plot, part: number, at: number, from: number): number {
  const { result, evidence, progress } = plot.request
  // Of several departments each tells its own share; the result of the whole is the owner's to write.
  const own = plot.units.length > 1 ? progress[part] : undefined
  return add(plot, at, {
    do: 'finish',
    part,
    result: own === undefined ? words(plot, result) : `${words(plot, [own])}${SHARE_DONE}`,
    evidence,
    minutes: Math.max(2, Math.min(240, Math.round(((at - from) / minutes(1)) * 0.35))),
  })
}

function resolve(plot: Plot, at: number): number {
  const { result, evidence } = plot.request
  return add(plot, at, {
    do: 'resolve',
    result: words(plot, result),
    evidence,
    minutes: plot.random.whole(5, 20),
    tripsAvoided: plot.units.length,
  })
}

/** The shares of a matter that the patient sent back, or that was opened again, done once more. */
export function finishAgain(plot: Plot, parts: readonly number[], from: number): number {
  const last = Math.max(
    ...parts.map(part => finish(plot, part, atWork(plot, from + minutes(plot.random.whole(12, 55))), from)),
  )
  return plot.units.length > 1 ? resolve(plot, last + minutes(4)) : last
}

/**
 * What keeps a matter from going straight on: the patient is waited for, a class or a department is added, people meet.
 * Returns when it goes on.
 */
function detourOf(plot: Plot, from: number): number {
  const { random, request } = plot
  if (request.meeting !== undefined && random.chance(0.75)) return meet(plot, from)
  if (request.waits !== undefined && random.chance(0.4)) return waitForPatient(plot, from)
  if (!plot.isComplex && random.chance(0.03)) return reclassify(plot, from)
  if (plot.units.length === 1 && random.chance(0.03)) return addDepartment(plot, from)
  return from
}

function waitForPatient(plot: Plot, from: number): number {
  const { waits } = plot.request
  if (waits === undefined) return from
  const asked = add(plot, from + minutes(plot.random.whole(3, 15)), {
    do: 'wait',
    reason: waits.reason,
    evidence: waits.evidence,
  })
  const answered = asked + minutes(plot.random.around(plot.isComplex ? 120 : 38))
  return add(plot, answered, { do: 'resume', answer: waits.answer })
}

function reclassify(plot: Plot, from: number): number {
  plot.isComplex = true
  const reason = plot.random.pick(RECLASSIFIED)
  const difficulty = ['investigation'] as const
  return add(plot, from + minutes(plot.random.whole(15, 60)), { do: 'classify', difficulty, reason })
}

function addDepartment(plot: Plot, from: number): number {
  const unit = plot.random.pick(['CWK', 'YBK', 'XXK', 'HLB'].filter(code => !plot.units.includes(code)))
  const at = atWork(plot, from + minutes(plot.random.whole(5, 30)))
  add(plot, at, { do: 'add-departments', units: [unit], reason: plot.random.pick(ADDS) })
  plot.units.push(unit)
  const accepted = add(plot, at + minutes(plot.random.whole(3, 17)), { do: 'accept', part: plot.units.length - 1 })
  return finish(plot, plot.units.length - 1, accepted + minutes(plot.random.whole(8, 40)), accepted)
}

/** A joint meeting: called, answered by each, decided, with a deadline for the one who is responsible. */
function meet(plot: Plot, from: number): number {
  const { random } = plot
  const units = [...plot.units]
  const called = atWork(plot, from + minutes(random.whole(10, 40)))
  const inMinutes = random.whole(30, 90)
  add(plot, called, { do: 'meet', units, place: random.pick(MEETING_PLACES), minutes: inMinutes })
  for (const part of plot.units.keys()) {
    const takesPart = part === 0 || random.chance(0.85)
    const reason = takesPart ? null : BUSY
    add(plot, called + minutes(random.whole(2, 25)), { do: 'answer-meeting', part, takesPart, reason })
  }
  const decided = atWork(plot, called + minutes(inMinutes + random.whole(15, 40)))
  const responsible = units[random.whole(0, units.length - 1)] ?? 'ZT'
  const leftMs = plot.openedAt + minutes(24 * 60) - decided
  add(plot, decided, {
    do: 'decide-meeting',
    words: words(plot, [plot.request.meeting ?? '']),
    responsible,
    minutes: Math.max(10, Math.min(360, Math.floor(leftMs / minutes(1)) - 30)),
  })
  return decided
}

/** What is written beside: a reply to the patient, a note among staff. */
function sideWords(plot: Plot, from: number, to: number): void {
  const { random } = plot
  const between = () => from + (to - from) * (0.1 + random.fraction() * 0.8)
  if (random.chance(plot.isComplex ? 0.7 : 0.3)) add(plot, between(), { do: 'reply', text: random.pick(REPLIES) })
  if (random.chance(0.12)) add(plot, between(), { do: 'note', text: random.pick(NOTES) })
  if (to - plot.openedAt > minutes(110) && !plot.isComplex)
    add(plot, Math.max(from, plot.openedAt + minutes(random.whole(85, 105))), { do: 'reply', text: EXTENDED })
}

/** A word to the patient; one in six is kept late. */
function promise(plot: Plot, from: number, to: number): void {
  const { random, request } = plot
  if (!random.chance(request.promise === undefined ? 0.03 : 0.45) || to - from < minutes(6)) return
  const made = from + minutes(2)
  const span = Math.round((to - made) / minutes(1))
  const due = random.chance(1 / 6) ? Math.max(3, Math.floor(span * 0.7)) : span + random.whole(10, 120)
  add(plot, made, { do: 'promise', text: words(plot, [request.promise ?? PROMISE]), minutes: due })
  add(plot, to - minutes(1), { do: 'keep-promise' })
}

/** Who goes home gives what is not done to somebody who stays; it is theirs once they took it. */
function handOver(plot: Plot, from: number, to: number): void {
  const evening = eveningOf(plot, from)
  if (
    !plot.isComplex ||
    from > evening ||
    to < evening + minutes(40) ||
    plot.owner.position === null ||
    !plot.random.chance(0.6)
  )
    return
  const next = plot.random.pick(plot.cast.desk.filter(one => one.id !== plot.owner.id))
  const offered = add(plot, evening + minutes(plot.random.whole(1, 20)), { do: 'offer', to: next.id, note: KEPT_ON })
  add(plot, offered + minutes(plot.random.whole(2, 15)), { do: 'take' })
}

/** A quarter past five: the day shift packs up. */
const eveningOf = (plot: Plot, at: number): number =>
  instant(at)
    .toZonedDateTimeISO(plot.cast.zone)
    .toPlainDate()
    .toZonedDateTime({ timeZone: plot.cast.zone, plainTime: '17:15' }).epochMilliseconds
