import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'

/** How a cross-department issue (协调事项, COM-06) stands. */
export type IssueStatus = 'open' | 'done' | 'dropped'

/** Why a person is told: the department is asked, a step is theirs, it is past its due and they are its head, or lead the service. */
export type AlertKind = 'raised' | 'step' | 'head' | 'director'

interface Issue {
  readonly status: IssueStatus
  readonly dueAt: Instant
  readonly level: number
}

/** A closed issue takes nothing more. */
export function mustBeOpen(issue: Pick<Issue, 'status'>): void {
  if (issue.status !== 'open') throw new Problem('issue-closed')
}

/** What is to be done lies in the time to come. */
export function mustBeToCome(dueAt: Instant, at: Instant): void {
  if (!isBefore(at, dueAt)) throw new Problem('issue-due-past')
}

/** It is done when every agreed step is; it may be dropped before, with the reason. */
export function mayClose(
  status: Exclude<IssueStatus, 'open'>,
  steps: readonly { readonly doneAt: Instant | null }[],
): void {
  const open = steps.filter(step => step.doneAt === null).length
  if (status === 'done' && open > 0) throw new Problem('steps-open', { count: open })
}

/**
 * When an issue next escalates: to the heads of its departments when it is due, to the deputy director so many hours later; once
 * each, also when the due was moved in between. Null when it has been everywhere, or is closed.
 */
export function nextEscalation(issue: Issue, directorAfterHours: number): Instant | null {
  if (issue.status !== 'open' || issue.level >= 2) return null
  return issue.level === 0 ? issue.dueAt : issue.dueAt.add({ hours: directorAfterHours })
}
