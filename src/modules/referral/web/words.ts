import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const referralWords = { zh, en }
export type Word = keyof typeof zh
