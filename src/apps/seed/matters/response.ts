import { departments } from '../departments.ts'
import { add, atWork, instant, minutes, opening, type Plot, words } from './plot.ts'
import { BY_DUTY, DECLINES, FROM_DUTY, HANDS_ON } from './words.ts'

/** From dispatch to acceptance of one share; returns when it was accepted, and whether by the duty office. */
export function respond(plot: Plot, part: number): { at: number; onDuty: boolean } {
  if (!plot.cast.isOpen(plot.units[part] ?? 'ZT', instant(plot.openedAt))) return onDuty(plot, part)
  // Who is invited to a meeting stays the receiver.
  const how = plot.random.weighted(plot.request.meeting === undefined ? RESPONSES : RESPONSES.slice(0, -1))
  const asked = plot.openedAt
  switch (how) {
    case 'prompt':
      return accept(plot, part, asked + minutes(Math.min(19, plot.random.around(7))))
    case 'warned':
      return accept(plot, part, asked + minutes(plot.random.whole(21, 29)))
    case 'breached':
      return accept(plot, part, atWork(plot, asked + minutes(plot.random.whole(31, 52))))
    case 'escalated':
      return accept(plot, part, atWork(plot, asked + minutes(plot.random.whole(62, 96))))
    case 'declined': {
      const declined = add(plot, asked + minutes(plot.random.whole(4, 16)), {
        do: 'decline',
        part,
        reason: plot.random.pick(DECLINES),
      })
      return accept(plot, part, atWork(plot, declined + minutes(plot.random.whole(3, 14))))
    }
    case 'handed-on': {
      const to = plot.random.pick(
        departments.filter(one => one.kind !== 'clinical' && !plot.units.includes(one.code)),
      ).code
      plot.units[part] = to
      const reason = plot.random.pick(HANDS_ON)
      const handed = add(plot, asked + minutes(plot.random.whole(3, 15)), { do: 'hand-on', part, to, reason })
      return accept(plot, part, atWork(plot, handed + minutes(plot.random.whole(3, 11))))
    }
  }
}

const RESPONSES = [
  ['prompt', 780],
  ['warned', 90],
  ['breached', 45],
  ['escalated', 15],
  ['declined', 30],
  ['handed-on', 40],
] as const

const accept = (plot: Plot, part: number, at: number) => ({ at: add(plot, at, { do: 'accept', part }), onDuty: false })

/** Outside hours the duty office has it: it does what it can, and hands the rest on when the department works again. */
function onDuty(plot: Plot, part: number): { at: number; onDuty: boolean } {
  const accepted = add(plot, plot.openedAt + minutes(plot.random.whole(1, 11)), { do: 'accept', part })
  const text = words(plot, BY_DUTY)
  const at = add(plot, accepted + minutes(plot.random.whole(1, 9)), { do: 'progress', part, text, tellPatient: true })
  if (!plot.random.chance(plot.isComplex ? 0.2 : 0.05)) return { at, onDuty: true }
  const morning = opening(plot, accepted)
  add(plot, morning, { do: 'hand-on', part, to: null, reason: FROM_DUTY })
  return accept(plot, part, morning + minutes(plot.random.whole(3, 18)))
}
