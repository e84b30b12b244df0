import { isoDay, type PlainDate } from '#kernel/time.ts'
import type { Status } from './ticket.ts'

/** No letter that is mistaken for another when it is read aloud or typed by an old hand. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
export const TRACKING_LENGTH = 8

/** A tracking code (查询码) from random bytes: `K7QM3F9D`, shown as `K7QM-3F9D`. About 39 bits. */
export const trackingCode = (random: Uint8Array): string =>
  Array.from(random.subarray(0, TRACKING_LENGTH), byte => ALPHABET[byte % ALPHABET.length]).join('')

/** As people type it: any case, with or without the dash and spaces. */
export const normalCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, '')

export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

/** The four stations that a patient sees (TKT-08). */
export type Station = 'received' | 'in-hand' | 'please-confirm' | 'settled' | 'withdrawn'

export function stationOf(status: Status): Station {
  switch (status) {
    case 'registered':
    case 'dispatched':
      return 'received'
    case 'accepted':
    case 'in_progress':
    case 'waiting_patient':
    case 'joint_meeting':
      return 'in-hand'
    case 'resolved':
      return 'please-confirm'
    case 'archived':
    case 'archived_unconfirmed':
      return 'settled'
    case 'cancelled':
    case 'merged':
      return 'withdrawn'
  }
}

/** `TK-261121-0007`: the seventh of a day (工单编号). */
export const ticketNumber = (day: PlainDate, count: number): string =>
  `TK-${isoDay(day).slice(2).replaceAll('-', '')}-${String(count).padStart(4, '0')}`
