import type { Events } from '#kernel/event.ts'
import { minutesBetween } from '#kernel/time.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { organisation } from '#modules/staff/index.ts'
import type { Listener } from '#platform/listeners.ts'
import { deskThere } from './desk-there.ts'

/** Older than this the case itself is what people work by. */
const OLD_MINUTES = 60

/** Patients who had checked in sit in the house when their session is stopped: the desk is told at once (已报到患者停诊, APT-13). */
export const tellDesk: Listener = {
  name: 'appointment: tell the desk who is here',
  hears: ['appointment.session-stopped'],
  onlyWith: { 'appointment.session-stopped': 'here' },
  async hear(house, tx, event) {
    const at = house.clock.now()
    if (minutesBetween(event.at, at) > OLD_MINUTES) return
    const { case: id, unit, here = 0 } = event.facts as Events['appointment.session-stopped']
    const who = await organisation(house)
    for (const personId of deskThere(who, at))
      await sendMessage(house)(tx, {
        template: 'appointment.stopped-here-desk',
        to: { kind: 'person', personId },
        about: { kind: 'stop-case', id },
        values: { unit: (who.units.get(unit)?.name ?? '—').slice(0, 20), here: String(here) },
        urgent: true,
        link: `${house.publicUrl}/stop-cases?case=${id}`,
      })
  },
}
