import type { Event, Events } from '#kernel/event.ts'
import { isBefore, minutesBetween, Temporal } from '#kernel/time.ts'
import { sessionById } from '#modules/directory/index.ts'
import { quietEnd, sendMessage } from '#modules/notification/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Listener } from '#platform/listeners.ts'
import { rebookPolicy } from '../settings.ts'
import { markNotified } from './hear-notified.ts'
import { rebookLink } from './rebook/link.ts'
import { wallMoment } from './say-time.ts'
import type { AppointmentTable } from './tables.ts'

const TOLD = [
  'appointment.booked',
  'appointment.registered',
  'appointment.moved',
  'appointment.cancelled',
  'appointment.stopped',
  'appointment.stopped-here',
  'appointment.substituted',
  'appointment.offered',
  'appointment.reminded',
  'appointment.excused',
  'appointment.not-excused',
] as const
type Told = (typeof TOLD)[number]

/** What happened longer ago than this is told to nobody: a house that was down does not wake people with the past. */
const OLD_MINUTES = 12 * 60
const PLACE = 20
/** What the patient may answer by choosing another time. */
const CHOOSES: ReadonlySet<string> = new Set([
  'appointment.stopped',
  'appointment.stopped-here',
  'appointment.substituted',
])
/** What says that nobody need come says no place. */
const SHORT: ReadonlySet<string> = new Set(['appointment.cancelled', 'appointment.stopped', 'appointment.stopped-here'])
/** A message may be a minute behind when ten thousand book at once; the desk may not. */
const PER_SECOND = 50

/** Tells the patient of a booking outside the house (就诊通知, APT-06): on booking, change, cancel, stop and offer, and the day before. */
export const tellPatient: Listener = {
  name: 'appointment: tell the patient',
  hears: TOLD,
  perSecond: PER_SECOND,
  async hear(house, tx, event) {
    if (minutesBetween(event.at, house.clock.now()) > OLD_MINUTES) return
    const [booking] = await run<AppointmentTable>(
      tx,
      'select * from appointment.appointment where hospital_id = $1 and id = $2',
      [house.hospital.id, event.subjectId],
    )
    if (booking === undefined || isReplaced(event)) return
    // What was only kept was never told as a booking.
    if (event.action === 'appointment.cancelled' && booking.holdUntil !== null) return
    const isInstead = event.action === 'appointment.booked' && 'replaces' in event.facts
    // Told in the call in which it was booked and read back.
    if (event.action === 'appointment.booked' && !isInstead && booking.contactWay === 'phone' && booking.readBack)
      return markNotified(house, tx, booking.id)
    await sendMessage(house)(tx, {
      template: isInstead ? 'appointment.moved' : (event.action as Told),
      to: { kind: 'patient', patientId: booking.patientId },
      about: { kind: 'appointment', id: booking.id },
      values: await valuesOf(house, tx, booking, event),
      urgent: await isUrgent(house, booking, event),
      ...callsFor(booking, event),
      ...(CHOOSES.has(event.action) && {
        link: await rebookLink(house, tx, booking, event.action !== 'appointment.substituted'),
      }),
    })
  },
}

/** Of a booking that another replaced, the other one tells. */
const isReplaced = (event: Event): boolean => event.action === 'appointment.cancelled' && 'replacedBy' in event.facts

/**
 * What is of no use after the quiet hours: that a session is stopped, to who is here or sets out this morning; an offer that ends before
 * they do. Any other offer waits for their end, and so does its time.
 */
async function isUrgent(house: House, booking: AppointmentTable, event: Event): Promise<boolean> {
  if (event.action === 'appointment.stopped-here') return true
  const at = house.clock.now()
  if (event.action === 'appointment.offered') {
    const quiet = await quietEnd(house, at)
    const { until } = event.facts as Events['appointment.offered']
    return quiet === null || !isBefore(quiet, Temporal.Instant.from(until))
  }
  if (!CHOOSES.has(event.action)) return false
  const quiet = await quietEnd(house, at)
  const { urgentHours } = (await house.settings.at(house.hospital.id, rebookPolicy, at)).value
  return quiet !== null && isBefore(booking.startsAt, quiet.add({ hours: urgentHours }))
}

/** Who wants to be called is called; of an offer, before it ends. */
function callsFor(booking: AppointmentTable, event: Event): { readonly byPhone?: boolean; readonly answerBy?: string } {
  if (booking.contactWay !== 'phone') return {}
  if (event.action !== 'appointment.offered') return { byPhone: true }
  return { byPhone: true, answerBy: (event.facts as Events['appointment.offered']).until }
}

async function valuesOf(
  house: House,
  tx: Tx,
  booking: AppointmentTable,
  event: Event,
): Promise<Record<string, string>> {
  if (event.action === 'appointment.excused' || event.action === 'appointment.not-excused')
    return { number: booking.number }
  const short = { number: booking.number, when: wallMoment(house, booking.startsAt) }
  if (SHORT.has(event.action)) return short
  const place = await placeOf(house, tx, booking)
  if (event.action !== 'appointment.offered') return { ...short, place }
  const { until } = event.facts as Events['appointment.offered']
  return { ...short, place, until: wallMoment(house, Temporal.Instant.from(until)) }
}

/** The room of the session, else the hospital: the way, never what is treated there. */
async function placeOf(house: House, tx: Tx, booking: AppointmentTable): Promise<string> {
  const session = await sessionById(tx, house.hospital.id, booking.sessionId)
  return (session?.room ?? house.hospital.name).slice(0, PLACE)
}
