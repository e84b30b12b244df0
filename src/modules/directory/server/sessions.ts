import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { listDoctors, namesOf, sessionRow, todayIn } from './doctors.ts'
import { sessionsBetween, type StoredWeekly, weeksOf } from './session-store.ts'

/** Sessions of one day to a week, of a department or of all (出诊表). */
export async function listSessions(
  house: House,
  asked: {
    readonly from?: string | undefined
    readonly days?: number | undefined
    readonly unitId?: string | undefined
  },
) {
  const [who, names] = await Promise.all([organisation(house), namesOf(house)])
  const at = house.clock.now()
  const from = asked.from === undefined ? todayIn(house, at) : Temporal.PlainDate.from(asked.from)
  const to = from.add({ days: (asked.days ?? 7) - 1 })
  const rows = await house.database.transact(tx =>
    sessionsBetween(tx, house.hospital.id, { from: from.toString(), to: to.toString(), unitId: asked.unitId ?? null }),
  )
  return { items: rows.map(row => sessionRow(row, { who, names, at })) }
}

/** A doctor's usual week as it holds from today on. */
export async function readWeek(house: House, doctorId: string) {
  const { list } = await listDoctors(house)
  if (!list.some(one => one.id === doctorId)) throw new Problem('not-found')
  const today = todayIn(house, house.clock.now()).toString()
  const rows = await house.database.transact(tx => weeksOf(tx, house.hospital.id, [doctorId], today))
  return { items: rows.map(weekly) }
}

/** Without whose it is: that was asked for. */
const weekly = (row: StoredWeekly) => ({
  unitId: row.unitId,
  weekday: row.weekday,
  halfDay: row.halfDay,
  weeks: row.weeks,
  room: row.room,
  feeLevel: row.feeLevel,
  slotMinutes: row.slotMinutes,
  capacity: row.capacity,
  fromDay: row.fromDay,
  toDay: row.toDay,
})
