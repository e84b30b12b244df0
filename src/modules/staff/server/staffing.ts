import type { Selectable } from 'kysely'
import type { Caller } from '#kernel/caller.ts'
import type { Answer, Sending } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { readStaffing as reading, setStandard as setting } from '../contract.ts'
import { mustManageUnit } from '../rules/authority.ts'
import type { Organisation } from '../rules/organisation.ts'
import { POST_FITS } from '../rules/post.ts'
import { type Staffing, staffingAt } from '../rules/staffing.ts'
import { changeOrganisation, readOrganisation } from './organisation.ts'
import type { StandardTable } from './tables.ts'

type Row = Selectable<StandardTable>
type View = Answer<typeof setting>

const LONGEST_MINUTES = 1440

const viewOf = (org: Organisation, row: Omit<Row, 'hospitalId' | 'sinceAt' | 'endedAt' | 'authorId'>): View => ({
  id: row.id,
  unit: { id: row.unitId, name: org.units.get(row.unitId)?.name ?? '' },
  post: row.post,
  shift: row.shift,
  fromMinute: row.fromMinute,
  toMinute: row.toMinute,
  days: row.days,
  least: row.least,
})

/** Those that held at `at`. */
const standardsAt = (tx: Tx, hospitalId: string, at: Instant): Promise<Row[]> =>
  run<Row>(
    tx,
    `select * from staff.standard where hospital_id = $1 and since_at <= $2::timestamptz
       and (ended_at is null or ended_at > $2::timestamptz) order by from_minute, shift, id`,
    [hospitalId, at.toString()],
  )

/** Sets the least number of people of a post in a unit during a shift (人员配备标准, ORG-05); what held before ends. */
export const setStandard =
  (house: House) =>
  (caller: Caller, asked: Sending<typeof setting>['body']): Promise<View> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      const unit = org.units.get(asked.unitId)
      if (unit === undefined) throw new Problem('not-found')
      mustManageUnit(caller, asked.unitId)
      if (!POST_FITS[asked.post].includes(unit.kind)) throw new Problem('post-unfit', { unit: unit.name })
      if (asked.toMinute <= asked.fromMinute || asked.toMinute - asked.fromMinute > LONGEST_MINUTES)
        throw new Problem('shift-order', { pointer: '/body/toMinute' })
      const { unitId, post, shift, days } = asked
      await run(
        tx,
        `update staff.standard set ended_at = $6 where hospital_id = $1 and unit_id = $2 and post = $3 and shift = $4 and days = $5
           and ended_at is null`,
        [house.hospital.id, unitId, post, shift, days, at.toString()],
      )
      const row = await tx
        .insertInto('staff.standard')
        .values({
          hospitalId: house.hospital.id,
          id: house.ids.next(),
          ...asked,
          sinceAt: at.toString(),
          endedAt: null,
          authorId: caller.personId,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      tell({
        action: 'staff.standard-set',
        subject: { kind: 'coverage', id: row.id },
        unitId,
        facts: { unit: unitId, post, shift, least: asked.least },
        detail: { fromMinute: asked.fromMinute, toMinute: asked.toMinute, days },
      })
      return viewOf(org, row)
    })

/** A standard holds no longer. */
export const endStandard =
  (house: House) =>
  (caller: Caller, asked: { readonly id: string; readonly reason: string }): Promise<Record<never, never>> =>
    changeOrganisation(house, caller, async ({ tx, tell, at }) => {
      const held = (await standardsAt(tx, house.hospital.id, at)).find(one => one.id === asked.id)
      if (held === undefined) throw new Problem('not-found')
      mustManageUnit(caller, held.unitId)
      await run(tx, 'update staff.standard set ended_at = $3 where hospital_id = $1 and id = $2', [
        house.hospital.id,
        held.id,
        at.toString(),
      ])
      tell({
        action: 'staff.standard-ended',
        subject: { kind: 'coverage', id: held.id },
        unitId: held.unitId,
        facts: { unit: held.unitId, post: held.post, shift: held.shift },
        detail: { reason: asked.reason },
      })
      return {}
    })

/** The standards, and how those whose shift runs at `at` are staffed. */
export async function staffingIn(tx: Tx, house: House, at: Instant) {
  const org = await readOrganisation(tx, house, at)
  const rows = (await standardsAt(tx, house.hospital.id, at)).filter(row => org.units.has(row.unitId))
  return { org, rows, running: staffingAt(org, rows, at) }
}

/** The standards, and how the shifts that run now are staffed. */
export const readStaffing = (house: House) => (): Promise<Answer<typeof reading>> =>
  house.database.transact(async tx => {
    const at = house.clock.now()
    const { org, rows, running } = await staffingIn(tx, house, at)
    return {
      at: at.toString(),
      running: running.map(({ standard, actual, missing }) => ({ standard: viewOf(org, standard), actual, missing })),
      standards: rows.map(row => viewOf(org, row)),
    }
  })

/** A shift with too few people (缺编), for reports of other modules. */
export interface StaffingShortfall {
  readonly unitId: string
  readonly unitName: string
  readonly post: Staffing['standard']['post']
  readonly shift: string
  readonly least: number
  readonly actual: number
  readonly missing: number
}

/** Where people were missing at `at` (ORG-05), the worst first; by the standards and the duty of that moment, also a past one. */
export const staffingShortfalls = (house: House, at: Instant): Promise<readonly StaffingShortfall[]> =>
  house.database.transact(async tx => {
    const { org, running } = await staffingIn(tx, house, at)
    return running
      .filter(one => one.missing > 0)
      .map(({ standard, actual, missing }) => ({
        unitId: standard.unitId,
        unitName: org.units.get(standard.unitId)?.name ?? '',
        post: standard.post,
        shift: standard.shift,
        least: standard.least,
        actual,
        missing,
      }))
  })
