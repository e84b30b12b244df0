import { wallClock } from '#kernel/time.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { holdersAnywhere, organisation } from '#modules/staff/index.ts'
import type { Listener } from '#platform/listeners.ts'

/** An event that a listener could not take is told to the administrators, once: nothing of it will happen by itself any more. */
export const tellAdministrators: Listener = {
  name: 'upkeep: tell the administrators',
  hears: ['event.set-aside'],
  async hear(house, tx, event) {
    const { day, minute } = wallClock(event.at, house.hospital.zone)
    const two = (value: number) => String(value).padStart(2, '0')
    for (const personId of holdersAnywhere(await organisation(house), 'administrator', house.clock.now()))
      await sendMessage(house)(tx, {
        template: 'upkeep.event-set-aside',
        to: { kind: 'person', personId },
        about: { kind: 'upkeep', id: event.subjectId },
        values: { when: `${day.month}月${day.day}日 ${two(Math.floor(minute / 60))}:${two(minute % 60)}` },
        link: `${house.publicUrl}/upkeep`,
      })
  },
}
