import type { Events } from '#kernel/event.ts'
import type { House } from '#platform/house.ts'
import type { Listener } from '#platform/listeners.ts'
import { platformPolicy } from '../../settings.ts'
import { slotsOfSession, wantTransfer } from './wanted.ts'

/** What changes of a slot for the platform, it is told (外部平台): places given out, changed, opened to all, freed, and stopped. */
export const tellPlatform: Listener = {
  name: 'appointment: outside platform',
  hears: [
    'appointment.session-published',
    'appointment.session-stopped',
    'appointment.session-reopened',
    'directory.session-substituted',
    'appointment.places-changed',
    'appointment.quota-released',
    'appointment.cancelled',
    'appointment.moved',
    'appointment.moved-out',
  ],
  async hear(house, tx, event) {
    if (!(await isOn(house))) return
    const hospitalId = house.hospital.id
    const facts = event.facts as Partial<Events['appointment.session-published'] & Events['appointment.moved']> & {
      readonly slot?: string
    }
    const session = event.action === 'directory.session-substituted' ? event.subjectId : facts.session
    const slots =
      session !== undefined && facts.slot === undefined
        ? await slotsOfSession(tx, hospitalId, session)
        : [facts.slot ?? (event.action === 'appointment.moved-out' ? event.subjectId : facts.to)]
    await wantTransfer(
      tx,
      hospitalId,
      slots.flatMap(id => id ?? []),
      house.clock.now(),
    )
  },
}

const isOn = async (house: House): Promise<boolean> =>
  (await house.settings.at(house.hospital.id, platformPolicy, house.clock.now())).value.on
