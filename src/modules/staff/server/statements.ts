import type { Selectable } from 'kysely'
import { type Caller, personOf } from '#kernel/caller.ts'
import type { Answer, Sending } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type {
  readMyDuties as ownReading,
  publishStatement as publishing,
  readStatements as reading,
} from '../contract.ts'
import { mustOpen } from '../rules/duty-line.ts'
import { firstStatement } from '../rules/first-statement.ts'
import type { Organisation, Post } from '../rules/organisation.ts'
import { actsForDirectorIn } from './delegate.ts'
import { changeOrganisation, dayOf, organisation } from './organisation.ts'
import type { StatementTable } from './tables.ts'
import { postsOf } from './who-am-i.ts'

type Row = Selectable<StatementTable>
type View = Answer<typeof publishing>

const first = (post: Post): View => ({
  post,
  version: 1,
  effectiveFrom: null,
  author: null,
  writtenAt: null,
  lines: [...firstStatement(post)],
})

const viewOf = (org: Organisation, row: Row): View => ({
  post: row.post,
  version: row.version,
  effectiveFrom: row.effectiveFrom,
  author: row.authorId === null ? null : (org.people.get(row.authorId)?.name ?? null),
  writtenAt: row.writtenAt.toString(),
  lines: [...row.lines],
})

/** Every version of these posts, the newest first; the one that the house brings is the last. */
async function versionsOf(tx: Tx, house: House, org: Organisation, post: Post): Promise<View[]> {
  const rows = await tx
    .selectFrom('staff.statement')
    .selectAll()
    .where('hospitalId', '=', house.hospital.id)
    .where('post', '=', post)
    .orderBy('version', 'desc')
    .execute()
  return [...rows.map(row => viewOf(org, row)), first(post)]
}

/** The newest whose day has come. */
const holding = (versions: readonly View[], today: string): View | undefined =>
  versions.find(one => one.effectiveFrom === null || one.effectiveFrom <= today)

/** What a post has to do (岗位职责, ORG-04): all versions stay readable. */
export const readStatements =
  (house: House) =>
  async (caller: Caller, { post }: { readonly post: Post }): Promise<Answer<typeof reading>> => {
    const at = house.clock.now()
    const org = await organisation(house)
    const today = dayOf(at, house.hospital.zone)
    return house.database.transact(async tx => {
      const versions = await versionsOf(tx, house, org, post)
      const mayPublish =
        caller.permissions.has('statement:write') &&
        (await actsForDirectorIn(tx, house, personOf(caller), at, 'personnel'))
      return { holds: holding(versions, today)?.version ?? 1, versions, mayPublish, today }
    })
  }

/** What the own posts have to do today (我的职责). */
export const readMyDuties =
  (house: House) =>
  async (caller: Caller): Promise<Answer<typeof ownReading>> => {
    const at = house.clock.now()
    const org = await organisation(house)
    const today = dayOf(at, house.hospital.zone)
    const posts = [...new Set(postsOf(org, personOf(caller), at).map(held => held.post))]
    return house.database.transact(async tx => {
      const statements: View[] = []
      for (const post of posts) {
        const holds = holding(await versionsOf(tx, house, org, post), today)
        if (holds !== undefined) statements.push(holds)
      }
      return { statements }
    })
  }

/** The director publishes a new version (发布岗位职责); the deputy only while a delegation for it holds (ORG-09). */
export const publishStatement =
  (house: House) =>
  (caller: Caller, asked: Sending<typeof publishing>['body'] & { readonly post: Post }): Promise<View> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      if (!(await actsForDirectorIn(tx, house, personOf(caller), at, 'personnel'))) throw new Problem('not-director')
      if (asked.effectiveFrom < dayOf(at, house.hospital.zone))
        throw new Problem('statement-past', { pointer: '/body/effectiveFrom' })
      mustOpen(asked.post, asked.lines)
      const [newest] = await versionsOf(tx, house, org, asked.post)
      const lines = asked.lines.map((line, n) => ({ no: n + 1, ...line }))
      const row = await tx
        .insertInto('staff.statement')
        .values({
          hospitalId: house.hospital.id,
          post: asked.post,
          version: (newest?.version ?? 1) + 1,
          effectiveFrom: asked.effectiveFrom,
          lines: JSON.stringify(lines),
          authorId: caller.personId,
          writtenAt: at.toString(),
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      tell({
        action: 'staff.statement-published',
        subject: { kind: 'coverage', id: house.hospital.id },
        version: row.version,
        facts: { post: row.post, version: row.version, lines: lines.length },
      })
      return viewOf(org, row)
    })
