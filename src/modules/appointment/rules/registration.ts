import { Problem } from '#kernel/problem.ts'

/** Whoever registers on site comes today (现场挂号, APT-09). */
export function mustBeToday(day: string, today: string): void {
  if (day !== today) throw new Problem('onsite-other-day')
}
