import { houseNow } from '#ui/house-time.ts'
import { sayTime } from '#ui/language.ts'

/** A moment as people say it: `15:20` when it is today, `11月21日 15:20` on another day; today is the house's. */
export const sayWhen = (at: string): string =>
  sayTime(at, sayTime(at, 'day') === sayTime(houseNow(), 'day') ? 'time' : 'both')
