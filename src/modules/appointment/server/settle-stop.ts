import type { Caller } from '#kernel/caller.ts'
import { endTasks } from '#modules/notification/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { StopOutcome } from './tables.ts'

/**
 * Notes what became of a patient of a stopped session, and closes the case with the last (停诊处置, APT-13). Does nothing for a
 * booking that no stop waits for.
 */
export async function settleStop(
  tx: Tx,
  house: House,
  caller: Caller,
  appointmentId: string,
  outcome: StopOutcome,
  tell: (entry: Entry) => void,
): Promise<void> {
  const at = house.clock.now().toString()
  const [answered] = await run<{ caseId: string }>(
    tx,
    `update appointment.stop_contact set outcome = $3, answered_at = $4, answered_by = $5
     where hospital_id = $1 and appointment_id = $2 and outcome is null returning case_id`,
    [caller.hospitalId, appointmentId, outcome, at, caller.personId],
  )
  if (answered === undefined) return
  // Nobody calls any more about a time that is settled.
  await endTasks(house)(tx, { kind: 'appointment', id: appointmentId })
  // The case's row is locked first, so that of two last answers one closes it.
  await run(tx, 'select 1 from appointment.stop_case where hospital_id = $1 and id = $2 for update', [
    caller.hospitalId,
    answered.caseId,
  ])
  const [closed] = await run<{ sessionId: string; unitId: string }>(
    tx,
    `update appointment.stop_case c set closed_at = $3 where hospital_id = $1 and id = $2 and closed_at is null
       and not exists (select 1 from appointment.stop_contact k where k.hospital_id = $1 and k.case_id = $2 and k.outcome is null)
     returning session_id, unit_id`,
    [caller.hospitalId, answered.caseId, at],
  )
  if (closed !== undefined)
    tell({
      action: 'appointment.stop-closed',
      subject: { kind: 'stop-case', id: answered.caseId },
      unitId: closed.unitId,
      facts: { session: closed.sessionId },
    })
}
