import { addWorkdays, isWorkday } from '#kernel/calendar.ts'
import type { Instant, PlainDate } from '#kernel/time.ts'
import { holdersAnywhere, holdersOf, isOpen, type Organisation, onDuty } from '#modules/staff/index.ts'
import { instantAt } from '../roster.ts'
import type { Cast, Owner } from './act.ts'

/** Who acts around one day, by the organisation as it was then. */
export function castOf(org: Organisation, day: Instant): Cast {
  const { calendar } = org
  const { zone } = calendar
  const unitOf = new Map([...org.units.values()].map(unit => [unit.code, unit]))
  const deskUnit = unitOf.get('ZT')
  const desk: readonly Owner[] =
    deskUnit === undefined
      ? []
      : holdersOf(org, deskUnit.id, 'desk-agent', day).map((id, n) => ({ id, position: `${n + 1} 号工位` }))
  const office: readonly Owner[] = holdersAnywhere(org, 'duty-officer', day).map(id => ({ id, position: null }))
  const [managerId = ''] = holdersAnywhere(org, 'centre-manager', day)
  const worked = (at: Instant) => isWorkday(at.toZonedDateTimeISO(zone).toPlainDate(), calendar)
  return {
    zone,
    desk,
    managerId,
    ownersAt(at) {
      const there = (people: readonly Owner[]) => people.filter(one => onDuty(org, one.id, at))
      const found = [there(desk), there(office), desk].find(people => people.length > 0)
      return found ?? []
    },
    isOpen(code, at) {
      const unit = unitOf.get(code)
      return unit !== undefined && isOpen(org, unit, at)
    },
    nextOpening(at) {
      const local = at.toZonedDateTimeISO(zone)
      const today = local.toPlainDate()
      const minute = local.hour * 60 + local.minute
      for (const session of worked(at) ? calendar.sessions : []) {
        if (minute < session.from) return instantAt(today, session.from / 60, zone)
        if (minute < session.to) return at
      }
      return instantAt(addWorkdays(today, 1, calendar), (calendar.sessions[0]?.from ?? 480) / 60, zone)
    },
    isWorkday: worked,
  }
}

/** The hospital's days from `first` to `last`. */
export function daysBetween(first: PlainDate, last: PlainDate): readonly PlainDate[] {
  const count = first.until(last, { largestUnit: 'days' }).days
  return Array.from({ length: Math.max(0, count + 1) }, (_, n) => first.add({ days: n }))
}
