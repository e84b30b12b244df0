import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const backupWords = { zh, en }
