import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import type { Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { draftDay, draftMonth } from './draft-report.ts'
import { reportById, setReport, versionsOf } from './store.ts'
import type { ReportTable } from './tables.ts'

/** The newest version, locked; refuses an older one. */
export async function newestOf(tx: Tx, hospitalId: string, id: string): Promise<ReportTable> {
  const report = await reportById(tx, hospitalId, id, true)
  if (report === undefined) throw new Problem('report-unknown')
  const [newest] = await versionsOf(tx, report)
  if (newest !== undefined && newest.version > report.version)
    throw new Problem('report-superseded', { version: newest.version })
  return report
}

/** The desk signs what the report says, with remarks (签字, REP-01). A signature stays with its version. */
export const signReport = (house: House) => (caller: Caller, asked: { id: string; remarks: string | null }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const report = await newestOf(tx, caller.hospitalId, asked.id)
    if (report.signedAt !== null) throw new Problem('report-signed')
    await setReport(tx, caller.hospitalId, asked.id, {
      signedBy: personOf(caller),
      signedAt: house.clock.now(),
      remarks: asked.remarks === null ? null : house.cipher.encipherJson({ remarks: asked.remarks }),
    })
    tell({
      action: 'report.signed',
      subject: { kind: 'report', id: asked.id },
      version: report.version,
      facts: { kind: report.kind, day: report.day, version: report.version },
      ...(asked.remarks === null ? {} : { detail: { remarks: asked.remarks } }),
    })
    return { id: asked.id, version: report.version }
  })

/** Counts anew as the next version, which says why (更正, REP-06): the version before stays as it was signed. */
export const correctReport = (house: House) => async (caller: Caller, asked: { id: string; reason: string }) => {
  const report = await house.database.transact(tx => newestOf(tx, caller.hospitalId, asked.id))
  const draft = report.kind === 'day' ? draftDay : draftMonth
  return draft(house, caller, Temporal.PlainDate.from(report.day), { because: 'correction', reason: asked.reason })
}
