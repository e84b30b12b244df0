import { hospitalTimeZone } from '#ui/language.ts'

/** The day of the calendar on the hospital's wall, as `2026-11-20`. */
export const dayOf = (at: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: hospitalTimeZone() }).format(new Date(at))
