import type { Answer } from '#kernel/endpoint.ts'
import type { Say } from '#ui/language.ts'
import type { listReservations } from '../../contract.ts'
import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const reviewWords = { zh, en }
export type SayReview = Say<typeof zh>
export type ReservationView = Answer<typeof listReservations>['items'][number]
