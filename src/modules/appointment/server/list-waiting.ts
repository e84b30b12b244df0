import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { type WaitingUrgency, whyBehind } from '../rules/waiting.ts'
import { doctorsNamed } from './names.ts'
import type { WaitingTable } from './tables.ts'

const AT_MOST = 500

type Row = Omit<WaitingTable, 'hospitalId' | 'channel' | 'referralId' | 'madeBy' | 'closedAt'> & {
  readonly offerSlotAt: Instant | null
  readonly offerDoctor: string | null
  readonly offeredAt: Instant | null
}

/**
 * Who waits, in the order in which places are offered (候补名单), of one department or of all: each with why it stands behind the one
 * before, and the place that is offered now.
 */
export const listWaiting = (house: House) => async (caller: Caller, asked: { readonly unit?: string | undefined }) => {
  if (!canIn(caller, 'appointment:read', asked.unit ?? null)) throw new Problem('not-found')
  const rows = await house.database.statement<Row>(
    `select w.id, w.unit_id as "unitId", w.doctor_id as "doctorId", w.day_from::text as "dayFrom", w.day_to::text as "dayTo",
       w.half_day as "halfDay", w.patient_id as "patientId", w.patient_masked as "patientMasked", w.contact_way as "contactWay", w.urgency,
       w.is_referred as "isReferred", w.status, w.made_at as "madeAt", w.appointment_id as "appointmentId", w.offer_until as "offerUntil",
       w.version, a.starts_at as "offerSlotAt", a.doctor_id as "offerDoctor", a.made_at as "offeredAt"
     from appointment.waiting w
     left join appointment.appointment a on a.hospital_id = w.hospital_id and a.id = w.appointment_id and w.status = 'offered'
     where w.hospital_id = $1 and ($2::uuid is null or w.unit_id = $2) and w.status in ('waiting', 'offered')
     order by w.unit_id, w.urgency, w.is_referred desc, w.made_at, w.id limit ${AT_MOST}`,
    [caller.hospitalId, asked.unit ?? null],
  )
  const items = [...Map.groupBy(rows, row => row.unitId).values()].flatMap(own =>
    own.map((row, n) => shown(row, n + 1, own[n - 1])),
  )
  return {
    items,
    doctors: await doctorsNamed(house, [
      ...rows.flatMap(row => row.doctorId ?? []),
      ...rows.flatMap(row => row.offerDoctor ?? []),
    ]),
  }
}

const waiterOf = (row: Row) => ({ ...row, urgency: row.urgency as WaitingUrgency })

function shown(row: Row, place: number, before: Row | undefined) {
  const { offerSlotAt, offerDoctor, offeredAt, offerUntil, ...rest } = row
  const hasOffer = offerSlotAt !== null && offerDoctor !== null && offeredAt !== null && offerUntil !== null
  return {
    ...rest,
    urgency: row.urgency as WaitingUrgency,
    contactWay: row.contactWay as 'sms',
    madeAt: row.madeAt.toString(),
    offerUntil: offerUntil?.toString() ?? null,
    place,
    behind: before === undefined ? null : whyBehind(waiterOf(row), waiterOf(before)),
    offer: hasOffer
      ? {
          startsAt: offerSlotAt.toString(),
          doctorId: offerDoctor,
          offeredAt: offeredAt.toString(),
          until: offerUntil.toString(),
        }
      : null,
  }
}
