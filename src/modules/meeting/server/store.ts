import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { AlertKind } from '../rules/issue.ts'
import type { IssueTable, StepTable } from './tables.ts'

const text = (at: Instant | null): string | null => at?.toString() ?? null

export const insertIssue = (tx: Tx, issue: IssueTable) =>
  run(
    tx,
    `insert into meeting.issue (hospital_id, id, number, title, description, units, raised_by, raised_at, due_at, status, level, next_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      issue.hospitalId,
      issue.id,
      issue.number,
      issue.title,
      issue.description,
      issue.units,
      issue.raisedBy,
      text(issue.raisedAt),
      text(issue.dueAt),
      issue.status,
      issue.level,
      text(issue.nextAt),
      issue.version,
    ],
  )

/** An issue with its row locked. Refuses what is not there. */
export async function issueOf(tx: Tx, hospitalId: string, id: string): Promise<IssueTable> {
  const [issue] = await run<IssueTable>(
    tx,
    'select * from meeting.issue where hospital_id = $1 and id = $2 for update',
    [hospitalId, id],
  )
  if (issue === undefined) throw new Problem('not-found')
  return issue
}

export const saveIssue = (tx: Tx, issue: IssueTable) =>
  run(
    tx,
    `update meeting.issue set due_at = $3, status = $4, level = $5, next_at = $6, outcome = $7, closed_by = $8, closed_at = $9, version = $10
     where hospital_id = $1 and id = $2`,
    [
      issue.hospitalId,
      issue.id,
      text(issue.dueAt),
      issue.status,
      issue.level,
      text(issue.nextAt),
      issue.outcome,
      issue.closedBy,
      text(issue.closedAt),
      issue.version,
    ],
  )

export const insertStep = (tx: Tx, step: StepTable) =>
  run(
    tx,
    `insert into meeting.step (hospital_id, issue_id, id, text, person_id, due_at, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      step.hospitalId,
      step.issueId,
      step.id,
      step.text,
      step.personId,
      text(step.dueAt),
      step.addedBy,
      text(step.addedAt),
    ],
  )

/** The agreed steps of some issues, the next due first. */
export const stepsOf = (tx: Tx, hospitalId: string, issueIds: readonly string[]): Promise<StepTable[]> =>
  run<StepTable>(tx, 'select * from meeting.step where hospital_id = $1 and issue_id = any($2) order by due_at, id', [
    hospitalId,
    issueIds,
  ])

/** Tells people about an issue; each hears each cause once. */
export async function alert(
  house: House,
  tx: Tx,
  issue: IssueTable,
  { about, kind, to, at }: { about: string; kind: AlertKind; to: readonly string[]; at: Instant },
): Promise<void> {
  for (const personId of new Set(to))
    await run(
      tx,
      `insert into meeting.alert (hospital_id, id, issue_id, about, kind, person_id, at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict do nothing`,
      [issue.hospitalId, house.ids.next(), issue.id, about, kind, personId, at.toString()],
    )
}
