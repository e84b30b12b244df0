import { type Caller, systemCaller } from '#kernel/caller.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { seekSlots } from '#modules/appointment/index.ts'
import { askExtra } from '#modules/appointment/server/ask-extra.ts'
import { makeReservation } from '#modules/appointment/server/reservations.ts'
import { bookSeries, planSeries } from '#modules/appointment/server/treatment/book-series.ts'
import { writeResource } from '#modules/appointment/server/treatment/resources.ts'
import { holdersAnywhere, organisation } from '#modules/staff/index.ts'
import { doctorWhoSignsIn } from './bookings.ts'
import { asStaff } from './matters/perform.ts'
import type { Known } from './matters/play.ts'
import type { Stage } from './one-transaction.ts'
import { randomFrom } from './random.ts'

const WORKDAYS = [1, 2, 3, 4, 5]
const SIX_DAYS = [1, 2, 3, 4, 5, 6]
const hours = (weekdays: readonly number[], ...spans: readonly (readonly [from: number, to: number])[]) =>
  spans.map(([from, to]) => ({ weekdays: [...weekdays], from: from * 60, to: to * 60 }))

/** Where treatments take place in the demo (示范治疗资源). */
const RESOURCES = [
  {
    unit: 'KFK',
    code: 'PT',
    name: '物理治疗床',
    kind: 'physiotherapy',
    place: '二楼康复大厅',
    capacity: 4,
    slotMinutes: 60,
    hours: hours(WORKDAYS, [8, 12], [14, 17]),
    onHolidays: false,
    preparation: '穿宽松衣裤，带上次的治疗记录。',
    consent: false,
  },
  {
    unit: 'SZK',
    code: 'HD',
    name: '血液透析机',
    kind: 'dialysis',
    place: '五楼血透室',
    capacity: 12,
    slotMinutes: 240,
    hours: hours(SIX_DAYS, [7, 19]),
    onHolidays: true,
    preparation: '透析当天早晨称体重；降压药是否停用按医嘱；带好病历本。',
    consent: true,
  },
  {
    unit: 'JZK',
    code: 'SY',
    name: '门诊输液椅',
    kind: 'infusion',
    place: '一楼输液室',
    capacity: 20,
    slotMinutes: 60,
    hours: hours([...SIX_DAYS, 7], [8, 20]),
    onHolidays: true,
    preparation: '输液前吃点东西，带上药品和处方。',
    consent: false,
  },
  {
    unit: 'ZLK',
    code: 'RJ',
    name: '日间化疗床',
    kind: 'chemotherapy',
    place: '九楼日间病房',
    capacity: 8,
    slotMinutes: 240,
    hours: hours(WORKDAYS, [8, 16]),
    onHolidays: false,
    preparation: '治疗前一天抽血，带结果来；当天清淡饮食，家属陪同。',
    consent: true,
  },
] as const

const SESSIONS = 10
const AHEAD_WEEKS = 12
const ASKED_MINUTES = 4

/** Treatments in series, reviews weeks ahead, and a doctor who is asked for one more patient (示范疗程、中长期预约、加号). */
export async function lookAhead({ house, clock }: Stage, now: Instant, patients: readonly Known[]): Promise<void> {
  const random = randomFrom('ahead')
  const org = await organisation(house)
  const [agent] = holdersAnywhere(org, 'desk-agent', now)
  const desk: Caller =
    agent === undefined ? systemCaller(house.hospital.id) : asStaff(org, house.hospital.id, agent, now)
  const unitOf = (code: string) => [...org.units.values()].find(unit => unit.code === code)?.id
  const today = now.toZonedDateTimeISO(house.hospital.zone).toPlainDate()
  for (const { unit, ...resource } of RESOURCES) {
    const unitId = unitOf(unit)
    if (unitId === undefined) continue
    const effectiveFrom = today.subtract({ months: 1 }).toString()
    const { id } = await writeResource(house)(desk, { ...resource, id: null, unitId, isActive: true, effectiveFrom })
    for (let n = 0; n < 3; n += 1) {
      const first = today.add({ days: 7 + n - (today.dayOfWeek - 1) })
      const later = random.pick([0, 1])
      const midnight = first.toZonedDateTime({ timeZone: house.hospital.zone, plainTime: '00:00' })
      const minutes = (resource.hours[0]?.from ?? 0) + later * resource.slotMinutes
      const start = midnight.add({ minutes }).toInstant().toString()
      const asked = { resourceId: id, patientId: random.pick(patients).id, every: 1, step: 'week' as const }
      const { sessions } = await planSeries(house)(desk, { ...asked, first: start, count: SESSIONS })
      await bookSeries(house)(desk, {
        ...asked,
        starts: sessions.flatMap(one => (one.conflict === null ? one.startsAt : (one.alternatives[0] ?? []))),
        consent: true,
        reason: '按医嘱治疗',
        channel: 'desk',
        contactWay: 'sms',
      })
    }
    await makeReservation(house)(desk, {
      patientId: random.pick(patients).id,
      unitId,
      doctorId: null,
      week: today.add({ days: AHEAD_WEEKS * 7 }).toString(),
      halfDay: null,
      urgency: 3,
      reason: '三个月后复查',
      channel: 'consulting-room',
      contactWay: 'sms',
    })
  }
  clock.set(now.subtract({ minutes: ASKED_MINUTES }))
  await askForOneMore(house, desk, now, random.pick(patients).id)
  clock.set(now)
}

/** A session of the days ahead that has nothing left for the desk: of the doctor who signs in, else the first. */
async function askForOneMore(house: Stage['house'], desk: Caller, now: Instant, patientId: string): Promise<void> {
  const slots = await seekSlots(house, {
    from: now.toString(),
    before: now.add({ hours: 4 * 24 }).toString(),
    channel: 'desk',
    atMost: 100_000,
  })
  const sessions = [...Map.groupBy(slots, slot => slot.sessionId).values()]
  const allFull = sessions.filter(session => session.every(slot => slot.state === 'full'))
  const doctorId = await doctorWhoSignsIn(house, now)
  const full = allFull.find(([slot]) => slot?.doctorId === doctorId) ?? allFull[0]
  const [first] = full ?? []
  if (first !== undefined && Temporal.Instant.compare(now, Temporal.Instant.from(first.startsAt)) < 0)
    await askExtra(house)(desk, {
      sessionId: first.sessionId,
      patientId,
      channel: 'desk',
      contactWay: 'phone',
      reason: '术后三天发热，需当日请主刀医生看',
    })
}
