import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { type Language, Problem } from '#kernel/problem.ts'
import { organisation } from '#modules/staff/index.ts'
import { departmentsWithoutPainPoint, painPointsOf } from '#modules/ticket/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { listReviews as listEndpoint, openReview as openEndpoint } from '../contract.ts'
import { actionView } from './actions.ts'
import { ABSENT } from './layout.ts'
import { namesOf, sectionsOf } from './present.ts'
import { reportById } from './store.ts'
import type { ActionTable, ReviewTable, SeatTable } from './tables.ts'

type ReviewRow = ReviewTable & { invited: number; present: number; actions: number }

const reviewRows = (tx: Tx, hospitalId: string, id: string | null): Promise<ReviewRow[]> =>
  run<ReviewRow>(
    tx,
    `select r.*, (select count(*) from quality.review_seat s where s.hospital_id = r.hospital_id and s.review_id = r.id) as invited,
       (select count(*) from quality.review_seat s where s.hospital_id = r.hospital_id and s.review_id = r.id and s.state = 'present') as present,
       (select count(*) from quality.action a where a.hospital_id = r.hospital_id and a.review_id = r.id) as actions
     from quality.review r where r.hospital_id = $1 and ($2::uuid is null or r.id = $2) order by r.month desc limit 60`,
    [hospitalId, id],
  )

const rowOf = (row: ReviewRow) => ({
  id: row.id,
  month: row.month.slice(0, 7),
  startsAt: row.startsAt.toString(),
  place: row.place,
  invited: row.invited,
  present: row.present,
  actions: row.actions,
  closedAt: row.closedAt?.toString() ?? null,
})

/** Reviews, the newest first, and the actions that are open. */
export const listReviews =
  (house: House) =>
  async (caller: Caller): Promise<Answer<typeof listEndpoint>> => {
    const who = await organisation(house)
    const at = house.clock.now()
    return house.database.transact(async tx => {
      const open = await run<ActionTable>(
        tx,
        'select * from quality.action where hospital_id = $1 and done_at is null order by due_on, number limit 200',
        [caller.hospitalId],
      )
      return {
        items: (await reviewRows(tx, caller.hospitalId, null)).map(rowOf),
        open: open.map(action => actionView(house, who, action, at)),
      }
    })
  }

/** One review with its pack (会议材料, TKT-16): the figures are those of the report that it names. */
export const openReview =
  (house: House) =>
  async (caller: Caller, asked: { id: string }, language: Language): Promise<Answer<typeof openEndpoint>> => {
    const names = await namesOf(house, language)
    const { who } = names
    const at = house.clock.now()
    const words = (cipher: Buffer | null) =>
      cipher === null ? null : house.cipher.decipherJson<{ text: string }>(cipher).text
    return house.database.transact(async tx => {
      const [review] = await reviewRows(tx, caller.hospitalId, asked.id)
      const report = review && (await reportById(tx, caller.hospitalId, review.reportId))
      if (review === undefined || report === undefined) throw new Problem('not-found')
      const month = review.month.slice(0, 7)
      const of = (id: string) => [caller.hospitalId, id]
      const seats = await run<SeatTable>(
        tx,
        'select * from quality.review_seat where hospital_id = $1 and review_id = $2',
        of(asked.id),
      )
      const decisions = await run<ActionTable>(
        tx,
        'select * from quality.action where hospital_id = $1 and review_id = $2 order by number',
        of(asked.id),
      )
      const before = await run<ActionTable>(
        tx,
        `select * from quality.action where hospital_id = $1 and review_id = (
           select id from quality.review where hospital_id = $1 and month < $2::date order by month desc limit 1) order by number`,
        of(review.month),
      )
      const points = await painPointsOf(house, tx, month)
      const missing = await departmentsWithoutPainPoint(house, tx, month)
      const unit = (id: string) => ({ id, name: who.units.get(id)?.name ?? '—' })
      return {
        ...rowOf(review),
        version: review.version,
        report: { id: report.id, version: report.version },
        pack: sectionsOf(names, report.figures),
        painPoints: points.map(point => ({
          id: point.id,
          unit: unit(point.unitId),
          text: point.issue,
          frequency: point.frequency,
        })),
        painPointsMissing: missing.map(({ id, name }) => ({ id, name })),
        absent: ABSENT.slice(0, 1).map(one => one[language]),
        before: before.map(action => actionView(house, who, action, at)),
        seats: seats
          .map(seat => ({
            unit: unit(seat.unitId),
            person:
              seat.personId === null ? null : { id: seat.personId, name: who.people.get(seat.personId)?.name ?? '—' },
            state: seat.state,
            proposal: words(seat.proposal),
          }))
          .toSorted((a, b) => (a.unit.name < b.unit.name ? -1 : 1)),
        decisions: decisions.map(action => actionView(house, who, action, at)),
        minutes: words(review.minutes),
      }
    })
  }
