import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { someone } from './shown.ts'
import type { ItemTable } from './tables.ts'

const DAYS = 30
const ROWS = 200

interface Span {
  readonly code: string
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const spanOf = (house: House, asked: Span) => {
  const now = house.clock.now()
  return { from: asked.from ?? now.subtract({ hours: DAYS * 24 }).toString(), to: asked.to ?? now.toString() }
}

/** How long each step of an item takes (步骤用时): the middle and the slowest tenth, over the stamps of a span of time. */
export const readStepTimes = (house: House) => async (caller: Caller, asked: Span) => {
  const { from, to } = spanOf(house, asked)
  const found = await house.database.transact(async tx => ({
    versions: await run<ItemTable>(
      tx,
      `select * from ticket.item where hospital_id = $1 and code = $2 and state = 'approved' order by version desc`,
      [caller.hospitalId, asked.code],
    ),
    times: await run<{ step: string; count: number; median: number; p90: number }>(
      tx,
      `select step, count(*)::int as count,
         round(percentile_cont(0.5) within group (order by seconds))::int as median,
         round(percentile_cont(0.9) within group (order by seconds))::int as p90
       from ticket.step where hospital_id = $1 and item_code = $2 and undone_at is null and at >= $3 and at <= $4
       group by step`,
      [caller.hospitalId, asked.code, from, to],
    ),
  }))
  const [newest] = found.versions
  if (newest === undefined) throw new Problem('not-found')
  // Steps of versions before it follow, so that no stamp is left out.
  const keys = [...new Set([...newest.steps.map(step => step.key), ...found.times.map(one => one.step)])]
  const nameOf = (key: string) =>
    found.versions.flatMap(version => version.steps).find(step => step.key === key)?.name ?? key
  return {
    from,
    to,
    steps: keys.map(key => {
      const time = found.times.find(one => one.step === key)
      return { key, name: nameOf(key), count: time?.count ?? 0, median: time?.median ?? null, p90: time?.p90 ?? null }
    }),
  }
}

/** The stamps behind one figure, the slowest first. */
export const readStepRows = (house: House) => async (caller: Caller, asked: Span & { step: string }) => {
  const { from, to } = spanOf(house, asked)
  const who = await organisation(house)
  const rows = await house.database.transact(tx =>
    run<{ ticketId: string; number: string; at: Instant; seconds: number; personId: string | null }>(
      tx,
      `select s.ticket_id, t.number, s.at, s.seconds::int as seconds, s.person_id
       from ticket.step s join ticket.ticket t on t.hospital_id = s.hospital_id and t.id = s.ticket_id
       where s.hospital_id = $1 and s.item_code = $2 and s.step = $3 and s.undone_at is null and s.at >= $4 and s.at <= $5
       order by s.seconds desc, s.at desc limit ${ROWS}`,
      [caller.hospitalId, asked.code, asked.step, from, to],
    ),
  )
  return {
    items: rows.map(({ personId, at, ...row }) => ({
      ...row,
      at: at.toString(),
      by: personId === null ? null : someone(who, personId),
    })),
  }
}
