/**
 * How fast places are given over HTTP, everything included (session, permission, idempotency key, journal), beside what the same
 * PostgreSQL gives for the bare statement in the same run. `spread`: 10,000 slots with room; `hot16`, `hot128`: one slot, so many
 * callers at once; `soldout`: a full slot, beside an endpoint that only looks at the session. `ONLY=hot128` measures one of them.
 * Last line: one object of `{"ceiling","ceiling_tps","tps","share","p99_ms","raw_p99_ms","cpu_ms"}` for each.
 */
import { copyPatients, openSlots, patientId, slotId } from '../tests/support/places.ts'
import { prepareDesk } from '../tests/support/desk.ts'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { type Bare, ceilingDatabase, ceilingOf } from './ceiling.ts'
import { openPlace } from './house.ts'
import { load, type Pair, postOf, summaryOf } from './measure.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const SECONDS = Number(process.env['SECONDS'] ?? 8)
const PORT = 19_000 + (process.pid % 1000)
const PATIENTS = 200_000
const SLOTS = 10_000
/** What one share holds at most; behind it the rush goes on at the next. */
const HOT_PLACES = 30_000
const HOT_SLOTS = 40
const FULL_SLOT = SLOTS + HOT_SLOTS

const TEXT = `with taken as (update place set remaining = remaining - 1, version = version + 1 where id = $1 and remaining > 0 returning id),
  made as (insert into booking (place_id, patient_id) select id, $2 from taken returning id)
  insert into outbox (topic, payload) select 'booked', jsonb_build_object('booking', id) from made`
const SPREAD: Bare = { script: 'booking-spread', text: TEXT, values: n => [1 + ((n * 7919) % SLOTS), n] }
const HOT: Bare = { script: 'booking-hot', text: TEXT, values: n => [1, n] }

const say = (text: string) => process.stderr.write(`${text}\n`)
const place = await openPlace()
try {
  const { keyFile, cookies } = await prepareDesk(place.connection, place.folder)
  await copyPatients(place.ask, PATIENTS)
  await openSlots(place.ask, { first: 0, count: SLOTS, capacity: 30_000 })
  await openSlots(place.ask, { first: SLOTS, count: HOT_SLOTS, capacity: HOT_PLACES, alone: true })
  await openSlots(place.ask, { first: FULL_SLOT, count: 1, capacity: 1, booked: 1 })
  await ceilingDatabase(place.connection)
  await place.analyze()
  const house = await place.house(keyFile, PORT)

  let asked = { spread: 0, hot: 0 }
  const book = (slot: number, n: number) =>
    postOf('/api/appointments', cookies[n % cookies.length] ?? '', sampleBooking(slotId(slot), patientId(n % PATIENTS)))
  const spread = () => {
    asked.spread += 1
    return book((asked.spread * 7919) % SLOTS, asked.spread)
  }
  const hot = () => {
    asked.hot += 1
    return book(SLOTS + (Math.floor(asked.hot / HOT_PLACES) % HOT_SLOTS), asked.hot)
  }
  const full = (n: number) => book(FULL_SLOT, n)
  const whoAmI = (n: number) =>
    `GET /api/session HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookies[n % cookies.length]}\r\n\r\n`
  const hit = (request: (n: number) => string, status: number, connections = 16, seconds = SECONDS) =>
    load({ port: PORT, connections, seconds, request, ok: answered => answered === status })
  const echo = async () => {
    const { done, seconds, p99 } = await hit(whoAmI, 200)
    return { kind: 'session check', tps: done / seconds, p99 }
  }
  const bare = (one: Bare) => () => house.asleep(() => ceilingOf(place.connection, one, SECONDS))
  const measures = {
    spread: { ceiling: bare(SPREAD), run: () => hit(spread, 201) },
    hot16: { ceiling: bare(HOT), run: () => hit(hot, 201) },
    hot128: { ceiling: bare(HOT), run: () => hit(hot, 201, 128) },
    soldout: { ceiling: echo, run: () => hit(full, 409) },
  }
  const only = process.env['ONLY']
  const chosen = Object.entries(measures).filter(([name]) => only === undefined || name === only)

  // A rush comes upon a house that has worked for a while: its code is compiled, its tables are known.
  await hit(spread, 201, 16, 3)
  await hit(hot, 201, 128, 8)
  await place.analyze()
  const pairs = new Map<string, Pair[]>(chosen.map(([name]) => [name, []]))
  for (let round = 1; round <= ROUNDS; round += 1)
    for (const [name, { ceiling: measureCeiling, run: measure }] of chosen) {
      await place.rested()
      const ceiling = await measureCeiling()
      await place.rested()
      const before = [house.seconds(), place.databaseSeconds()] as const
      const run = await measure()
      const app = ((house.seconds() - before[0]) * 1000) / run.done
      const database = ((place.databaseSeconds() - before[1]) * 1000) / run.done
      if (run.failed > 0)
        throw new Error(`${run.failed} of ${run.done} of ${name} were answered wrongly: ${run.refusal}`)
      pairs.get(name)?.push({ ceiling, tps: run.done / run.seconds, p99: run.p99, cpu: app + database })
      say(
        `round ${round} ${name}: ceiling ${ceiling.tps.toFixed(0)} tps p99 ${ceiling.p99.toFixed(1)} ms · ${(run.done / run.seconds).toFixed(0)} tps p50 ${run.p50.toFixed(1)} p99 ${run.p99.toFixed(1)} ms · CPU ${app.toFixed(3)} + ${database.toFixed(3)} ms · app ${house.memory()} MB`,
      )
    }
  process.stdout.write(
    `${JSON.stringify(Object.fromEntries([...pairs].map(([name, some]) => [name, summaryOf(some)])))}\n`,
  )
} finally {
  await place.close()
}
