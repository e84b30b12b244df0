import { add, atDaytime, atWork, minutes, type Plot } from './plot.ts'
import { signature } from './signature.ts'
import { finishAgain } from './work.ts'
import { ATTEMPTS, CONFIRMS, DISAGREES, REOPENS } from './words.ts'

const AT_THE_DESK = new Set(['desk', 'guide', 'kiosk', 'consulting-room', 'ward'])

/** From the result to the patient's word, and to what sometimes comes after it. */
export function close(plot: Plot, resolved: number): void {
  const { random } = plot
  switch (random.weighted(CLOSINGS)) {
    case 'agreed':
      agree(plot, resolved)
      return
    case 'disagreed': {
      const back = atDaytime(plot, resolved + minutes(random.around(40)))
      add(plot, back, { do: 'disagree', reason: random.pick(DISAGREES) })
      agree(plot, finishAgain(plot, [...plot.units.keys()], atWork(plot, back)))
      return
    }
    case 'unreached':
      attempts(plot, resolved)
      return
    case 'silent':
      return
    case 'reopened': {
      const archived = agree(plot, resolved)
      const again = atWork(plot, archived + minutes(random.whole(60 * 8, 60 * 40)))
      add(plot, again, { do: 'reopen', reason: random.pick(REOPENS) })
      const fresh = plot.units.map((_, part) => plot.units.length + part)
      const accepted = fresh.map(part => add(plot, again + minutes(random.whole(4, 24)), { do: 'accept', part }))
      agree(plot, finishAgain(plot, fresh, Math.max(...accepted)))
    }
  }
}

const CLOSINGS = [
  ['agreed', 900],
  ['disagreed', 25],
  ['unreached', 30],
  ['silent', 25],
  ['reopened', 20],
] as const

/** Whoever is there signs; others sign by their link, or say it on the telephone. Returns when. */
function agree(plot: Plot, resolved: number): number {
  const { random } = plot
  const isThere = AT_THE_DESK.has(plot.channel) && !plot.isComplex
  const way = random.weighted([
    ['signature', isThere ? 60 : 15],
    ['link', 30],
    ['phone', 24],
    ['oral', isThere ? 6 : 0],
  ] as const)
  const soon = minutes(random.around(isThere && way !== 'link' ? 12 : 75))
  if (way === 'signature' || way === 'link')
    return add(plot, way === 'link' ? resolved + soon : atDaytime(plot, resolved + soon), {
      do: 'confirm',
      way,
      signature: signature(random),
    })
  return add(plot, atDaytime(plot, resolved + soon), { do: 'confirm', way, words: random.pick(CONFIRMS) })
}

/** Nobody answers; sometimes at the last try somebody does. */
function attempts(plot: Plot, resolved: number): void {
  const { random } = plot
  let at = resolved
  for (const left of [2, 1, 0]) {
    // Three tries and their nights fit into the 72 hours that a result waits.
    at = atDaytime(plot, at + minutes(random.whole(60 * 3, 60 * 9)))
    if (left === 0 && random.chance(0.4)) {
      agree(plot, at)
      return
    }
    add(plot, at, { do: 'attempt', note: random.pick(ATTEMPTS) })
  }
}
