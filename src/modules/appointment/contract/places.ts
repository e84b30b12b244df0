import { z } from 'zod'
import { get } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { FeeLevel, HalfDay, id, NamedDoctor } from './codes.ts'

/** Where a department is. */
const where = {
  building: z.string().nullable(),
  floor: z.string().nullable(),
  room: z.string().nullable(),
}

/** Why a department is suggested: the words that stand in the directory, and where there (推荐依据). */
const Because = z.strictObject({
  source: z.enum(['name', 'services', 'strengths', 'doctor']),
  words: z.array(z.string()),
})

/** A department that can be booked, with what it still has. */
export const BookableUnit = z
  .strictObject({
    unitId: id,
    name: z.string(),
    ...where,
    services: z.array(z.string()),
    free: z.int(),
    /** The next day that has a place. */
    nextDay: day.nullable(),
    because: Because.nullable(),
    /** Who fits and is free, the earliest first; none where nothing was asked for. */
    doctors: z.array(
      NamedDoctor.extend({
        free: z.int(),
        nextDay: day,
        /** Of the words, what the doctor treats. */ treats: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'BookableUnit', description: '可预约科室' })

/** A complaint that goes to emergency, with the words that say so and whose list it is. */
export const RedFlag = z
  .strictObject({
    words: z.array(z.string()),
    unit: z.strictObject({ unitId: id, name: z.string(), ...where, phone: z.string().nullable() }).nullable(),
    /** Version of the hospital's list, and who signed it. */
    version: z.int(),
    signedBy: z.string().nullable(),
  })
  .meta({ id: 'RedFlag', description: '红旗主诉' })

const channel = z.enum(['web', 'wechat'])

/** What an answer of departments, days and times holds, for whichever channel. */
export const bookableUnits = z.strictObject({ items: z.array(BookableUnit), redFlag: RedFlag.nullable() })

export const listBookable = get('/api/public/booking/departments', {
  id: 'appointment.bookable',
  summary:
    'Departments that can be booked, by name, pinyin, doctor or a complaint in words; a red flag goes to emergency (科室推荐)',
  access: 'public',
  query: z.strictObject({ q: text(200, 0).optional(), channel: channel.optional() }),
  returns: bookableUnits,
})

/** A doctor as somebody chooses one. */
export const BookableDoctor = NamedDoctor.extend({
  feeLevel: FeeLevel,
  strengths: z.array(z.string()),
  languages: z.array(z.string()),
})

/** What one doctor still has of a half-day. */
export const DoctorDay = z.strictObject({
  doctorId: id,
  day,
  halfDay: HalfDay,
  feeLevel: FeeLevel,
  free: z.int(),
  stopped: z.boolean(),
})

export const bookableDays = z.strictObject({
  unit: z.strictObject({ unitId: id, name: z.string(), ...where, visitingNotes: z.string().nullable() }),
  days: z.array(z.strictObject({ day, free: z.int(), sessions: z.int() })),
  doctors: z.array(BookableDoctor),
  halfDays: z.array(DoctorDay),
  now: instant,
})

export const readBookableDays = get('/api/public/booking/departments/:unitId', {
  id: 'appointment.bookable-days',
  summary: 'The days and doctors of a department with their places (科室号源)',
  access: 'public',
  params: { unitId: id },
  query: z.strictObject({ channel: channel.optional() }),
  returns: bookableDays,
  problems: ['not-found'],
})

/** One time of a doctor's half-day. */
export const BookableTime = z
  .strictObject({
    slotId: id,
    doctorId: id,
    day,
    halfDay: HalfDay,
    startsAt: instant,
    endsAt: instant,
    feeLevel: FeeLevel,
    room: z.string().nullable(),
    free: z.int(),
    stopped: z.boolean(),
  })
  .meta({ id: 'BookableTime', description: '可预约时段' })

export const bookableTimes = z.strictObject({
  items: z.array(BookableTime),
  doctors: z.array(BookableDoctor),
  now: instant,
})

export const readBookableTimes = get('/api/public/booking/departments/:unitId/times', {
  id: 'appointment.bookable-times',
  summary: 'The times of one day of a department with their places (可预约时段)',
  access: 'public',
  params: { unitId: id },
  query: z.strictObject({ day, doctor: id.optional(), channel: channel.optional() }),
  returns: bookableTimes,
  problems: ['not-found'],
})
