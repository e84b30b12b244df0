import { type Caller, can } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { type Language, Problem } from '#kernel/problem.ts'
import { type Organisation, organisation } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import type { listReports as listEndpoint, openReport as openEndpoint } from '../contract.ts'
import { mayApprove } from './approve-report.ts'
import { ABSENT } from './layout.ts'
import { cellsKept, namesOf, sectionsOf } from './present.ts'
import { newestReports, reportById, signedDays, versionsOf } from './store.ts'
import type { ReportTable } from './tables.ts'

const PAGE = 31
type Row = Answer<typeof listEndpoint>['items'][number]

/** Reports of a kind, the newest day first. */
export const listReports =
  (house: House) =>
  async (
    caller: Caller,
    asked: { kind: 'day' | 'month'; before?: string | undefined },
  ): Promise<Answer<typeof listEndpoint>> => {
    const who = await organisation(house)
    const { rows, signed } = await house.database.transact(async tx => {
      const found = await newestReports(tx, caller.hospitalId, {
        kind: asked.kind,
        limit: PAGE + 1,
        ...(asked.before === undefined ? {} : { before: asked.before }),
      })
      return {
        rows: found,
        signed: await signedDays(
          tx,
          caller.hospitalId,
          found.map(row => row.day),
        ),
      }
    })
    const shown = rows.slice(0, PAGE)
    return {
      items: shown.map(row => rowOf(who, row, signed.has(row.day))),
      next: rows.length > PAGE ? (shown.at(-1)?.day ?? null) : null,
    }
  }

/** One frozen report with its tables, and what the caller may do with it. */
export const openReport =
  (house: House) =>
  async (caller: Caller, asked: { id: string }, language: Language): Promise<Answer<typeof openEndpoint>> => {
    const names = await namesOf(house, language)
    const { report, versions } = await house.database.transact(async tx => {
      const found = await reportById(tx, caller.hospitalId, asked.id)
      if (found === undefined) throw new Problem('report-unknown')
      return { report: found, versions: await versionsOf(tx, found) }
    })
    const isNewest = versions[0]?.id === report.id
    const approves = report.kind === 'month' && report.approvedAt === null && (await mayApprove(house, caller))
    return {
      ...rowOf(
        names.who,
        report,
        versions.some(one => one.signedAt !== null && one.version < report.version),
      ),
      from: report.fromAt.toString(),
      to: report.toAt.toString(),
      reason: words(house, report.reason, 'reason'),
      remarks: words(house, report.remarks, 'remarks'),
      sections: sectionsOf(names, report.figures),
      absent: ABSENT.map(one => one[language]),
      versions: versions.map(one => ({
        id: one.id,
        version: one.version,
        draftedAt: one.draftedAt.toString(),
        signed: one.signedAt !== null,
      })),
      may: [
        ...(isNewest && can(caller, 'report:sign') && report.signedAt === null ? (['sign'] as const) : []),
        ...(isNewest && can(caller, 'report:sign') ? (['correct'] as const) : []),
        ...(isNewest && approves ? (['approve'] as const) : []),
        ...(can(caller, 'report:export') ? (['export'] as const) : []),
      ],
    }
  }

const words = (house: House, cipher: Buffer | null, key: 'reason' | 'remarks'): string | null =>
  cipher === null ? null : (house.cipher.decipherJson<Record<string, string>>(cipher)[key] ?? null)

function rowOf(who: Organisation, row: ReportTable, signedBefore: boolean): Row {
  const by = (id: string | null, at: ReportTable['signedAt']) =>
    id === null || at === null ? null : { by: { id, name: who.people.get(id)?.name ?? '—' }, at: at.toString() }
  const number = (figure: 'opened' | 'closed' | 'overdue') => cellsKept(row.figures, figure)?.count ?? 0
  return {
    id: row.id,
    kind: row.kind,
    day: row.day,
    version: row.version,
    draftedAt: row.draftedAt.toString(),
    because: row.because,
    complete: row.complete,
    opened: number('opened'),
    closed: number('closed'),
    overdue: number('overdue'),
    signed: by(row.signedBy, row.signedAt),
    approved: by(row.approvedBy, row.approvedAt),
    signedBefore: signedBefore && row.signedAt === null,
    flagged: row.flaggedAt !== null,
  }
}
