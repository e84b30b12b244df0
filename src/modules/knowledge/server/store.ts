import type { Selectable } from 'kysely'
import { run, type Tx } from '#platform/database.ts'
import type { Content } from '../rules/content.ts'
import type { ItemTable, RevisionTable } from './tables.ts'

export type Item = Selectable<ItemTable>
export type Revision = Selectable<RevisionTable>

const ITEM = `select id, kind, audience, code, unit_id, subject_id, owner_id, live_id, next_review_on, ends_on, version
  from knowledge.item where hospital_id = $1`
const REVISION = `select id, item_id, number, state, title, content, authors, reviewer_id, note, changed_at, published_at, ended_at
  from knowledge.revision where hospital_id = $1`

/** An item, locked against others who change it. */
export async function itemById(tx: Tx, hospitalId: string, id: string): Promise<Item | undefined> {
  const [found] = await run<Item>(tx, `${ITEM} and id = $2 for update`, [hospitalId, id])
  return found
}

/** Every version of an item, the newest first. */
export const revisionsOf = (tx: Tx, hospitalId: string, itemId: string): Promise<Revision[]> =>
  run(tx, `${REVISION} and item_id = $2 order by number desc limit 200`, [hospitalId, itemId])

/** What an item is called in its newest version; null where there is none. */
export async function titleOfItem(tx: Tx, hospitalId: string, itemId: string): Promise<string | null> {
  const [newest] = await revisionsOf(tx, hospitalId, itemId)
  return newest?.title ?? null
}

/** Adds items; false where one of them is there already. */
export async function insertItems(tx: Tx, hospitalId: string, items: readonly Item[]): Promise<boolean> {
  const made = await run(
    tx,
    `insert into knowledge.item (hospital_id, id, kind, audience, code, unit_id, subject_id, owner_id, live_id, next_review_on, ends_on, version)
     select $1, x.* from json_to_recordset($2::json) as x(id uuid, kind text, audience text, code text, unit_id uuid, subject_id uuid,
       owner_id uuid, live_id uuid, next_review_on date, ends_on date, version integer)
     on conflict do nothing returning id`,
    [
      hospitalId,
      JSON.stringify(
        items.map(one => ({
          id: one.id,
          kind: one.kind,
          audience: one.audience,
          code: one.code,
          unit_id: one.unitId,
          subject_id: one.subjectId,
          owner_id: one.ownerId,
          live_id: one.liveId,
          next_review_on: one.nextReviewOn,
          ends_on: one.endsOn,
          version: one.version,
        })),
      ),
    ],
  )
  return made.length === items.length
}

export async function saveItem(
  tx: Tx,
  hospitalId: string,
  item: Pick<Item, 'id' | 'ownerId' | 'liveId' | 'nextReviewOn' | 'endsOn' | 'version'>,
): Promise<void> {
  const { id, ownerId, liveId, nextReviewOn, endsOn, version } = item
  await run(
    tx,
    `update knowledge.item set owner_id = $3, live_id = $4, next_review_on = $5, ends_on = $6, version = $7 + 1
     where hospital_id = $1 and id = $2`,
    [hospitalId, id, ownerId, liveId, nextReviewOn, endsOn, version],
  )
}

/** Adds versions, or writes them over: the state, the words, who wrote, who approved. */
export async function saveRevisions(tx: Tx, hospitalId: string, revisions: readonly Revision[]): Promise<void> {
  await run(
    tx,
    `insert into knowledge.revision (hospital_id, id, item_id, number, state, title, content, authors, reviewer_id, note, changed_at,
       published_at, ended_at)
     select $1, x.* from json_to_recordset($2::json) as x(id uuid, item_id uuid, number integer, state text, title text, content json,
       authors uuid[], reviewer_id uuid, note text, changed_at timestamptz, published_at timestamptz, ended_at timestamptz)
     on conflict (hospital_id, id) do update set state = excluded.state, title = excluded.title, content = excluded.content,
       authors = excluded.authors, reviewer_id = excluded.reviewer_id, note = excluded.note, changed_at = excluded.changed_at,
       published_at = excluded.published_at, ended_at = excluded.ended_at`,
    [
      hospitalId,
      JSON.stringify(
        revisions.map(one => ({
          id: one.id,
          item_id: one.itemId,
          number: one.number,
          state: one.state,
          title: one.title,
          content: one.content,
          authors: one.authors,
          reviewer_id: one.reviewerId,
          note: one.note,
          changed_at: one.changedAt,
          published_at: one.publishedAt,
          ended_at: one.endedAt,
        })),
      ),
    ],
  )
}

/** What is published is no longer what it was: whoever remembers it reads anew. */
export const turnEdition = (tx: Tx, hospitalId: string): Promise<unknown> =>
  run(
    tx,
    `insert into knowledge.edition as e (hospital_id, value) values ($1, 1)
     on conflict (hospital_id) do update set value = e.value + 1`,
    [hospitalId],
  )

export const EDITION = 'select value from knowledge.edition where hospital_id = $1'

export interface LiveRow {
  readonly id: string
  readonly kind: Item['kind']
  readonly audience: Item['audience']
  readonly code: string
  readonly subjectId: string | null
  readonly ownerId: string
  readonly revisionId: string
  readonly number: number
  readonly title: string
  readonly content: Content
  readonly publishedAt: Revision['publishedAt']
}

/** What everybody sees now. */
export const liveItems = (tx: Tx, hospitalId: string): Promise<LiveRow[]> =>
  run(
    tx,
    `select i.id, i.kind, i.audience, i.code, i.subject_id, i.owner_id, r.id as revision_id, r.number, r.title, r.content, r.published_at
     from knowledge.item i join knowledge.revision r on r.hospital_id = i.hospital_id and r.id = i.live_id
     where i.hospital_id = $1 order by i.kind, r.published_at desc, i.code`,
    [hospitalId],
  )

/** Closes the review task of an item, if one is open. */
export const closeTask = (tx: Tx, hospitalId: string, itemId: string, at: string): Promise<unknown> =>
  run(tx, 'update knowledge.review_task set done_at = $3 where hospital_id = $1 and item_id = $2 and done_at is null', [
    hospitalId,
    itemId,
    at,
  ])

/** The open task goes to whoever owns the item now. */
export const passTask = (tx: Tx, hospitalId: string, itemId: string, ownerId: string): Promise<unknown> =>
  run(
    tx,
    'update knowledge.review_task set owner_id = $3 where hospital_id = $1 and item_id = $2 and done_at is null',
    [hospitalId, itemId, ownerId],
  )
