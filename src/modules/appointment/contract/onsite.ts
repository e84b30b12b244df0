import { z } from 'zod'
import { post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { ContactWay, id, reason, version } from './codes.ts'

/** Triage level of who registers, where one was assessed: 1 is most urgent (病情分级). */
export const Severity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

export const Registered = z
  .strictObject({
    id,
    number: z.string(),
    slotId: id,
    startsAt: instant,
    status: z.enum(['checked_in', 'booked']),
    /** The how-manieth of the department today who registered on site. */
    order: z.int(),
    /** From when on to check in, where that is later today. */
    checkInFrom: z.string().nullable(),
    /** How the patient hears of it: by SMS where there is a number, else on paper. */
    receipt: z.enum(['sms', 'paper']),
    version,
  })
  .meta({ id: 'Registered', description: '现场挂号' })

export const registerOnSite = post('/api/registrations', {
  id: 'appointment.register',
  summary: 'Register a walk-in for today: a place of what is kept for the window first, the order, and the arrival',
  access: 'appointment:book',
  body: z.strictObject({
    slotId: id,
    patientId: id,
    channel: z.enum(['desk', 'assisted']),
    contactWay: ContactWay,
    severity: Severity.nullable(),
    consent: z.boolean(),
    place: text(60),
    doubledBecause: reason.nullable(),
  }),
  returns: Registered,
  status: 201,
  problems: [
    'slot-unknown',
    'slot-past',
    'slot-full',
    'onsite-other-day',
    'patient-unknown',
    'booked-already',
    'assistance-incomplete',
    'hold-lapsed',
  ],
})
