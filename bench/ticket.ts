/**
 * How fast tickets are made over HTTP, everything included, beside what the same PostgreSQL gives for the bare two rows in the same
 * run. Each request brings an idempotency key, as every screen does: claim, insert and kept answer are measured with it. Rounds
 * alternate, medians count; `PROFILE=DIR` keeps the house's CPU profile. Last line: `{"ceiling","ceiling_tps","tps","share","p99_ms","raw_p99_ms","cpu_ms"}`.
 */
import { type Bare, ceilingDatabase, ceilingOf } from './ceiling.ts'
import { openPlace } from './house.ts'
import { load, type Pair, postOf, summaryOf } from './measure.ts'
import { prepareDesk } from '../tests/support/desk.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const SECONDS = Number(process.env['SECONDS'] ?? 8)
const PORT = 18_000 + (process.pid % 1000)
const BARE: Bare = {
  script: 'ticket',
  text: `with t as (insert into ticket (type, dept, status, sla_due, title)
    values ('WHEELCHAIR', $1, 'NEW', now() + interval '30 min', 'x') returning id)
    insert into ticket_event (ticket_id, kind, actor, data) select id, 'CREATED', 1, '{}' from t`,
  values: n => [1 + (n % 40)],
}

const say = (text: string) => process.stderr.write(`${text}\n`)
const place = await openPlace()
try {
  const desk = await prepareDesk(place.connection, place.folder)
  const house = await place.house(desk.keyFile, PORT)
  await ceilingDatabase(place.connection)
  const hit = (seconds: number) =>
    load({
      port: PORT,
      connections: 16,
      seconds,
      request: n => postOf('/api/tickets', desk.cookies[n % desk.cookies.length] ?? '', desk.body(n)),
      ok: status => status === 201,
    })
  await hit(3)
  await place.analyze()
  const pairs: Pair[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const idle = place.databaseSeconds()
    const ceiling = await house.asleep(() => ceilingOf(place.connection, BARE, SECONDS))
    const bareCpu = ((place.databaseSeconds() - idle) * 1000) / (ceiling.tps * SECONDS)
    const before = [house.seconds(), place.databaseSeconds()] as const
    const run = await hit(SECONDS)
    const app = ((house.seconds() - before[0]) * 1000) / run.done
    const database = ((place.databaseSeconds() - before[1]) * 1000) / run.done
    if (run.failed > 0) throw new Error(`${run.failed} of ${run.done} tickets were refused: ${run.refusal}`)
    pairs.push({ ceiling, tps: run.done / run.seconds, p99: run.p99, cpu: app + database })
    say(
      `round ${round}: ceiling ${ceiling.tps.toFixed(0)} tps p99 ${ceiling.p99.toFixed(1)} ms CPU ${bareCpu.toFixed(3)} ms · tickets ${(run.done / run.seconds).toFixed(0)} tps p50 ${run.p50.toFixed(1)} p99 ${run.p99.toFixed(1)} ms · CPU ${app.toFixed(3)} + ${database.toFixed(3)} ms · app ${house.memory()} MB`,
    )
  }
  process.stdout.write(`${JSON.stringify(summaryOf(pairs))}\n`)
} finally {
  await place.close()
}
