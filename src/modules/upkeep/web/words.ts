import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const upkeepWords = { zh, en }

/** What a kind of record is called, and the law or rule behind its term; a kind without words is called by its name. */
export const keyOf = (of: 'kind' | 'rule', name: string): keyof typeof zh | null => {
  const key = `${of}.${name}`
  return key in zh ? (key as keyof typeof zh) : null
}
