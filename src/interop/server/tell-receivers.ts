import { printScheduling, type SchedulingMessage, TOLD, type Told } from '#interop/hl7v2/index.ts'
import type { Action, Event } from '#kernel/event.ts'
import { Temporal } from '#kernel/time.ts'
import { seekAppointments, seekSlots, type SoughtSlot } from '#modules/appointment/index.ts'
import { listDoctors } from '#modules/directory/index.ts'
import { outwardPersons } from '#modules/patient/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Listener } from '#platform/listeners.ts'
import { outgoingPolicy } from '../settings.ts'
import { answerControlId, sealBytes } from './bytes.ts'
import type { ReceiverTable } from './tables.ts'

const HEARD = {
  'appointment.booked': 'booked',
  'appointment.moved': 'moved',
  'appointment.cancelled': 'cancelled',
  'appointment.stopped': 'stopped',
  'appointment.no-show': 'no-show',
} as const satisfies Partial<Record<Action, Told>>
type Heard = keyof typeof HEARD

/** Receivers may be some seconds behind a rush; the desk may not. */
const PER_SECOND = 50

/**
 * Writes a message for each receiver of what happened to a booking (预约消息发出): in the order of the journal, once for each event. The
 * system that told of it by itself is not told back.
 */
export const tellReceivers: Listener = {
  name: 'interop: tell receivers',
  hears: Object.keys(HEARD) as Heard[],
  perSecond: PER_SECOND,
  async hear(house, tx, event) {
    const receivers = await run<ReceiverTable>(
      tx,
      'select * from interop.receiver where hospital_id = $1 and active order by id',
      [house.hospital.id],
    )
    if (receivers.length === 0) return
    const teller = await tellerOf(house, tx, event)
    const told = HEARD[event.action as Heard]
    const others = receivers.filter(one => `${one.application} ${one.facility}` !== teller)
    if (others.length === 0) return
    const message = await messageOf(house, tx, event)
    if (message === null) return
    for (const receiver of others) {
      const known = await isKnownTo(house, tx, receiver, event.subjectId)
      // What a receiver never heard of is not taken back from it, and is new to it when it moves.
      if (!known && told !== 'booked' && told !== 'moved') continue
      await write(house, tx, event, receiver, { ...message, told: known || told !== 'moved' ? told : 'booked' })
    }
  },
}

/** MSH-3 and MSH-4 of the system whose message made this happen, where one did: its row stands in the same transaction of the journal. */
async function tellerOf(house: House, tx: Tx, event: Event): Promise<string | null> {
  const [told] = await run<{ sender: string }>(
    tx,
    `select t.sender from platform.journal e
     join platform.journal b on b.hospital_id = e.hospital_id and b.tx = e.tx and b.action = 'interop.booking-told'
     join interop.told_booking t on t.hospital_id = b.hospital_id and t.id = b.subject_id and t.appointment_id = e.subject_id
     where e.hospital_id = $1 and e.subject_id = $2 and e.id = $3`,
    [house.hospital.id, event.subjectId, event.id],
  )
  return told?.sender ?? null
}

/** Was the receiver told of the booking, or did it tell of it itself? */
async function isKnownTo(house: House, tx: Tx, receiver: ReceiverTable, appointmentId: string): Promise<boolean> {
  const known = await run(
    tx,
    `select 1 as one where exists (select from interop.outgoing where hospital_id = $1 and receiver_id = $2 and appointment_id = $3)
       or exists (select from interop.told_booking where hospital_id = $1 and appointment_id = $3 and sender = $4)`,
    [house.hospital.id, receiver.id, appointmentId, `${receiver.application} ${receiver.facility}`],
  )
  return known.length > 0
}

type Common = Omit<SchedulingMessage, 'told' | 'at' | 'controlId' | 'charset' | 'from' | 'to' | 'placer'>

/** The booking as it was when this happened: its slot is the event's, whatever came after. */
async function messageOf(house: House, tx: Tx, event: Event): Promise<Common | null> {
  const { id: hospitalId, zone } = house.hospital
  const [booking] = await seekAppointments(tx, hospitalId, { ids: [event.subjectId], unitIds: [], atMost: 1 })
  const facts = event.facts as { readonly slot?: string; readonly to?: string }
  const [slot] = await seekSlots(house, { ids: [facts.to ?? facts.slot ?? ''], channel: 'desk', atMost: 1 })
  if (booking === undefined || slot === undefined) return null
  const [person] = await outwardPersons(house, tx, hospitalId, [booking.patientId])
  if (person === undefined) return null
  return {
    zone,
    number: booking.number,
    startsAt: Temporal.Instant.from(slot.startsAt),
    endsAt: Temporal.Instant.from(slot.endsAt),
    ...(await namesOf(house, slot)),
    patient: {
      identifiers: identifiersOf(person),
      name: person.person.name,
      birthDate: person.person.birthDate,
      sex: person.person.sex,
    },
  }
}

async function namesOf(house: House, slot: SoughtSlot): Promise<Pick<Common, 'unit' | 'doctor'>> {
  const [{ units }, { list }] = await Promise.all([organisation(house), listDoctors(house)])
  const unit = units.get(slot.unitId)
  const doctor = list.find(one => one.id === slot.doctorId)
  return {
    unit: { code: unit?.code ?? '', name: unit?.name ?? '' },
    doctor: { code: doctor?.code ?? '', name: doctor?.name ?? '' },
  }
}

const TYPES = {
  'patient-number': 'PI',
  'medical-record': 'MR',
  'resident-id': 'NNCHN',
  insurance: 'HC',
  card: 'PT',
  other: 'XX',
} as const

/** Numbers of systems, and the resident ID; of a person without any, the house's own. */
function identifiersOf({ id, person, identifiers }: Awaited<ReturnType<typeof outwardPersons>>[number]) {
  const found = identifiers.map(one => ({ system: one.system, type: TYPES[one.kind] as string, value: one.value }))
  const { document } = person
  if (document?.kind === 'resident-id' && !found.some(one => one.value === document.number))
    found.push({ system: 'CN', type: 'NNCHN', value: document.number })
  return found.length === 0 ? [{ system: 'YGJ', type: 'PI', value: id }] : found
}

async function write(
  house: House,
  tx: Tx,
  event: Event,
  receiver: ReceiverTable,
  message: Common & { readonly told: Told },
): Promise<void> {
  const at = house.clock.now()
  const { application, facility } = (await house.settings.at(house.hospital.id, outgoingPolicy, at)).value
  const [placer = null] = await run<{ system: string; value: string }>(
    tx,
    `select system, value from interop.booking_name where hospital_id = $1 and appointment_id = $2 and kind in ('filler', 'placer')
     order by kind, named_at limit 1`,
    [house.hospital.id, event.subjectId],
  )
  const controlId = answerControlId(house.ids)
  const content = printScheduling({
    ...message,
    at: event.at,
    controlId,
    charset: receiver.charset,
    from: { application, facility },
    to: receiver,
    placer,
  })
  await run(
    tx,
    `insert into interop.outgoing (hospital_id, id, receiver_id, journal_id, appointment_id, patient_id, control_id, trigger, content, state,
       attempts, made_at, due_at, turn)
     select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, $6::uuid, $7, $8, $9::bytea, 'waiting', 0, $10::timestamptz, $10::timestamptz,
       coalesce(max(turn), 0) + 1
     from interop.outgoing where hospital_id = $1::uuid and receiver_id = $3::uuid and appointment_id = $5::uuid on conflict (hospital_id, receiver_id, journal_id) do nothing`,
    [
      house.hospital.id,
      house.ids.next(),
      receiver.id,
      event.id,
      event.subjectId,
      event.patientId,
      controlId,
      TOLD[message.told].trigger,
      sealBytes(house.cipher, content),
      at.toString(),
    ],
  )
}
