import type { Events } from '#kernel/event.ts'

interface Booking {
  readonly number: string
  readonly slotId: string
  readonly channel: string
  readonly referralId: string | null
}

/** What the journal says of a booking that was made (预约成功): of a referral's, whose it is. */
export const bookedFacts = ({ number, slotId, channel, referralId }: Booking): Events['appointment.booked'] => ({
  number,
  slot: slotId,
  channel,
  ...(referralId !== null && { referral: referralId }),
})
