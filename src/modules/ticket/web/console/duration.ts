import type { Say } from '#ui/language.ts'
import type { zh } from '../text.zh.ts'

/** 2 小时 5 分, from whole minutes. */
export function sayMinutes(minutes: number, say: Say<typeof zh>): string {
  if (minutes < 60) return say('time.minutes', { minutes })
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? say('time.hours', { hours }) : say('time.hours-minutes', { hours, minutes: minutes % 60 })
}
