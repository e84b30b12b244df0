import { language } from '#ui/language.ts'
import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const notificationWords = { zh, en }

/** What a provider's code means, or the code itself. */
export function sayCode(code: string): string {
  const key = `code.${code}`
  return Object.hasOwn(zh, key) ? notificationWords[language()][key as keyof typeof zh] : code
}

/** The title of a kind of message, in the language of now. */
export const sayTitle = (title: { readonly zh: string; readonly en: string }): string => title[language()]
