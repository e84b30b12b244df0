import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant } from '#kernel/text.ts'
import { FeeLevel, id } from './codes.ts'
import { Visit } from './portal.ts'
import { ReplacementKind } from './stop.ts'

/** A booking whose session was stopped or substituted, as its signed link shows it (停诊改约): how it stands, and what may be taken instead. */
export const Rebooking = z
  .strictObject({
    /** `here`: stopped after the patient had checked in. `booked`: there is a place, nothing is to be done. `over`: nothing to choose any more. */
    state: z.enum(['stopped', 'here', 'substituted', 'booked', 'over']),
    /** The booking as it stands: of a stopped one, the time that was lost. */
    visit: Visit.pick({
      number: true,
      status: true,
      unit: true,
      doctor: true,
      day: true,
      startsAt: true,
      endsAt: true,
      feeLevel: true,
      building: true,
      floor: true,
      room: true,
      patientMasked: true,
    }),
    /** When the patient asked to be called about it. */
    callAskedAt: instant.nullable(),
    places: z.array(
      z.strictObject({
        slotId: id,
        doctor: z.string(),
        day,
        startsAt: instant,
        feeLevel: FeeLevel,
        kind: ReplacementKind,
        costsMore: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Rebooking', description: '停诊、替诊改约' })

export const readRebooking = get('/api/rebooking', {
  id: 'rebooking.read',
  summary: 'The booking of a signed link: stopped or substituted, and the places that may be taken instead',
  access: 'link',
  returns: Rebooking,
  problems: ['not-found'],
})

export const takeRebooking = post('/api/rebooking/take', {
  id: 'rebooking.take',
  summary: 'Take one of the places; again, it answers the same',
  access: 'link',
  body: z.strictObject({ slotId: id }),
  returns: Rebooking,
  problems: ['not-found', 'slot-unknown', 'slot-past', 'slot-too-far', 'slot-full', 'has-number-already'],
})

export const askForCall = post('/api/rebooking/call', {
  id: 'rebooking.ask-call',
  summary: 'Ask to be called about it; once',
  access: 'link',
  body: z.strictObject({}),
  returns: Rebooking,
  problems: ['not-found'],
})
