import type { Event } from '#kernel/event.ts'
import { wallClock } from '#kernel/time.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { holdersAnywhere, organisation } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import type { Listener } from '#platform/listeners.ts'

/** A backup that was not made, or a restore test that is due, is told to the administrators (SEC-04): the next morning is too late. */
export const tellAdministrators: Listener = {
  name: 'backup: tell the administrators',
  hears: ['backup.failed', 'backup.restore-test-due'],
  async hear(house, tx, event) {
    const people = holdersAnywhere(await organisation(house), 'administrator', house.clock.now())
    for (const personId of people)
      await sendMessage(house)(tx, {
        template: event.action,
        to: { kind: 'person', personId },
        about: { kind: 'backup', id: event.subjectId },
        values: valuesOf(house, event),
        link: `${house.publicUrl}/backups`,
      })
  },
}

function valuesOf(house: House, { action, facts, at }: Event): Record<string, string> {
  if (action === 'backup.restore-test-due') return { days: String((facts as { days: number }).days) }
  const { day, minute } = wallClock(at, house.hospital.zone)
  const two = (value: number) => String(value).padStart(2, '0')
  return { when: `${day.month}月${day.day}日 ${two(Math.floor(minute / 60))}:${two(minute % 60)}` }
}
