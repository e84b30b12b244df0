import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const rebookWords = { zh, en }
