import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const visitWords = { zh, en }
