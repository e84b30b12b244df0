import type { Say } from '#ui/language.ts'
import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const liaisonWords = { zh, en }
export type SayLiaison = Say<typeof zh>
