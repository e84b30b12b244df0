import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const kioskWords = { zh, en }
