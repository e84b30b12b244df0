import type { Caller } from '#kernel/caller.ts'
import { type Instant, wallClock } from '#kernel/time.ts'
import { type HalfDay, listUnits, sessionsBetween } from '#modules/directory/index.ts'
import { deviceIdOf, readDevice } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Status } from '../rules/appointment.ts'
import { arrivalState } from '../rules/arrival.ts'
import { arrivalRules, arrive } from './arrive.ts'
import { atKiosk, peopleAt, whoIsThere } from './kiosk-visit.ts'
import { doctorsNamed } from './names.ts'
import { kioskPolicy } from '../settings.ts'
import { load } from './store.ts'
import { signZone } from './zone-code.ts'
import { Problem } from '#kernel/problem.ts'

interface Row {
  readonly id: string
  readonly number: string
  readonly sessionId: string
  readonly unitId: string
  readonly doctorId: string
  readonly day: string
  readonly halfDay: HalfDay
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly halfDayFrom: Instant
  readonly status: Status
  readonly order: number | null
  readonly version: number
}

const AT_MOST = 20

/** The bookings of who stands here, from today on, each with whether to check in at this machine now (我的预约). */
export const readKioskVisit = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const at = house.clock.now()
  const today = wallClock(at, house.hospital.zone).day.toString()
  const policy = await arrivalRules(house, caller.hospitalId)
  const device = await readDevice(house, caller)
  const { visit, rows, rooms } = await atKiosk(house, { ...caller, once: null }, asked.id, async (work, found) => {
    const listed = await run<Row>(
      work.tx,
      `select a.id, a.number, a.session_id, a.unit_id, a.doctor_id, a.day::text as day, a.half_day, a.starts_at, a.ends_at,
         coalesce((select min(s.starts_at) from appointment.slot s where s.hospital_id = $1 and s.session_id = a.session_id),
           a.starts_at) as half_day_from, a.status, r.place_in_order as "order", a.version
       from appointment.appointment a
       left join appointment.registration r on r.hospital_id = $1 and r.appointment_id = a.id
       where a.hospital_id = $1 and a.patient_id = any($2::uuid[]) and a.day >= $3::date
         and a.status in ('booked', 'notified', 'checked_in', 'in_consultation', 'no_show', 'stopped')
       order by a.starts_at, a.id limit ${AT_MOST}`,
      [caller.hospitalId, await peopleAt(work.tx, found), today],
    )
    work.tell({
      action: 'appointment.opened',
      kind: 'read',
      subject: { kind: 'patient', id: found.patientId },
      patientId: found.patientId,
      facts: { from: 'kiosk' },
    })
    const last = listed.at(-1)?.day ?? today
    const sessions =
      listed.length === 0 ? [] : await sessionsBetween(work.tx, caller.hospitalId, { from: today, to: last })
    return {
      visit: await whoIsThere(house, work.tx, found),
      rows: listed,
      rooms: new Map(sessions.map(session => [session.id, session.room])),
    }
  })
  const { units } = await listUnits(house)
  const doctors = await doctorsNamed(
    house,
    rows.map(row => row.doctorId),
  )
  return {
    visit,
    today,
    now: at.toString(),
    bookings: rows.map(row => {
      const unit = units.find(one => one.unitId === row.unitId)
      const standing = arrivalState(row, policy, today, at)
      const isElsewhere = device.unitIds.length > 0 && !device.unitIds.includes(row.unitId)
      const arrival =
        standing.state !== 'open'
          ? standing.state
          : isElsewhere
            ? ('other-zone' as const)
            : standing.isLate
              ? ('late' as const)
              : ('open' as const)
      return {
        id: row.id,
        number: row.number,
        unit: unit?.name ?? '',
        doctor: doctors.find(one => one.id === row.doctorId)?.name ?? '',
        building: unit?.building ?? null,
        floor: unit?.floor ?? null,
        room: rooms.get(row.sessionId) ?? unit?.room ?? null,
        day: row.day,
        halfDay: row.halfDay,
        startsAt: row.startsAt.toString(),
        endsAt: row.endsAt.toString(),
        status: row.status,
        arrival,
        opensAt: standing.state === 'early' ? standing.from.toString() : null,
        order: row.order,
        version: row.version,
      }
    }),
  }
}

/** What a phone reads at this machine (诊区码). */
export const readZoneCode = (house: House) => async (caller: Caller) => {
  const at = house.clock.now()
  const { zoneCodeMinutes } = (await house.settings.at(caller.hospitalId, kioskPolicy, at)).value
  const until = at.add({ minutes: zoneCodeMinutes })
  return {
    url: `${house.publicUrl}/p#/arrive/${signZone(house.cipher, deviceIdOf(caller), until)}`,
    until: until.toString(),
  }
}

/** The patient is here (自助机报到, APT-08), said at the machine of the zone. */
export const checkInAtKiosk =
  (house: House) => async (caller: Caller, asked: { readonly id: string; readonly appointmentId: string }) => {
    const device = await readDevice(house, caller)
    return atKiosk(house, caller, asked.id, async (work, visit) => {
      const booking = await load(work.tx, caller.hospitalId, asked.appointmentId)
      if (!(await peopleAt(work.tx, visit)).includes(booking.patientId)) throw new Problem('not-found')
      const arrived = await arrive(house, caller, work, booking, {
        way: 'kiosk',
        place: device.place,
        zone: device.zone,
        deviceId: device.id,
        unitIds: device.unitIds,
      })
      return { id: booking.id, number: booking.number, late: arrived.isLate, order: arrived.order }
    })
  }
