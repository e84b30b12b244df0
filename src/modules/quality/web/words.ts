import type { Say } from '#ui/language.ts'
import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const qualityWords = { zh, en }
export type SayQuality = Say<typeof zh>

/** 52 分钟, 2 小时 5 分, 3 天. */
export function sayMinutes(minutes: number, say: SayQuality): string {
  if (minutes < 60) return say('minutes', { minutes })
  if (minutes >= 48 * 60) return say('days', { days: Math.floor(minutes / (24 * 60)) })
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? say('hours', { hours }) : say('hours-minutes', { hours, minutes: minutes % 60 })
}
