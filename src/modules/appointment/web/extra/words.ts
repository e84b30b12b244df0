import type { Answer } from '#kernel/endpoint.ts'
import type { Say } from '#ui/language.ts'
import type { listExtras } from '../../contract.ts'
import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const extraWords = { zh, en }
export type SayExtra = Say<typeof zh>
export type ExtraView = Answer<typeof listExtras>['items'][number]

/** The clock of the answer, as the chip takes it. */
export const clockOf = (one: ExtraView, say: SayExtra) => ({
  label: say('clock.label'),
  startedAt: one.askedAt,
  dueAt: one.dueAt,
  doneAt: one.decidedAt,
})
