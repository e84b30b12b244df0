import type { z } from 'zod'
import type { Answer } from '#kernel/endpoint.ts'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { type BookingChannel, listSlots } from '../contract.ts'
import { bookableDays } from './days.ts'

export { bookableDays, sayDay } from './days.ts'
export type Channel = z.infer<typeof BookingChannel>
export type SlotView = Answer<typeof listSlots>['slots'][number]

/** The places of a department over the days that can be booked, as a channel may take them; live. */
export function usePool(unit: string | null, channel: Channel) {
  const days = bookableDays()
  return useAnswer(
    listSlots,
    { query: { from: days[0] ?? '', to: days.at(-1) ?? '', channel, ...(unit === null ? {} : { unit }) } },
    { isOff: unit === null, live: { subject: 'appointment', id: null }, keepsPrevious: true },
  )
}
