import { useSyncExternalStore } from 'react'
import type { Language } from '#kernel/problem.ts'
import { fill, type Text } from '#kernel/text.ts'

/** The language of the screens (界面语言): Chinese unless this person chose English. */

const STORED_AS = 'yiguanjia.language'
const listeners = new Set<() => void>()
let current: Language = 'zh'

/** Reads the remembered choice; called once before the first drawing. */
export function startLanguage(): void {
  current = remembered() === 'en' ? 'en' : 'zh'
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en'
}

export const language = (): Language => current

export function setLanguage(chosen: Language): void {
  current = chosen
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en'
  try {
    localStorage.setItem(STORED_AS, chosen)
  } catch {
    // A browser that keeps nothing keeps it for this page.
  }
  for (const listener of listeners) listener()
}

function remembered(): string | null {
  try {
    return localStorage.getItem(STORED_AS)
  } catch {
    return null
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The language, followed as it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, language)

/** A screen's words in both languages: `{ zh, en }` of its `text.zh.ts` and `text.en.ts`. */
export interface Words<Source extends Readonly<Record<string, string>>> {
  readonly zh: Source
  readonly en: Text<Source>
}
export type Say<Source> = (key: keyof Source & string, facts?: Readonly<Record<string, string | number>>) => string

/** `say('due', { time })` in the language of now, for code outside a component. */
export const sayIn = <Source extends Readonly<Record<string, string>>>(words: Words<Source>): Say<Source> => {
  return (key, facts) => fill(words[current][key], facts)
}

/** `const say = useWords({ zh, en })`, then `say('due', { time })`; drawn again when the language changes. */
export function useWords<Source extends Readonly<Record<string, string>>>(words: Words<Source>): Say<Source> {
  useLanguage()
  return sayIn(words)
}

/** Day and time as people say them, in the hospital's zone and the language of now. */
export function sayTime(at: string | number, style: 'time' | 'day' | 'both' = 'time'): string {
  const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const
  const day = { month: 'long', day: 'numeric' } as const
  const options = style === 'time' ? time : style === 'day' ? day : { ...day, ...time }
  const locale = current === 'zh' ? 'zh-CN' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: hospitalZone }).format(new Date(at))
}

let hospitalZone = 'Asia/Shanghai'
/** The hospital's time zone, told once by the house. */
export const setHospitalZone = (zone: string): void => {
  hospitalZone = zone
}
/** The hospital's time zone, for what people type as a day and a time. */
export const hospitalTimeZone = (): string => hospitalZone
