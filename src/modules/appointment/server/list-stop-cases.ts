import type { Caller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { doctorsNamed } from './names.ts'
import type { StopCaseTable } from './tables.ts'

const CASES_AT_MOST = 50

/** A case with how many of its patients have an outcome, and how many are in the house without one, of `appointment.stop_case c`. */
export const CASE = `select c.*, c.day::text as day, k.patients, k.answered, k.here from appointment.stop_case c cross join lateral (
    select count(*)::int as patients, count(outcome)::int as answered,
      count(*) filter (where was_here and outcome is null)::int as here from appointment.stop_contact x
    where x.hospital_id = c.hospital_id and x.case_id = c.id) k`
export type CaseRow = StopCaseTable & { readonly patients: number; readonly answered: number; readonly here: number }

export const shownCase = (one: CaseRow) => ({
  id: one.id,
  sessionId: one.sessionId,
  unitId: one.unitId,
  doctorId: one.doctorId,
  day: one.day,
  halfDay: one.halfDay,
  reason: one.reason,
  stoppedAt: one.stoppedAt.toString(),
  closedAt: one.closedAt?.toString() ?? null,
  patients: one.patients,
  answered: one.answered,
  here: one.here,
})

/** Stopped sessions with how far they are: those whose patients are in the house, then those still open, then the newest (停诊处置). */
export const listStopCases = (house: House) => async (caller: Caller) => {
  const cases = await house.database.transact(tx =>
    run<CaseRow>(
      tx,
      `${CASE} where c.hospital_id = $1 order by c.closed_at is not null, k.here = 0, c.stopped_at desc limit ${CASES_AT_MOST}`,
      [caller.hospitalId],
    ),
  )
  return {
    cases: cases.map(shownCase),
    doctors: await doctorsNamed(
      house,
      cases.map(one => one.doctorId),
    ),
  }
}
