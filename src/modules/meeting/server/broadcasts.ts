import { type Caller, can, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import {
  holdersAnywhere,
  isPartner,
  type Organisation,
  organisation,
  type Post,
  POSTS,
  worksIn,
} from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { BroadcastTable } from './tables.ts'

export type Audience =
  | { readonly audience: 'all' }
  | { readonly audience: 'unit'; readonly unitId: string }
  | { readonly audience: 'post'; readonly post: string }

/** Tells staff something (内部通知, COM-06): to whom it went is kept, so that who has not read it is known. */
export const sendBroadcast =
  (house: House) => async (caller: Caller, asked: { title: string; body: string; to: Audience }) => {
    const who = await organisation(house)
    const at = house.clock.now()
    const people = peopleOf(who, asked.to, at)
    if (people.length === 0) throw new Problem('audience-empty')
    const row: BroadcastTable = {
      hospitalId: caller.hospitalId,
      id: house.ids.next(),
      title: asked.title,
      body: asked.body,
      audience: asked.to.audience,
      unitId: asked.to.audience === 'unit' ? asked.to.unitId : null,
      post: asked.to.audience === 'post' ? asked.to.post : null,
      sentBy: personOf(caller),
      sentAt: at,
    }
    return transact(house, caller, async ({ tx, tell }) => {
      await run(
        tx,
        `insert into meeting.broadcast (hospital_id, id, title, body, audience, unit_id, post, sent_by, sent_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          row.hospitalId,
          row.id,
          row.title,
          row.body,
          row.audience,
          row.unitId,
          row.post,
          row.sentBy,
          row.sentAt.toString(),
        ],
      )
      await run(
        tx,
        // Who wrote it has read it.
        `insert into meeting.receipt (hospital_id, broadcast_id, person_id, read_at)
         select $1, $2, person, case when person = $4 then $5::timestamptz end from unnest($3::uuid[]) as person`,
        [row.hospitalId, row.id, people, row.sentBy, at.toString()],
      )
      tell({
        action: 'broadcast.sent',
        subject: { kind: 'broadcast', id: row.id },
        unitId: row.unitId,
        facts: { audience: row.audience, unit: row.unitId, post: row.post, people: people.length },
        detail: { title: row.title, body: row.body },
      })
      const isMine = people.includes(row.sentBy)
      return shown(
        who,
        { ...row, readAt: isMine ? at : null, isMine, people: people.length, read: isMine ? 1 : 0 },
        true,
      )
    })
  }

/** What went to me; for those who send, all of it, with how many have read it. */
export const listBroadcasts = (house: House) => async (caller: Caller) => {
  const who = await organisation(house)
  const maySend = can(caller, 'broadcast:send')
  const rows = await house.database.transact(tx =>
    run<Counted>(
      tx,
      `select b.*, mine.read_at, mine.person_id is not null as is_mine, counted.people, counted.read
       from meeting.broadcast b
       left join meeting.receipt mine on mine.hospital_id = b.hospital_id and mine.broadcast_id = b.id and mine.person_id = $2
       cross join lateral (select count(*)::int as people, count(r.read_at)::int as read from meeting.receipt r
         where r.hospital_id = b.hospital_id and r.broadcast_id = b.id) counted
       where b.hospital_id = $1 and ($3 or mine.person_id is not null) order by b.sent_at desc, b.id desc limit 100`,
      [caller.hospitalId, personOf(caller), maySend],
    ),
  )
  return { items: rows.map(row => shown(who, row, maySend)), maySend }
}

/** I have read it; the first time counts. */
export const readBroadcast = (house: House) => (caller: Caller, asked: { id: string }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const now = house.clock.now()
    const values = [caller.hospitalId, asked.id, personOf(caller)]
    const [fresh] = await run<{ readAt: Instant }>(
      tx,
      `update meeting.receipt set read_at = $4 where hospital_id = $1 and broadcast_id = $2 and person_id = $3 and read_at is null
       returning read_at`,
      [...values, now.toString()],
    )
    if (fresh !== undefined) {
      tell({ action: 'broadcast.read', subject: { kind: 'broadcast', id: asked.id }, facts: {} })
      return { id: asked.id, readAt: fresh.readAt.toString() }
    }
    const [before] = await run<{ readAt: Instant }>(
      tx,
      'select read_at from meeting.receipt where hospital_id = $1 and broadcast_id = $2 and person_id = $3',
      values,
    )
    if (before === undefined) throw new Problem('not-found')
    return { id: asked.id, readAt: before.readAt.toString() }
  })

/** Who has read it and who has not (阅读回执). */
export const broadcastReceipts = (house: House) => async (caller: Caller, asked: { id: string }) => {
  const who = await organisation(house)
  const rows = await house.database.transact(tx =>
    run<{ personId: string; readAt: Instant | null }>(
      tx,
      'select person_id, read_at from meeting.receipt where hospital_id = $1 and broadcast_id = $2 order by read_at, person_id',
      [caller.hospitalId, asked.id],
    ),
  )
  if (rows.length === 0) throw new Problem('not-found')
  const one = (personId: string) => ({ person: named(who, personId), unit: unitOf(who, personId) })
  return {
    unread: rows.filter(row => row.readAt === null).map(row => one(row.personId)),
    read: rows.flatMap(row => (row.readAt === null ? [] : [{ ...one(row.personId), at: row.readAt.toString() }])),
  }
}

/** Who is meant, by the posts that are held now. */
function peopleOf(who: Organisation, to: Audience, at: Instant): string[] {
  if (to.audience === 'post')
    return (POSTS as readonly string[]).includes(to.post) ? [...holdersAnywhere(who, to.post as Post, at)] : []
  if (to.audience === 'unit' && !who.units.has(to.unitId)) throw new Problem('issue-unit')
  const [root] = [...who.units.values()].filter(unit => unit.parentId === null)
  const unitId = to.audience === 'unit' ? to.unitId : (root?.id ?? '')
  return [...who.people.keys()].filter(id => worksIn(who, id, unitId, at) && !isPartner(who, id, at))
}

interface Counted extends BroadcastTable {
  readonly readAt: Instant | null
  readonly isMine: boolean
  readonly people: number
  readonly read: number
}

const named = (who: Organisation, id: string) => ({ id, name: who.people.get(id)?.name ?? '—' })
const unitOf = (who: Organisation, personId: string): string =>
  who.units.get(who.assignments.find(one => one.personId === personId)?.unitId ?? '')?.name ?? ''

const shown = (who: Organisation, row: Counted, maySend: boolean) => ({
  id: row.id,
  title: row.title,
  body: row.body,
  audience: row.audience,
  unit: row.unitId === null ? null : { id: row.unitId, name: who.units.get(row.unitId)?.name ?? '—' },
  post: row.post,
  sentBy: named(who, row.sentBy),
  sentAt: row.sentAt.toString(),
  readAt: row.readAt?.toString() ?? null,
  isMine: row.isMine,
  people: maySend ? row.people : null,
  read: maySend ? row.read : null,
})
