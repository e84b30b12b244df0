import { type Caller, can, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore, Temporal, wallClock } from '#kernel/time.ts'
import { organisation, type Organisation, receiverOf, worksIn } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { mayClose, mustBeOpen, mustBeToCome, nextEscalation } from '../rules/issue.ts'
import { coordinationPolicy } from '../settings.ts'
import { alert, insertIssue, insertStep, issueOf, saveIssue, stepsOf } from './store.ts'
import type { IssueTable, StepTable } from './tables.ts'

interface WantedStep {
  readonly text: string
  readonly personId: string
  readonly dueAt: string
}
export interface RaiseIssue {
  readonly title: string
  readonly description: string
  readonly units: readonly string[]
  readonly dueAt: string
  readonly steps: readonly WantedStep[]
}

/** Raises an issue between departments (协调事项, COM-06): each department's receiver is told, and who has an agreed step. */
export const raiseIssue = (house: House) => async (caller: Caller, asked: RaiseIssue) => {
  const who = await organisation(house)
  const at = house.clock.now()
  const units = [...new Set(asked.units)]
  for (const unitId of units) if (!who.units.has(unitId)) throw new Problem('issue-unit')
  const dueAt = Temporal.Instant.from(asked.dueAt)
  mustBeToCome(dueAt, at)
  const { day } = wallClock(at, house.hospital.zone)
  const count = await house.numbers.next(caller.hospitalId, 'coordination', day)
  const issue: IssueTable = {
    hospitalId: caller.hospitalId,
    id: house.ids.next(),
    number: `XT-${day.toString().slice(2).replaceAll('-', '')}-${String(count).padStart(3, '0')}`,
    title: asked.title,
    description: asked.description,
    units,
    raisedBy: personOf(caller),
    raisedAt: at,
    dueAt,
    status: 'open',
    level: 0,
    nextAt: dueAt,
    outcome: null,
    closedBy: null,
    closedAt: null,
    version: 1,
  }
  return transact(house, caller, async ({ tx, tell }) => {
    await insertIssue(tx, issue)
    const tellOf = telling(tell, issue)
    tellOf('coordination.raised', 1, { number: issue.number, units, dueAt: dueAt.toString() }, { title: issue.title })
    const receivers = units.map(unitId => receiverOf(who, unitId, at).personId)
    await alert(house, tx, issue, { about: issue.id, kind: 'raised', to: receivers, at })
    for (const step of asked.steps) await addStep({ house, tx, who, at, caller, issue, tell: tellOf }, step)
    return shown(who, caller, issue, await stepsOf(tx, caller.hospitalId, [issue.id]), at)
  })
}

/** One more agreed step. */
export const agreeStep = (house: House) => (caller: Caller, asked: WantedStep & { id: string }) =>
  change(house, caller, asked.id, undefined, 'agree', open => addStep(open, asked))

/** A step is done by whom it was given to, or by who may settle the issue. */
export const finishStep =
  (house: House) => (caller: Caller, asked: { id: string; stepId: string; note: string | null }) =>
    change(house, caller, asked.id, undefined, 'agree', async ({ tx, at, issue, tell }) => {
      const step = (await stepsOf(tx, issue.hospitalId, [issue.id])).find(one => one.id === asked.stepId)
      if (step === undefined) throw new Problem('not-found')
      if (step.doneAt !== null) throw new Problem('step-done')
      if (step.personId !== caller.personId && !maySettle(caller, issue)) throw new Problem('issue-not-yours')
      await run(
        tx,
        'update meeting.step set done_at = $4, done_by = $5, note = $6 where hospital_id = $1 and issue_id = $2 and id = $3',
        [issue.hospitalId, issue.id, step.id, at.toString(), caller.personId, asked.note],
      )
      tell(
        'coordination.step-done',
        issue.version,
        { step: step.id, late: isBefore(step.dueAt, at) },
        asked.note === null ? {} : { note: asked.note },
      )
    })

/** The due is moved, with a reason: who was told already is not told again. */
export const moveDue =
  (house: House) => (caller: Caller, asked: { id: string; dueAt: string; reason: string; version: number }) =>
    change(house, caller, asked.id, asked.version, 'settle', async ({ issue, at, tell }) => {
      const from = issue.dueAt.toString()
      issue.dueAt = Temporal.Instant.from(asked.dueAt)
      mustBeToCome(issue.dueAt, at)
      tell('coordination.due-moved', issue.version, { from, to: issue.dueAt.toString() }, { reason: asked.reason })
    })

/** Settled with all its steps, or dropped with the reason. */
export const closeIssue =
  (house: House) =>
  (caller: Caller, asked: { id: string; status: 'done' | 'dropped'; outcome: string; version: number }) =>
    change(house, caller, asked.id, asked.version, 'settle', async ({ tx, issue, at, tell }) => {
      mayClose(asked.status, await stepsOf(tx, issue.hospitalId, [issue.id]))
      Object.assign(issue, { status: asked.status, outcome: asked.outcome, closedBy: personOf(caller), closedAt: at })
      tell('coordination.closed', issue.version, { status: asked.status }, { outcome: asked.outcome })
    })

/** Issues by view: open, past their due, closed. */
export const listIssues = (house: House) => async (caller: Caller, asked: { view: 'open' | 'overdue' | 'closed' }) => {
  const who = await organisation(house)
  const now = house.clock.now()
  const where = {
    open: `status = 'open' and $2::timestamptz is not null order by due_at, id`,
    overdue: `status = 'open' and due_at <= $2 order by due_at, id`,
    closed: 'closed_at is not null and $2::timestamptz is not null order by closed_at desc, id',
  }[asked.view]
  const { issues, steps } = await house.database.transact(async tx => {
    const found = await run<IssueTable>(
      tx,
      `select * from meeting.issue where hospital_id = $1 and ${where} limit 200`,
      [caller.hospitalId, now.toString()],
    )
    return {
      issues: found,
      steps: await stepsOf(
        tx,
        caller.hospitalId,
        found.map(issue => issue.id),
      ),
    }
  })
  return { items: issues.map(issue => shown(who, caller, issue, steps, now)), now: now.toString() }
}

type Tell = <A extends Entry['action']>(
  action: A,
  version: number,
  facts: Entry<A>['facts'],
  detail?: Entry['detail'],
) => void
interface Open {
  readonly house: House
  readonly tx: Tx
  readonly who: Organisation
  readonly at: Instant
  readonly caller: Caller
  readonly issue: IssueTable
  readonly tell: Tell
}

const telling =
  (tell: (entry: Entry) => void, issue: IssueTable): Tell =>
  (action, version, facts, detail) =>
    tell({
      action,
      subject: { kind: 'coordination', id: issue.id },
      version,
      facts,
      ...(detail !== undefined && { detail }),
    } as Entry)

/** One step of one issue: its row locked, who may is checked, and when it next escalates is reckoned anew. */
async function change(
  house: House,
  caller: Caller,
  id: string,
  version: number | undefined,
  needs: 'agree' | 'settle',
  work: (open: Open) => Promise<void>,
) {
  const who = await organisation(house)
  const at = house.clock.now()
  const { directorAfterHours } = (await house.settings.at(caller.hospitalId, coordinationPolicy, at)).value
  return transact(house, caller, async ({ tx, tell }) => {
    const issue = await issueOf(tx, caller.hospitalId, id)
    if (version !== undefined && issue.version !== version)
      throw new Problem('stale-version', { id, version: issue.version })
    mustBeOpen(issue)
    const may = needs === 'settle' ? maySettle(caller, issue) : mayAgree(who, caller, issue, at)
    const isOwnStep =
      needs === 'agree' && (await stepsOf(tx, issue.hospitalId, [id])).some(one => one.personId === caller.personId)
    if (!may && !isOwnStep) throw new Problem('issue-not-yours')
    issue.version += 1
    await work({ house, tx, who, at, caller, issue, tell: telling(tell, issue) })
    issue.nextAt = nextEscalation(issue, directorAfterHours)
    await saveIssue(tx, issue)
    return shown(who, caller, issue, await stepsOf(tx, caller.hospitalId, [id]), at)
  })
}

async function addStep({ house, tx, who, at, caller, issue, tell }: Open, wanted: WantedStep): Promise<void> {
  if (!who.people.has(wanted.personId)) throw new Problem('issue-person')
  const dueAt = Temporal.Instant.from(wanted.dueAt)
  mustBeToCome(dueAt, at)
  const step: StepTable = {
    hospitalId: issue.hospitalId,
    issueId: issue.id,
    id: house.ids.next(),
    text: wanted.text,
    personId: wanted.personId,
    dueAt,
    addedBy: personOf(caller),
    addedAt: at,
    doneBy: null,
    doneAt: null,
    note: null,
  }
  await insertStep(tx, step)
  tell(
    'coordination.step-agreed',
    issue.version,
    { step: step.id, to: step.personId, dueAt: dueAt.toString() },
    { text: step.text },
  )
  await alert(house, tx, issue, { about: step.id, kind: 'step', to: [step.personId], at })
}

/** Who raised it and those who lead settle it; its departments agree steps too. */
const maySettle = (caller: Caller, issue: IssueTable): boolean =>
  caller.personId === issue.raisedBy || can(caller, 'coordination:manage')
const mayAgree = (who: Organisation, caller: Caller, issue: IssueTable, at: Instant): boolean =>
  maySettle(caller, issue) || issue.units.some(unitId => worksIn(who, personOf(caller), unitId, at))

function shown(who: Organisation, caller: Caller, issue: IssueTable, steps: readonly StepTable[], now: Instant) {
  const isOpen = issue.status === 'open'
  const person = (id: string) => ({ id, name: who.people.get(id)?.name ?? '—' })
  return {
    id: issue.id,
    number: issue.number,
    title: issue.title,
    description: issue.description,
    units: issue.units.map(id => ({ id, name: who.units.get(id)?.name ?? '—' })),
    raisedBy: person(issue.raisedBy),
    raisedAt: issue.raisedAt.toString(),
    dueAt: issue.dueAt.toString(),
    status: issue.status,
    overdue: isBefore(issue.dueAt, issue.closedAt ?? now),
    level: issue.level,
    steps: steps
      .filter(step => step.issueId === issue.id)
      .map(step => ({
        id: step.id,
        text: step.text,
        person: person(step.personId),
        dueAt: step.dueAt.toString(),
        overdue: isBefore(step.dueAt, step.doneAt ?? now),
        doneAt: step.doneAt?.toString() ?? null,
        note: step.note,
        mayFinish: isOpen && step.doneAt === null && (step.personId === caller.personId || maySettle(caller, issue)),
      })),
    outcome: issue.outcome,
    closedAt: issue.closedAt?.toString() ?? null,
    version: issue.version,
    mayAgree: isOpen && mayAgree(who, caller, issue, now),
    mayClose: isOpen && maySettle(caller, issue),
  }
}
