import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const handheldWords = { zh, en }
