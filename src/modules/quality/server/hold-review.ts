import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { ReviewTable, SeatTable } from './tables.ts'

async function openReviewIn(tx: Tx, hospitalId: string, id: string): Promise<ReviewTable> {
  const [review] = await run<ReviewTable>(
    tx,
    'select * from quality.review where hospital_id = $1 and id = $2 for update',
    [hospitalId, id],
  )
  if (review === undefined) throw new Problem('not-found')
  if (review.closedAt !== null) throw new Problem('review-closed')
  return review
}

export interface Seat {
  readonly id: string
  readonly unitId: string
  readonly state: SeatTable['state']
  readonly proposal: string | null
}

/** Who came, and what the department proposes (到会、提案). */
export const seatReview = (house: House) => (caller: Caller, asked: Seat) =>
  transact(house, caller, async ({ tx, tell }) => {
    await openReviewIn(tx, caller.hospitalId, asked.id)
    const rows = await run(
      tx,
      `update quality.review_seat set state = $4, proposal = $5 where hospital_id = $1 and review_id = $2 and unit_id = $3 returning unit_id`,
      [
        caller.hospitalId,
        asked.id,
        asked.unitId,
        asked.state,
        asked.proposal === null ? null : house.cipher.encipherJson({ text: asked.proposal }),
      ],
    )
    if (rows.length === 0) throw new Problem('not-invited')
    tell({
      action: 'review.seated',
      subject: { kind: 'review', id: asked.id },
      unitId: asked.unitId,
      facts: { unit: asked.unitId, state: asked.state },
      ...(asked.proposal === null ? {} : { detail: { proposal: asked.proposal } }),
    })
    return { id: asked.id }
  })

export interface Decision {
  readonly id: string
  readonly decision: string
  readonly unitId: string | null
  readonly ownerId: string
  readonly dueOn: string
}

/** A decision becomes an improvement action: a number, an owner, a day (决定 → 改进措施). */
export const decideReview = (house: House) => async (caller: Caller, asked: Decision) => {
  const now = house.clock.now()
  const who = await organisation(house)
  const today = now.toZonedDateTimeISO(house.hospital.zone).toPlainDate()
  if (!who.people.has(asked.ownerId)) throw new Problem('person-unknown')
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(asked.dueOn), today) < 0) throw new Problem('deadline-past')
  const count = await house.numbers.next(caller.hospitalId, 'improvement-action', today)
  const number = `GJ-${today.toString().slice(2).replaceAll('-', '')}-${String(count).padStart(2, '0')}`
  return transact(house, caller, async ({ tx, tell }) => {
    await openReviewIn(tx, caller.hospitalId, asked.id)
    const id = house.ids.next()
    await run(
      tx,
      `insert into quality.action (hospital_id, id, number, review_id, decision, unit_id, owner_id, due_on, decided_by, decided_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        caller.hospitalId,
        id,
        number,
        asked.id,
        house.cipher.encipherJson({ text: asked.decision }),
        asked.unitId,
        asked.ownerId,
        asked.dueOn,
        personOf(caller),
        now.toString(),
      ],
    )
    tell({
      action: 'review.decided',
      subject: { kind: 'review', id: asked.id },
      unitId: asked.unitId,
      facts: { action: id, number, dueOn: asked.dueOn, owner: asked.ownerId },
      detail: { decision: asked.decision },
    })
    return { id, number }
  })
}

/** The review is over: everybody's attendance is entered, the minutes are written. */
export const closeReview =
  (house: House) => (caller: Caller, asked: { id: string; minutes: string; version: number }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const review = await openReviewIn(tx, caller.hospitalId, asked.id)
      if (review.version !== asked.version)
        throw new Problem('stale-version', { id: asked.id, version: review.version })
      const [seats] = await run<{ missing: number; decisions: number }>(
        tx,
        `select (select count(*) from quality.review_seat where hospital_id = $1 and review_id = $2 and state = 'invited') as missing,
         (select count(*) from quality.action where hospital_id = $1 and review_id = $2) as decisions`,
        [caller.hospitalId, asked.id],
      )
      if ((seats?.missing ?? 0) > 0) throw new Problem('attendance-missing', { count: seats?.missing ?? 0 })
      await run(
        tx,
        'update quality.review set closed_at = $3, minutes = $4, version = version + 1 where hospital_id = $1 and id = $2',
        [caller.hospitalId, asked.id, house.clock.now().toString(), house.cipher.encipherJson({ text: asked.minutes })],
      )
      tell({
        action: 'review.closed',
        subject: { kind: 'review', id: asked.id },
        version: review.version + 1,
        facts: { decisions: seats?.decisions ?? 0 },
        detail: { minutes: asked.minutes },
      })
      return { id: asked.id }
    })
