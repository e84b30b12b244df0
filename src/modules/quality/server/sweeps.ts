import { systemCaller } from '#kernel/caller.ts'
import { type Instant, type PlainDate, Temporal } from '#kernel/time.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { escalation, organisation } from '#modules/staff/index.ts'
import { firstMatterAt } from '#modules/ticket/index.ts'
import { type House, transact } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { dayPeriod, minuteOf, monthOf } from '../rules/period.ts'
import { reportPolicy } from '../settings.ts'
import { count } from './count.ts'
import { draftDay, draftMonth } from './draft-report.ts'
import { newestReports, setReport, unsignedReports } from './store.ts'
import type { ReportTable } from './tables.ts'

/** So many missing days are made in one turn; the next turn goes on. */
const AT_ONCE = 7
const HAPPENED = [
  'opened',
  'closed',
  'reopened',
  'dispatched',
  'response-rate',
  'limit-rate',
  'promise-kept',
  'promise-broken',
  'effort',
] as const

/** Drafts each day's report at its hour, completes it after midnight, sums up the month, and asks for signatures (REP-01). */
export const reportSweep: Sweep = {
  name: 'quality: reports',
  every: 60,
  async run(house, now) {
    const policy = (await house.settings.at(house.hospital.id, reportPolicy, now)).value
    const today = now.toZonedDateTimeISO(house.hospital.zone).toPlainDate()
    const earliest = today.subtract({ days: policy.catchUpDays })
    const first = await firstMatterAt(house)
    if (first === null) return
    const firstDay = first.toZonedDateTimeISO(house.hospital.zone).toPlainDate()
    const from = Temporal.PlainDate.compare(firstDay, earliest) > 0 ? firstDay : earliest
    await draftDays(house, now, from, today, policy.draftAt)
    await sumUpMonth(house, today)
    await flag(house, now, from, today, policy.flagAt)
  },
}

async function draftDays(
  house: House,
  now: Instant,
  from: PlainDate,
  today: PlainDate,
  draftAt: number,
): Promise<void> {
  const caller = systemCaller(house.hospital.id)
  const known = await newest(house, 'day', from)
  let left = AT_ONCE
  for (let day = from; Temporal.PlainDate.compare(day, today) <= 0 && left > 0; day = day.add({ days: 1 })) {
    const report = known.get(day.toString())
    const isOver = Temporal.PlainDate.compare(day, today) < 0
    const isDue = isOver || Temporal.Instant.compare(now, minuteOf(day, draftAt, house.hospital.zone)) >= 0
    if (report === undefined && isDue) {
      await draftDay(house, caller, day, { because: 'day-end' })
      left -= 1
    } else if (report !== undefined && isOver && !report.complete) {
      await complete(house, report, day)
      left -= 1
    }
  }
}

/** What came after the draft of the day makes another version; if nothing came, the draft is whole. */
async function complete(house: House, report: ReportTable, day: PlainDate): Promise<void> {
  const caller = systemCaller(house.hospital.id)
  const { to } = dayPeriod(day, house.hospital.zone)
  const later = await house.database.transact(tx =>
    count(tx, house, HAPPENED, { live: { from: report.draftedAt, to } }),
  )
  const came = HAPPENED.some(id => (later.get(id)?.get('')?.of ?? later.get(id)?.get('')?.count ?? 0) > 0)
  if (came) {
    await draftDay(house, caller, day, { because: 'rest-of-day' })
    return
  }
  await transact(house, caller, async ({ tx, tell }) => {
    await setReport(tx, house.hospital.id, report.id, { complete: true })
    tell({
      action: 'report.completed',
      subject: { kind: 'report', id: report.id },
      version: report.version,
      facts: { day: report.day, version: report.version },
    })
  })
}

/** The month that has ended, when all of its days are whole. */
async function sumUpMonth(house: House, today: PlainDate): Promise<void> {
  const month = monthOf(today).subtract({ months: 1 })
  const [reports, days] = await Promise.all([newest(house, 'month', month), newest(house, 'day', month)])
  const there = reports.get(month.toString())
  const own = [...days.values()].filter(report => report.day < monthOf(today).toString())
  if (there?.complete === true || own.length === 0 || !own.every(report => report.complete)) return
  const last = own.map(report => report.day).reduce((a, b) => (a > b ? a : b))
  // A month is summed up once its last day is there; what is summed up already stays, until a correction.
  if (last !== monthOf(today).subtract({ days: 1 }).toString() || there?.because === 'month-end') return
  await draftMonth(house, systemCaller(house.hospital.id), month, { because: 'month-end' })
}

const newest = async (
  house: House,
  kind: 'day' | 'month',
  from: PlainDate,
): Promise<ReadonlyMap<string, ReportTable>> => {
  const found = await house.database.transact(tx =>
    newestReports(tx, house.hospital.id, { kind, from: from.toString(), limit: 100 }),
  )
  return new Map(found.map(report => [report.day, report]))
}

/** The next morning a report that nobody signed is flagged, and the manager hears it. */
async function flag(house: House, now: Instant, from: PlainDate, today: PlainDate, flagAt: number): Promise<void> {
  const { zone, id } = house.hospital
  const unsigned = await house.database.transact(tx => unsignedReports(tx, id, from.toString(), today.toString()))
  const due = unsigned.filter(
    report =>
      report.flaggedAt === null &&
      Temporal.Instant.compare(now, minuteOf(Temporal.PlainDate.from(report.day).add({ days: 1 }), flagAt, zone)) >= 0,
  )
  if (due.length === 0) return
  const who = await organisation(house)
  const desk = [...who.units.values()].find(unit => unit.kind === 'desk')
  const to = desk === undefined ? [] : [...escalation(who, desk.id, now, 2)]
  await transact(house, systemCaller(id), async ({ tx, tell }) => {
    for (const report of due) {
      await setReport(tx, id, report.id, { flaggedAt: now })
      tell({
        action: 'report.unsigned',
        subject: { kind: 'report', id: report.id },
        version: report.version,
        facts: { day: report.day, to },
      })
    }
    const [newest] = due
    for (const personId of to)
      await sendMessage(house)(tx, {
        template: 'report.unsigned',
        to: { kind: 'person', personId },
        about: { kind: 'report', id: newest?.id ?? id },
        values: { count: String(due.length), days: due.map(report => report.day.slice(5)).join('、') },
      })
  })
}
