import type { ClockView } from '#ui/clock/reading.ts'
import type { Part, Standing, Ticket } from './share.ts'
import type { SayLiaison } from './words.ts'

/** The clocks that run for this share: its own response, the limit of the whole, and what was promised to the patient. */
export function clocksOfPart(
  ticket: Ticket,
  part: Part,
  standing: Standing | null,
  say: SayLiaison,
): readonly ClockView[] {
  return ticket.clocks
    .filter(clock => clock.stoppedAt === null && clock.kind !== 'confirmation')
    .filter(clock => clock.unit === null || clock.unit.id === part.unit.id)
    .filter(clock => clock.kind !== 'response' || standing === 'dispatched')
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
    .map(({ kind, startedAt, dueAt }) => ({
      label: say(kind === 'confirmation' || kind === 'step' ? 'clock.limit' : `clock.${kind}`),
      startedAt,
      dueAt,
      isPromise: kind === 'promise',
      waiting:
        kind === 'limit' && ticket.waitingSince
          ? { reason: ticket.waitingReason ?? '', since: ticket.waitingSince, stops: false }
          : null,
    }))
}
