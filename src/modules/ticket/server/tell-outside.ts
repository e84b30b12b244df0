import type { Event, Events } from '#kernel/event.ts'
import { type Instant, minutesBetween, Temporal } from '#kernel/time.ts'
import { acknowledge, sendMessage, type Wanted } from '#modules/notification/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { signLink } from '#platform/links.ts'
import type { Listener } from '#platform/listeners.ts'
import { type MessagesOutside, messagesOutside } from '../settings.ts'
import type { Personal } from './create-ticket.ts'
import { itemsOf } from './items.ts'
import { load, type Stored } from './store.ts'
import type { ClockTable, PartTable, TicketTable } from './tables.ts'

const SELF = '本人'
/** A rush at the desk comes first; the messages of it follow within seconds. */
const EVENTS_A_SECOND = 30

/** What a patient is told when this happens. */
const TO_PATIENT = {
  'ticket.registered': 'ticket.taken',
  'ticket.replied': 'ticket.news',
  'ticket.progressed': 'ticket.news',
  'ticket.step-done': 'ticket.news',
  'ticket.promised': 'ticket.promised',
  'ticket.waiting': 'ticket.waiting',
  'ticket.resolved': 'ticket.please-confirm',
  'ticket.closed-unconfirmed': 'ticket.closed',
} as const
type Told = keyof typeof TO_PATIENT

/** Tells the patient, outside the house, what happened to the matter (告知患者); never in the transaction of the change itself. */
const tellPatient: Listener = {
  name: 'ticket: tell the patient',
  hears: Object.keys(TO_PATIENT) as Told[],
  perSecond: EVENTS_A_SECOND,
  async hear(house, tx, event) {
    if ((event.facts as { patientSees?: boolean }).patientSees === false || (await isPast(house, event))) return
    const { ticket } = await load(tx, house.hospital.id, event.subjectId, false)
    const to = recipientOf(house, ticket)
    if (to === null) return
    const action = event.action as Told
    const until =
      action === 'ticket.promised'
        ? Temporal.Instant.from((event.facts as Events['ticket.promised']).dueAt)
        : ticket.limitDueAt
    const values = { number: ticket.number, item: await itemName(house, ticket) }
    await sendMessage(house)(tx, {
      template: TO_PATIENT[action],
      to,
      about: { kind: 'ticket', id: ticket.id },
      values:
        action === 'ticket.registered' || action === 'ticket.promised'
          ? { ...values, until: shownTime(house, until) }
          : values,
      urgent: ticket.urgency === 'emergency',
      link: linkOf(house, ticket.id, null, await settingsOf(house)),
    })
  },
}

/**
 * Whom to tell: the patient, where the patient came; else whoever brought the matter and left a number. Nobody without consent to
 * be contacted.
 */
function recipientOf(house: House, ticket: TicketTable): Wanted['to'] | null {
  if (!ticket.consent) return null
  const { name, phone, relation } = house.cipher.decipherJson<Personal>(ticket.personal)
  if (ticket.patientId !== null && (relation === SELF || phone === null))
    return { kind: 'patient', patientId: ticket.patientId }
  return phone === null ? null : { kind: 'number', phone, name }
}

/**
 * Tells the receiver of a share that it is there, with a link to act by (派单提醒). Only acting on it counts as receipt: accepting,
 * declining, handing on, finishing, asking. One listener for both, so that an answer meets what was told before it.
 */
const tellReceiver: Listener = {
  name: 'ticket: tell the receiver',
  hears: [
    'ticket.dispatched',
    'ticket.departments-added',
    'ticket.handed-on',
    'ticket.declined',
    'ticket.accepted',
    'ticket.part-finished',
    'ticket.noted',
  ],
  perSecond: EVENTS_A_SECOND,
  async hear(house, tx, event) {
    for (const id of await answered(house, tx, event))
      await acknowledge(house)(tx, { about: { kind: 'ticket-part', id } })
    if (await isPast(house, event)) return
    const stored = await load(tx, house.hospital.id, event.subjectId, false)
    for (const part of toTell(stored, event)) await tellShare(house, tx, stored, part)
  },
}

/** The shares that somebody did something about; of a note or a question, those of whoever wrote it. */
async function answered(house: House, tx: Tx, event: Event): Promise<readonly string[]> {
  const { part } = event.facts as { part?: string }
  if (part !== undefined) return [part]
  if (event.action !== 'ticket.noted') return []
  const rows = await run<{ id: string }>(
    tx,
    `select p.id from ticket.part p
     join platform.journal j on j.hospital_id = p.hospital_id and j.subject_id = p.ticket_id and j.id = $3
     where p.hospital_id = $1 and p.ticket_id = $2 and p.assignee_id = j.actor_id`,
    [house.hospital.id, event.subjectId, event.id],
  )
  return rows.map(row => row.id)
}

/** Shares that wait for their receiver because of this event; of what has moved on since, a later event tells. */
function toTell({ ticket, parts }: Stored, event: Event): readonly PartTable[] {
  const { part, to, units, people } = event.facts as {
    part?: string
    to?: string
    units?: readonly string[]
    people?: readonly string[]
  }
  return parts.filter(
    one =>
      one.status === 'dispatched' &&
      // Whoever has the matter before them, as its owner, needs no message.
      one.assigneeId !== ticket.ownerId &&
      (part === undefined
        ? units?.includes(one.unitId) === true && (people === undefined || people.includes(one.assigneeId))
        : part === one.id && to === one.assigneeId),
  )
}

async function tellShare(house: House, tx: Tx, { ticket, clocks }: Stored, part: PartTable): Promise<void> {
  const now = house.clock.now()
  const due = responseOf(clocks, part)
  const { units } = await organisation(house)
  await sendMessage(house)(tx, {
    template: 'ticket.dispatched',
    to: { kind: 'person', personId: part.assigneeId, unitId: part.unitId },
    about: { kind: 'ticket-part', id: part.id },
    values: {
      number: ticket.number,
      item: await itemName(house, ticket),
      unit: units.get(part.unitId)?.name ?? '',
      until: shownTime(house, due ?? ticket.limitDueAt),
    },
    // Whoever is on duty is told at night too.
    urgent: true,
    link: linkOf(house, ticket.id, part.assigneeId, await settingsOf(house)),
    ...(due !== null && due.epochMilliseconds > now.epochMilliseconds ? { answerBy: due.toString() } : {}),
  })
}

const responseOf = (clocks: readonly ClockTable[], part: PartTable): Instant | null =>
  clocks.find(clock => clock.partId === part.id && clock.kind === 'response' && clock.stoppedAt === null)?.dueAt ?? null

const settingsOf = async (house: House) =>
  (await house.settings.at(house.hospital.id, messagesOutside, house.clock.now())).value

/** What happened long ago is no news: a listener that was away says nothing of it. */
async function isPast(house: House, event: Event): Promise<boolean> {
  return minutesBetween(event.at, house.clock.now()) > (await settingsOf(house)).newsMinutes
}

const itemName = async (house: House, ticket: TicketTable): Promise<string> =>
  (await itemsOf(house, house.clock.now())).get(ticket.itemCode)?.name ?? ticket.itemCode

/** `11-21 15:20`, as the clock on the hospital's wall shows it. */
const shownTime = (house: House, at: Instant): string =>
  at.toZonedDateTimeISO(house.hospital.zone).toPlainDateTime().toString().slice(5, 16).replace('T', ' ')

/** The signed link of the patient's page, or of the receiver's. */
function linkOf(house: House, ticketId: string, personId: string | null, policy: MessagesOutside): string {
  const purpose = personId === null ? 'patient' : 'liaison'
  const token = signLink(house.cipher, {
    purpose,
    hospitalId: house.hospital.id,
    subjectId: ticketId,
    personId,
    endsAt: house.clock.now().add({ hours: personId === null ? policy.patientLinkHours : policy.liaisonLinkHours }),
  })
  return `${house.publicUrl}/${purpose === 'patient' ? 'p' : 'h'}#${token}`
}

export const outsideListeners: readonly Listener[] = [tellPatient, tellReceiver]
