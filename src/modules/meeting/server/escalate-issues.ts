import { systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { escalation, holdersAnywhere, holdersOf, type Organisation, organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { nextEscalation } from '../rules/issue.ts'
import { coordinationPolicy } from '../settings.ts'
import { alert, issueOf, saveIssue } from './store.ts'
import type { IssueTable } from './tables.ts'

const AT_ONCE = 100

/** An issue that is open past its due goes to the heads of its departments, then to the deputy director; once each (COM-06). */
export const issueSweep: Sweep = {
  name: 'meeting: issues',
  every: 60,
  async run(house, now) {
    for (;;) {
      const due = await house.database.transact(tx =>
        run<{ id: string }>(
          tx,
          `select id from meeting.issue where hospital_id = $1 and next_at <= $2 order by next_at limit ${AT_ONCE}`,
          [house.hospital.id, now.toString()],
        ),
      )
      for (const { id } of due) await escalate(house, id, now)
      if (due.length < AT_ONCE) return
    }
  },
}

async function escalate(house: House, id: string, now: Instant): Promise<void> {
  const who = await organisation(house)
  const { directorAfterHours } = (await house.settings.at(house.hospital.id, coordinationPolicy, now)).value
  await transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const issue = await issueOf(tx, house.hospital.id, id)
    // Settled or moved between the look and the lock; and a long sleep does both levels, each at its own time.
    while (issue.nextAt !== null && issue.nextAt.epochMilliseconds <= now.epochMilliseconds) {
      const at = issue.nextAt
      issue.level += 1
      const to = issue.level === 1 ? headsOf(who, issue, now) : leadersOf(who, issue, now)
      await alert(house, tx, issue, { about: issue.id, kind: issue.level === 1 ? 'head' : 'director', to, at })
      issue.version += 1
      tell({
        action: 'coordination.escalated',
        subject: { kind: 'coordination', id: issue.id },
        version: issue.version,
        facts: { level: issue.level, to: [...to] },
        at,
      })
      issue.nextAt = nextEscalation(issue, directorAfterHours)
    }
    await saveIssue(tx, issue)
  })
}

/** The heads of the departments; where one has none, whoever stands above it. */
const headsOf = (who: Organisation, issue: IssueTable, at: Instant): readonly string[] => [
  ...new Set(
    issue.units.flatMap(unitId => {
      const heads = holdersOf(who, unitId, 'head', at)
      return heads.length > 0 ? heads : escalation(who, unitId, at, 2)
    }),
  ),
]

/** The deputy director; where there is none, the director, then the centre's manager. */
function leadersOf(who: Organisation, issue: IssueTable, at: Instant): readonly string[] {
  for (const post of ['deputy-director', 'director', 'centre-manager'] as const) {
    const holders = holdersAnywhere(who, post, at)
    if (holders.length > 0) return holders
  }
  return issue.units.flatMap(unitId => escalation(who, unitId, at, 3))
}
