import type { Selectable } from 'kysely'
import { type Caller, personOf } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore, Temporal } from '#kernel/time.ts'
import { readPlace, writePlace } from '#kernel/page-place.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { delegate as giving, listDelegations as listing } from '../contract.ts'
import { holdersOf } from '../rules/coverage.ts'
import { type DelegationScope, delegates, mayActForDirector, mustDelegate } from '../rules/delegation.ts'
import type { Organisation } from '../rules/organisation.ts'
import { changeOrganisation, readOrganisation } from './organisation.ts'
import type { DelegationTable } from './tables.ts'

type Row = Selectable<DelegationTable>
type View = Answer<typeof giving>

const AT_ONCE = 30

const viewOf = (org: Organisation, row: Row, at: Instant): View => {
  const someone = (id: string) => ({ id, name: org.people.get(id)?.name ?? '' })
  return {
    id: row.id,
    unit: { id: row.unitId, name: org.units.get(row.unitId)?.name ?? '' },
    director: someone(row.directorId),
    deputy: someone(row.deputyId),
    scope: row.scope,
    reason: row.reason,
    from: row.fromAt.toString(),
    to: row.toAt.toString(),
    givenAt: row.givenAt.toString(),
    revokedAt: row.revokedAt?.toString() ?? null,
    revokeReason: row.revokeReason,
    holds: row.scope.some(scope => delegates(ruleOf(row), at, scope)),
  }
}

const ruleOf = (row: Row) => ({ ...row, from: row.fromAt, to: row.toAt })

/** The director lets the deputy act in the own place (主任授权, ORG-09). */
export const delegate =
  (house: House) =>
  (
    caller: Caller,
    asked: {
      readonly from: string
      readonly to: string
      readonly scope: readonly DelegationScope[]
      readonly reason: string
    },
  ): Promise<View> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      const directorId = personOf(caller)
      const from = Temporal.Instant.from(asked.from)
      const to = Temporal.Instant.from(asked.to)
      const { unitId, deputyId } = mustDelegate(org, directorId, { from, to }, at)
      const scope = asked.scope.includes('everything') ? ['everything' as const] : [...new Set(asked.scope)].toSorted()
      const row = await tx
        .insertInto('staff.delegation')
        .values({
          hospitalId: house.hospital.id,
          id: house.ids.next(),
          unitId,
          directorId,
          deputyId,
          scope,
          reason: asked.reason,
          fromAt: from.toString(),
          toAt: to.toString(),
          givenAt: at.toString(),
          revokedAt: null,
          revokeReason: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      tell({
        action: 'staff.delegated',
        subject: { kind: 'coverage', id: row.id },
        unitId,
        facts: { from: asked.from, to: asked.to, scope },
        detail: { reason: asked.reason, deputy: deputyId },
      })
      return viewOf(org, row, at)
    })

/** The director takes it back (撤回授权): from this moment on. */
export const revokeDelegation =
  (house: House) =>
  (caller: Caller, asked: { readonly id: string; readonly reason: string }): Promise<View> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      const row = await tx
        .selectFrom('staff.delegation')
        .selectAll()
        .where('hospitalId', '=', house.hospital.id)
        .where('id', '=', asked.id)
        .forUpdate()
        .executeTakeFirst()
      if (row === undefined) throw new Problem('not-found')
      if (!holdersOf(org, row.unitId, 'director', at).includes(personOf(caller))) throw new Problem('not-director')
      if (row.revokedAt !== null || !isBefore(at, row.toAt)) throw new Problem('delegation-over')
      const revoked = await tx
        .updateTable('staff.delegation')
        .set({ revokedAt: at.toString(), revokeReason: asked.reason })
        .where('hospitalId', '=', house.hospital.id)
        .where('id', '=', row.id)
        .returningAll()
        .executeTakeFirstOrThrow()
      tell({
        action: 'staff.delegation-revoked',
        subject: { kind: 'coverage', id: row.id },
        unitId: row.unitId,
        facts: {},
        detail: { reason: asked.reason },
      })
      return viewOf(org, revoked, at)
    })

/** What was delegated, the newest first. */
export const listDelegations =
  (house: House) =>
  (caller: Caller, asked: { readonly after?: string | undefined }): Promise<Answer<typeof listing>> =>
    house.database.transact(async tx => {
      const now = house.clock.now()
      const org = await readOrganisation(tx, house, now)
      const [at = null, id = null] = readPlace(asked.after, 'instant', 'id')
      const rows = await run<Row>(
        tx,
        `select * from staff.delegation where hospital_id = $1
           and ($2::timestamptz is null or (given_at, id) < ($2::timestamptz, $3::uuid))
         order by given_at desc, id desc limit ${AT_ONCE + 1}`,
        [house.hospital.id, at, id],
      )
      const last = rows[AT_ONCE - 1]
      return {
        items: rows.slice(0, AT_ONCE).map(row => viewOf(org, row, now)),
        next: rows.length > AT_ONCE && last !== undefined ? writePlace(last.givenAt.toString(), last.id) : null,
        mayGive: [...org.units.values()].some(unit =>
          holdersOf(org, unit.id, 'director', now).includes(caller.personId ?? ''),
        ),
      }
    })

/**
 * May the person decide what is the director's (ORG-09)? The director may; the deputy while a delegation of that director holds.
 * `scope` names the matter; without it only a delegation of everything counts.
 */
export const actsForDirector = (
  house: House,
  personId: string,
  at: Instant,
  scope: DelegationScope = 'everything',
): Promise<boolean> => house.database.transact(tx => actsForDirectorIn(tx, house, personId, at, scope))

/** The same inside a transaction. */
export async function actsForDirectorIn(
  tx: Tx,
  house: House,
  personId: string,
  at: Instant,
  scope: DelegationScope = 'everything',
): Promise<boolean> {
  const org = await readOrganisation(tx, house, at)
  const rows = await tx
    .selectFrom('staff.delegation')
    .selectAll()
    .where('hospitalId', '=', house.hospital.id)
    .where('deputyId', '=', personId)
    .where('toAt', '>', at.toString() as never)
    .execute()
  return mayActForDirector(org, rows.map(ruleOf), personId, at, scope)
}
