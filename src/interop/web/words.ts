import { hospitalTimeZone, language } from '#ui/language.ts'
import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const messageWords = { zh, en }

/** What a field of the standard is called, or nothing where it has no everyday name. */
export function fieldName(segment: string, number: number): string | null {
  const key = `field.${segment}-${number}`
  return Object.hasOwn(zh, key) ? messageWords[language()][key as keyof typeof zh] : null
}

/** A moment to the second, as logs are compared: 11月16日 09:00:05. */
export function sayMoment(at: string): string {
  const options = { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
  const locale = language() === 'zh' ? 'zh-CN' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { ...options, hour12: false, timeZone: hospitalTimeZone() }).format(
    new Date(at),
  )
}
