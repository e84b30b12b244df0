import { z } from 'zod'
import { instant, text } from '#kernel/text.ts'
import { Channel, MessageState } from '#modules/notification/contract.ts'

export const id = z.uuid()
export const params = { id }
export const version = z.int().min(1).max(1_000_000)
export const reason = text(500)

/** Where a booking comes from (预约渠道). */
export const BookingChannel = z.enum([
  'phone',
  'desk',
  'web',
  'wechat',
  'kiosk',
  'consulting-room',
  'assisted',
  'referral',
  'platform',
])
/** How the patient is told (通知方式). */
export const ContactWay = z.enum(['sms', 'wechat', 'phone', 'paper'])
export const AppointmentStatus = z.enum([
  'held',
  'booked',
  'notified',
  'checked_in',
  'in_consultation',
  'completed',
  'lapsed',
  'cancelled_by_patient',
  'cancelled_by_hospital',
  'stopped',
  'left',
  'no_show',
])
export const HalfDay = z.enum(['morning', 'afternoon', 'evening'])
export const FeeLevel = z.enum(['ordinary', 'associate', 'expert', 'special'])

/** Who sees patients, by name (医生). */
export const NamedDoctor = z.strictObject({ id, name: z.string(), title: z.string() })

/** The newest message about a booking, and how far it came (通知状态): `task` is a call that a person makes. */
export const Told = z
  .strictObject({
    template: z.string(),
    state: MessageState,
    channel: Channel.nullable(),
    at: instant,
    task: z.enum(['open', 'done']).nullable(),
  })
  .meta({ id: 'BookingTold', description: '通知状态' })
