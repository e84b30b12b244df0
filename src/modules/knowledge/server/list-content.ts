import type { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import { findBest, rankOfName } from '#kernel/find.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { listDoctors, soundOf } from '#modules/directory/index.ts'
import { type Organisation, organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { ContentItem, ContentRow } from '../contract.ts'
import type { Kind } from '../rules/content.ts'
import { differences } from '../rules/difference.ts'
import type { State } from '../rules/life.ts'
import { mayIn } from './change.ts'
import { type Item, type Revision, revisionsOf } from './store.ts'

interface Row extends Item {
  readonly title: string
  readonly state: State
  readonly changedAt: Instant
  readonly isDue: boolean
  readonly authors: readonly string[]
}

const ROWS = `select i.id, i.kind, i.audience, i.code, i.unit_id, i.subject_id, i.owner_id, i.live_id, i.next_review_on, i.ends_on, i.version,
    r.title, r.state, r.changed_at, r.authors,
    exists (select from knowledge.review_task t where t.hospital_id = i.hospital_id and t.item_id = i.id and t.done_at is null) as is_due
  from knowledge.item i join lateral (
    select title, state, changed_at, authors from knowledge.revision r where r.hospital_id = i.hospital_id and r.item_id = i.id
    order by number desc limit 1) r on true
  where i.hospital_id = $1`

export interface ListAsked {
  readonly view: 'mine' | 'review' | 'due' | 'all'
  readonly kind?: Kind | undefined
  readonly q?: string | undefined
}

/** What is written, waits, is published or due (内容管理, SCR-04), for what the caller may write or review. */
export const listContent = (house: House) => async (caller: Caller, asked: ListAsked) => {
  const who = await organisation(house)
  const rows = await house.database.transact(tx =>
    run<Row>(tx, `${ROWS} order by r.changed_at desc, i.id limit 2000`, [house.hospital.id]),
  )
  const seen = rows.filter(row => mayIn(caller, 'write', row) || mayIn(caller, 'review', row))
  const views = {
    mine: seen.filter(row => row.ownerId === caller.personId),
    review: seen.filter(
      row => row.state === 'review' && mayIn(caller, 'review', row) && !row.authors.includes(caller.personId ?? ''),
    ),
    due: seen.filter(row => row.isDue && (row.ownerId === caller.personId || mayIn(caller, 'review', row))),
    all: seen,
  }
  const some = views[asked.view].filter(row => asked.kind === undefined || row.kind === asked.kind)
  const named = some.map(row => ({ ...row, name: row.title, aliases: [], sounds: [soundOf(row.title)] }))
  return {
    items: findBest(named, asked.q ?? '', rankOfName).map(row => shown(row, who)),
    counts: { mine: views.mine.length, review: views.review.length, due: views.due.length, all: seen.length },
  }
}

const personIn = (who: Organisation, id: string) => ({ id, name: who.people.get(id)?.name ?? '' })

const shown = (row: Row, who: Organisation): z.output<typeof ContentRow> => ({
  id: row.id,
  kind: row.kind,
  audience: row.audience,
  code: row.code,
  title: row.title,
  owner: personIn(who, row.ownerId),
  unit: row.unitId === null ? null : { id: row.unitId, name: who.units.get(row.unitId)?.name ?? '' },
  version: row.version,
  state: row.state,
  isLive: row.liveId !== null,
  changedAt: row.changedAt.toString(),
  nextReviewOn: row.nextReviewOn,
  isDue: row.isDue,
})

/** One item with its versions, for whoever may write or review it. */
export const openContent =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string }): Promise<z.output<typeof ContentItem>> => {
    const who = await organisation(house)
    const { row, revisions } = await load(house, caller, asked.id)
    const [newest] = revisions
    if (newest === undefined) throw new Problem('not-found')
    const { list } = await listDoctors(house)
    const subject = list.find(one => one.id === row.subjectId)
    return {
      ...shown(row, who),
      subject: subject === undefined ? null : { id: subject.id, name: subject.name },
      versions: revisions.map(one => ({
        id: one.id,
        number: one.number,
        state: one.state,
        title: one.title,
        authors: one.authors.map(id => personIn(who, id)),
        reviewer: one.reviewerId === null ? null : personIn(who, one.reviewerId),
        note: one.note,
        changedAt: one.changedAt.toString(),
        publishedAt: one.publishedAt?.toString() ?? null,
        endedAt: one.endedAt?.toString() ?? null,
      })),
      content: newest.content as z.output<typeof ContentItem>['content'],
      shownId: newest.id,
      mayWrite: mayIn(caller, 'write', row),
      mayWithdraw: row.liveId !== null && mayIn(caller, 'review', row),
      mayReview:
        mayIn(caller, 'review', row) && newest.state === 'review' && !newest.authors.includes(caller.personId ?? ''),
    }
  }

async function load(house: House, caller: Caller, id: string): Promise<{ row: Row; revisions: readonly Revision[] }> {
  const [rows, revisions] = await house.database.transact(async tx => [
    await run<Row>(tx, `${ROWS} and i.id = $2`, [house.hospital.id, id]),
    await revisionsOf(tx, house.hospital.id, id),
  ])
  const [row] = rows
  if (row === undefined || !(mayIn(caller, 'write', row) || mayIn(caller, 'review', row)))
    throw new Problem('not-found')
  return { row, revisions }
}

/** Where two versions of one item differ. */
export const compareContent =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string; readonly before: string; readonly after: string }) => {
    const { revisions } = await load(house, caller, asked.id)
    const [before, after] = [asked.before, asked.after].map(id => revisions.find(one => one.id === id))
    if (before === undefined || after === undefined) throw new Problem('not-found')
    const words = (one: Revision) => ({ title: one.title, ...one.content })
    return { items: differences(words(before), words(after)).map(one => ({ ...one, path: [...one.path] })) }
  }
