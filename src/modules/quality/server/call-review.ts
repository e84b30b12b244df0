import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { holdersOf, organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { monthWithin } from './draft-report.ts'
import { newestReports } from './store.ts'

export interface CallReview {
  /** `2026-11`. */
  readonly month: string
  readonly startsAt: string
  readonly place: string
  readonly units: readonly string[]
}

/**
 * Calls the review of a month (月度服务复盘会, TKT-16): the pack is the monthly report, drafted where there is none that is whole, and
 * the liaison of each department is invited.
 */
export const callReview = (house: House) => async (caller: Caller, asked: CallReview) => {
  const at = house.clock.now()
  const who = await organisation(house)
  const month = Temporal.PlainDate.from(`${asked.month}-01`)
  if (Temporal.PlainDate.compare(month, at.toZonedDateTimeISO(house.hospital.zone).toPlainDate()) > 0)
    throw new Problem('month-to-come')
  const units = [...new Set(asked.units)]
  if (units.some(id => !who.units.has(id))) throw new Problem('unit-unknown')
  return transact(house, caller, async work => {
    const { tx, tell } = work
    const [report] = await newestReports(tx, caller.hospitalId, {
      kind: 'month',
      from: month.toString(),
      before: month.add({ months: 1 }).toString(),
      limit: 1,
    })
    const reportId =
      report?.complete === true ? report.id : (await monthWithin(house, work, month, { because: 'review' })).id
    const id = house.ids.next()
    const made = await run(
      tx,
      `insert into quality.review (hospital_id, id, month, starts_at, place, report_id, called_by, called_at, version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 1) on conflict (hospital_id, month) do nothing returning id`,
      [caller.hospitalId, id, month.toString(), asked.startsAt, asked.place, reportId, personOf(caller), at.toString()],
    )
    if (made.length === 0) throw new Problem('review-called')
    const people: string[] = []
    for (const unitId of units) {
      const personId =
        holdersOf(who, unitId, 'liaison', at)[0] ?? holdersOf(who, unitId, 'deputy-liaison', at)[0] ?? null
      await run(
        tx,
        `insert into quality.review_seat (hospital_id, review_id, unit_id, person_id, state) values ($1, $2, $3, $4, 'invited')`,
        [caller.hospitalId, id, unitId, personId],
      )
      if (personId === null) continue
      people.push(personId)
      await sendMessage(house)(tx, {
        template: 'review.invitation',
        to: { kind: 'person', personId, unitId },
        about: { kind: 'review', id },
        values: { month: asked.month, time: timeOf(asked.startsAt, house.hospital.zone), place: asked.place },
      })
    }
    tell({
      action: 'review.called',
      subject: { kind: 'review', id },
      version: 1,
      facts: { month: asked.month, units, people },
    })
    return { id }
  })
}

const timeOf = (at: string, zone: string): string =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')
