import { type Caller, can, canIn, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { coverage, holdersOf, type Organisation, organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { byFrequency, type Frequency, monthOf, painPointMayFollow, type PainPointStatus } from '../rules/pain-point.ts'
import { painPointPolicy } from '../settings.ts'
import { someone, unitOf } from './shown.ts'
import { insertNotices, sqlValues } from './store.ts'
import type { PainPointTable } from './tables.ts'

export interface FilePainPoint {
  readonly unitId: string
  readonly issue: string
  readonly effect: string
  readonly frequency: Frequency
  readonly proposal: string | null
}

/** A pain point as the monthly review reads it (TKT-16). */
export interface PainPointOfMonth
  extends Pick<PainPointTable, 'id' | 'unitId' | 'issue' | 'effect' | 'frequency' | 'proposal' | 'status' | 'filedAt'> {
  readonly unitName: string
}

/** The pain points of a month (`2026-11`), what happens most often first: a part of the pack of the monthly service review. */
export async function painPointsOf(house: House, tx: Tx, month: string): Promise<readonly PainPointOfMonth[]> {
  const who = await organisation(house)
  const rows = await rowsOf(tx, house.hospital.id, month)
  return rows.toSorted(byFrequency).map(row => ({ ...row, unitName: unitOf(who, row.unitId).name }))
}

/** The departments that reported nothing in a month. */
export async function departmentsWithoutPainPoint(
  house: House,
  tx: Tx,
  month: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const who = await organisation(house)
  const reported = new Set((await rowsOf(tx, house.hospital.id, month)).map(row => row.unitId))
  return departments(who, house.clock.now()).filter(unit => !reported.has(unit.id))
}

/** A department reports a recurring obstacle (TKT-15); it is asked again an interval later. */
export const filePainPoint = (house: House) => async (caller: Caller, asked: FilePainPoint) => {
  const who = await organisation(house)
  const at = house.clock.now()
  if (!canIn(caller, 'pain-point:write', asked.unitId) || !departments(who, at).some(one => one.id === asked.unitId))
    throw new Problem('pain-point-unit')
  const { everyDays } = (await house.settings.at(caller.hospitalId, painPointPolicy, at)).value
  return transact(house, caller, async ({ tx, tell }) => {
    const row: PainPointTable = {
      hospitalId: caller.hospitalId,
      id: house.ids.next(),
      ...asked,
      month: monthOf(at, house.hospital.zone),
      status: 'filed',
      answer: null,
      filedBy: personOf(caller),
      filedAt: at,
      movedBy: null,
      movedAt: null,
      version: 1,
    }
    await tx.insertInto('ticket.pain_point').values(sqlValues(row)).execute()
    await run(
      tx,
      `insert into ticket.pain_point_reminder (hospital_id, unit_id, due_at) values ($1, $2, $3)
       on conflict (hospital_id, unit_id) do update set due_at = excluded.due_at`,
      [caller.hospitalId, asked.unitId, at.add({ hours: 24 * everyDays }).toString()],
    )
    tell({
      action: 'pain-point.filed',
      subject: { kind: 'pain-point', id: row.id },
      version: 1,
      unitId: asked.unitId,
      facts: { unit: asked.unitId, month: row.month, frequency: asked.frequency },
      detail: { issue: asked.issue, effect: asked.effect, proposal: asked.proposal },
    })
    return shown(who, row)
  })
}

/** Those who lead take it up, call it solved or decline it; the department hears the answer. */
export const answerPainPoint =
  (house: House) =>
  async (caller: Caller, asked: { id: string; status: PainPointStatus; answer: string; version: number }) => {
    const who = await organisation(house)
    const at = house.clock.now()
    return transact(house, caller, async ({ tx, tell }) => {
      const [before] = await run<PainPointTable>(
        tx,
        'select * from ticket.pain_point where hospital_id = $1 and id = $2 for update',
        [caller.hospitalId, asked.id],
      )
      if (before === undefined || !canIn(caller, 'ticket:manage', before.unitId)) throw new Problem('not-found')
      if (before.version !== asked.version)
        throw new Problem('stale-version', { id: asked.id, version: before.version })
      painPointMayFollow(before.status, asked.status)
      const row = { ...before, status: asked.status, answer: asked.answer, version: before.version + 1 }
      await run(
        tx,
        `update ticket.pain_point set status = $3, answer = $4, moved_by = $5, moved_at = $6, version = $7
         where hospital_id = $1 and id = $2`,
        [caller.hospitalId, asked.id, row.status, row.answer, caller.personId, at.toString(), row.version],
      )
      tell({
        action: 'pain-point.answered',
        subject: { kind: 'pain-point', id: row.id },
        version: row.version,
        unitId: row.unitId,
        facts: { unit: row.unitId, from: before.status, to: row.status },
        detail: { answer: asked.answer },
      })
      await insertNotices(tx, [
        painPointNotice(house, { personId: row.filedBy, unitId: row.unitId, step: 'pain-point-answered', at }),
      ])
      return shown(who, row)
    })
  }

/** The pain points of a month that the caller may read, and the departments that reported none. */
export const listPainPoints = (house: House) => async (caller: Caller, asked: { month?: string | undefined }) => {
  const who = await organisation(house)
  const now = house.clock.now()
  const month = asked.month ?? monthOf(now, house.hospital.zone)
  const reads = (unitId: string) => canIn(caller, 'pain-point:read', unitId)
  const { rows, without } = await house.database.transact(async tx => ({
    rows: await rowsOf(tx, caller.hospitalId, month),
    without: await departmentsWithoutPainPoint(house, tx, month),
  }))
  return {
    month,
    items: rows
      .filter(row => reads(row.unitId))
      .toSorted(byFrequency)
      .map(row => shown(who, row)),
    without: without
      .filter(unit => reads(unit.id))
      .map(unit => {
        const [liaison] = holdersOf(who, unit.id, 'liaison', now)
        return { unit, liaison: liaison === undefined ? null : someone(who, liaison) }
      }),
    mine: departments(who, now).filter(unit => canIn(caller, 'pain-point:write', unit.id)),
    mayAnswer: can(caller, 'ticket:manage'),
  }
}

/** A notice that is about a department and no matter. */
export const painPointNotice = (
  house: House,
  about: { personId: string; unitId: string; step: string; at: Instant },
) => ({
  hospitalId: house.hospital.id,
  id: house.ids.next(),
  ticketId: null,
  clockId: null,
  level: 1,
  seenAt: null,
  ...about,
})

/** The units that answer for patients' matters: each of them reports (1+3+N). */
export const departments = (who: Organisation, at: Instant) =>
  coverage(who, at)
    .map(({ unit }) => ({ id: unit.id, name: unit.name, code: unit.code }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ id, name }) => ({ id, name }))

const rowsOf = (tx: Tx, hospitalId: string, month: string) =>
  run<PainPointTable>(
    tx,
    'select * from ticket.pain_point where hospital_id = $1 and month = $2 order by filed_at, id',
    [hospitalId, month],
  )

const shown = (who: Organisation, row: PainPointTable) => ({
  id: row.id,
  unit: unitOf(who, row.unitId),
  month: row.month,
  issue: row.issue,
  effect: row.effect,
  frequency: row.frequency,
  proposal: row.proposal,
  status: row.status,
  answer: row.answer,
  filedBy: someone(who, row.filedBy),
  filedAt: row.filedAt.toString(),
  version: row.version,
})
