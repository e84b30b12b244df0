import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { actsForDirector, holdersAnywhere, organisation } from '#modules/staff/index.ts'
import { type House, tellRefusal, transact } from '#platform/house.ts'
import { newestOf } from './sign-report.ts'
import { reportById, setReport } from './store.ts'

/** Which part of the director's work the approval of a monthly report is. */
const SCOPE = 'plan'

/** May the caller approve for the director now (ORG-09)? */
export const mayApprove = async (house: House, caller: Caller): Promise<boolean> =>
  caller.personId !== null && actsForDirector(house, caller.personId, house.clock.now(), SCOPE)

/** The director approves the monthly report; the deputy only while a delegation holds, and a try outside it stands in the journal. */
export const approveReport = (house: House) => async (caller: Caller, asked: { id: string }) => {
  const report = await house.database.transact(tx => reportById(tx, caller.hospitalId, asked.id))
  if (report === undefined) throw new Problem('report-unknown')
  if (report.kind !== 'month') throw new Problem('report-not-monthly')
  const facts = { day: report.day, version: report.version }
  if (!(await mayApprove(house, caller))) {
    await tellRefusal(house, caller, {
      action: 'report.approval-refused',
      subject: { kind: 'report', id: asked.id },
      facts,
    })
    throw new Problem('director-only')
  }
  const now = house.clock.now()
  const directors = holdersAnywhere(await organisation(house), 'director', now)
  return transact(house, caller, async ({ tx, tell }) => {
    const newest = await newestOf(tx, caller.hospitalId, asked.id)
    if (newest.approvedAt !== null) throw new Problem('report-approved')
    await setReport(tx, caller.hospitalId, asked.id, { approvedBy: personOf(caller), approvedAt: now })
    tell({
      action: 'report.approved',
      subject: { kind: 'report', id: asked.id },
      version: newest.version,
      facts: { ...facts, for: directors.includes(personOf(caller)) ? 'director' : 'delegated' },
    })
    return { id: asked.id, version: newest.version }
  })
}
