/**
 * Many want one place at one moment, over several processes, one of which is killed with -9 in the middle; then everybody asks again
 * with the same key. `npm run bench:rush -- --rounds 100 --bookers 500 --processes 4`.
 * Last line: `{"rounds","winners_exactly_one","told_truth","slowest_ms"}`: in how many rounds one had the place, and all were told so.
 */
import { parseArgs } from 'node:util'
import { prepareDesk } from '../tests/support/desk.ts'
import { copyPatients } from '../tests/support/places.ts'
import { rush } from '../tests/support/rush.ts'
import { type BenchHouse, openPlace } from './house.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    bookers: { type: 'string', default: '500' },
    processes: { type: 'string', default: '4' },
  },
})
const [rounds, bookers, processes] = [Number(values.rounds), Number(values.bookers), Number(values.processes)]
const FIRST_PORT = 20_000 + (process.pid % 1000) * 10

const place = await openPlace()
try {
  const { keyFile, cookies } = await prepareDesk(place.connection, place.folder)
  await copyPatients(place.ask, bookers)
  const started: BenchHouse[] = []
  for (let n = 0; n < processes; n += 1) started.push(await place.house(keyFile, FIRST_PORT + n))
  const asHouse = (house: BenchHouse) => ({ web: `http://127.0.0.1:${house.port}`, kill: () => house.kill() })
  let once = 0
  let truths = 0
  let slowest = 0
  for (let round = 0; round < rounds; round += 1) {
    // Another one is killed each time, and stands again before the next.
    const kills = round % processes
    const after = 1 + ((round * 37) % Math.ceil(bookers / processes))
    const result = await rush({
      slot: round,
      bookers,
      houses: started.map(asHouse),
      cookies,
      kills,
      after,
      ask: place.ask,
    })
    if (result.winners === 1 && result.booked === 1) once += 1
    if (result.toldTruth) truths += 1
    slowest = Math.max(slowest, result.slowestMs)
    process.stderr.write(
      `round ${round + 1}: ${result.winners} told of ${result.booked} booked, ${result.cutOff} of ${bookers} cut off, slowest ${result.slowestMs} ms\n`,
    )
    started[kills] = await place.house(keyFile, FIRST_PORT + kills)
  }
  process.stdout.write(
    `${JSON.stringify({ rounds, winners_exactly_one: once, told_truth: truths, slowest_ms: slowest })}\n`,
  )
} finally {
  await place.close()
}
