import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const frameWords = { zh, en }
