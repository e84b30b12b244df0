import type { Instant } from '#kernel/time.ts'
import { escalation, holdersAnywhere, onDuty, type Organisation } from '#modules/staff/index.ts'

/** Whom the desk's unit calls where a post is empty: whoever stands above. */
export function aboveDesk(who: Organisation, at: Instant): readonly string[] {
  const desk = [...who.units.values()].find(unit => unit.kind === 'desk')
  return desk === undefined ? [] : escalation(who, desk.id, at, 2)
}

/** The clerks of the desk who are there now; with none of them on duty all, with none at all whoever stands above (在岗客服). */
export function deskThere(who: Organisation, at: Instant): readonly string[] {
  const clerks = holdersAnywhere(who, 'desk-agent', at)
  const there = clerks.filter(personId => onDuty(who, personId, at))
  if (there.length > 0) return there
  return clerks.length > 0 ? clerks : aboveDesk(who, at)
}
