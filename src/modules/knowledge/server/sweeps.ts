import { systemCaller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { isDue } from '../rules/life.ts'
import { changeItem, endLive } from './change.ts'

const AT_ONCE = 200

/** What is past its last day goes to the archive; what is due to be looked at becomes a task of its owner (DIR-09). */
export const contentSweep: Sweep = {
  name: 'knowledge: content',
  every: 900,
  async run(house, now) {
    await expire(house, now)
    await askOwners(house, now)
  },
}

const dayOf = (house: House, now: Instant): string =>
  now.toZonedDateTimeISO(house.hospital.zone).toPlainDate().toString()

async function expire(house: House, now: Instant): Promise<void> {
  const ids = await due(
    house,
    'select id from knowledge.item where hospital_id = $1 and ends_on < $2 and live_id is not null order by ends_on',
    now,
  )
  for (const id of ids)
    await step(house, now, id, open => {
      if (open.item.endsOn === null || open.item.endsOn >= open.today.toString()) return
      const live = endLive(open, 'expired')
      open.item.nextReviewOn = null
      if (live !== undefined) open.tell('knowledge.expired', { kind: open.item.kind, number: live.number })
    })
}

async function askOwners(house: House, now: Instant): Promise<void> {
  const ids = await due(
    house,
    `select i.id from knowledge.item i where i.hospital_id = $1 and i.next_review_on <= $2 and i.live_id is not null
       and not exists (select from knowledge.review_task t where t.hospital_id = i.hospital_id and t.item_id = i.id and t.done_at is null)
     order by i.next_review_on`,
    now,
  )
  for (const id of ids)
    await step(house, now, id, async open => {
      const { item } = open
      if (!isDue(item.nextReviewOn, open.today) || item.nextReviewOn === null) return
      const made = await run(
        open.tx,
        `insert into knowledge.review_task (hospital_id, id, item_id, owner_id, due_on, made_at) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing returning id`,
        [house.hospital.id, house.ids.next(), item.id, item.ownerId, item.nextReviewOn, open.at.toString()],
      )
      if (made.length > 0) open.tell('knowledge.review-due', { owner: item.ownerId, dueOn: item.nextReviewOn })
    })
}

const due = async (house: House, sql: string, now: Instant): Promise<readonly string[]> => {
  const rows = await house.database.transact(tx =>
    run<{ id: string }>(tx, `${sql} limit ${AT_ONCE}`, [house.hospital.id, dayOf(house, now)]),
  )
  return rows.map(row => row.id)
}

async function step(house: House, now: Instant, id: string, work: Parameters<typeof changeItem>[4]): Promise<void> {
  try {
    await changeItem(
      { ...house, clock: { now: () => now } },
      systemCaller(house.hospital.id),
      { id, version: null },
      'write',
      work,
    )
  } catch (error) {
    // Somebody did it between the look and the lock.
    if (!(error instanceof Problem)) throw error
  }
}
