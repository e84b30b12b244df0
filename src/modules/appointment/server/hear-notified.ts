import { systemCaller } from '#kernel/caller.ts'
import type { Event, Events } from '#kernel/event.ts'
import { aboutOf } from '#modules/notification/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Listener } from '#platform/listeners.ts'

/** As fast as messages about bookings go out. */
const PER_SECOND = 50
/** What says when and where to come. */
const SAYS_WHEN: ReadonlySet<string> = new Set(['appointment.booked', 'appointment.moved', 'appointment.substituted'])
const TOLD: ReadonlySet<string> = new Set(['told', 'told-family'])

/** The patient's telephone said so, or a person did: a booking is told (已通知, APT-06). WeChat gives no receipt: sent is its end. */
export const hearNotified: Listener = {
  name: 'appointment: notified',
  hears: ['message.delivered', 'message.sent', 'message.task-done'],
  perSecond: PER_SECOND,
  async hear(house, tx, event) {
    if (!isTold(event)) return
    const about = await aboutOf(tx, house.hospital.id, event.subjectId)
    if (about?.kind === 'appointment' && SAYS_WHEN.has(about.template)) await markNotified(house, tx, about.id)
  },
}

function isTold(event: Event): boolean {
  if (event.action === 'message.sent') return (event.facts as Events['message.sent']).channel === 'wechat'
  if (event.action === 'message.task-done') return TOLD.has((event.facts as Events['message.task-done']).outcome)
  return true
}

/** A booking that is still to be told is told now; any other stays as it is. */
export async function markNotified(house: House, tx: Tx, id: string): Promise<void> {
  const [one] = await run<{ slotId: string; patientId: string; unitId: string; version: number }>(
    tx,
    `update appointment.appointment set status = 'notified', version = version + 1
     where hospital_id = $1 and id = $2 and status = 'booked' returning slot_id, patient_id, unit_id, version`,
    [house.hospital.id, id],
  )
  if (one === undefined) return
  await house.journal.write(
    tx,
    systemCaller(house.hospital.id),
    [
      {
        action: 'appointment.notified',
        subject: { kind: 'appointment', id },
        version: one.version,
        patientId: one.patientId,
        unitId: one.unitId,
        facts: { slot: one.slotId },
      },
    ],
    house.clock.now(),
  )
}
