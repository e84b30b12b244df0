/**
 * Whether screens stay fast in a great hospital: `npm run bench:scale`. The hot reads of the desk on the demo hospital and on 1,000,000
 * matters, 500,000 patients and 5,000,000 bookings (`npm run seed -- --size large --appointments 5000000`), as the server does them, one
 * after the other: in each round every read once here and once there in turn, and of its times the median over the rounds. Who asks is
 * whoever of that post has most before them, here and there. The day of a department is compared with one that is as full, in a hospital
 * of 50,000 bookings. Writes the plans of the queries on the large set to `docs/plans/`. `SCALE_DATA=DIR` keeps the sets there, or takes
 * those that are there. `APPOINTMENTS=500000` makes fewer bookings, `ROUNDS` and `TIMES` other rounds and readings in each. Last
 * line: `{"tickets","patients","appointments","p99_ms":{…},"small_p99_ms":{…},"growth":{…},"worst_p99_ms","worst_growth"}`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { seedDemo } from '#apps/seed/demo.ts'
import { lookOver, seedLarge } from '#apps/seed/large.ts'
import { assemble, ensureHospital } from '#apps/server/house.ts'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { organisation, permissionsOf, type Post } from '#modules/staff/index.ts'
import { searchPatients } from '#modules/patient/server/search-patients.ts'
import { readOverviewNow } from '#modules/quality/server/read-overview.ts'
import { listDay } from '#modules/appointment/server/list-appointments.ts'
import { liaisonInbox } from '#modules/ticket/server/inbox.ts'
import { countTickets, findTickets, listTickets } from '#modules/ticket/server/list-tickets.ts'
import { openTicket } from '#modules/ticket/server/read-ticket.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/database.ts'
import { startEmbedded } from '#platform/embedded-postgres.ts'
import type { House } from '#platform/house.ts'
import { openKeys } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { median, percentile } from './measure.ts'

const PLANS = join(import.meta.dirname, '../docs/plans')
const ROUNDS = Number(process.env['ROUNDS'] ?? 7)
const TIMES = Number(process.env['TIMES'] ?? 150)
const APPOINTMENTS = Number(process.env['APPOINTMENTS'] ?? 5_000_000)
const FULL_DAY = 'day-of-a-department'
/** The same 6,700 bookings a day as in the large set, on a week and the two weeks to come. */
const SMALL_BOOKINGS = { patients: 20_000, tickets: 0, appointments: 140_000, pastDays: 7 }
const WARM = 12
const AT_MOST_MS = 100
const GROWTH = 2

type Reads = Readonly<Record<string, (n: number) => Promise<unknown>>>
interface Times {
  readonly p50: number
  readonly p99: number
}
const say = (text: string) => process.stderr.write(`${text}\n`)
const show = (line: string) => process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : '')
const rounded = (ms: number) => Math.round(ms * 100) / 100

/** What was asked of the database while somebody listened. */
const asked = new Map<string, readonly unknown[]>()
let listening = false
listen()

const result = await onHospital('large', async large => {
  await seedLarge(large.house, show, { appointments: APPOINTMENTS })
  await lookOver(large.connection)
  const there = await readsOf(large.house, 700)
  const times = await onHospital('small', async small => {
    const here = await readsOf(small.house, 1)
    return onHospital('week', async week => {
      await seedLarge(week.house, show, SMALL_BOOKINGS)
      await lookOver(week.connection)
      const fullDays = await readsOf(week.house, SMALL_BOOKINGS.pastDays)
      return compare({ ...here, [FULL_DAY]: fullDays[FULL_DAY] as Reads[string] }, there)
    })
  })
  await writePlans(there, large.connection)
  const [size] = await large.house.database.statement<{ tickets: number; patients: number; appointments: number }>(
    `select (select count(*) from ticket.ticket where hospital_id = $1) as tickets,
       (select count(*) from patient.patient where hospital_id = $1) as patients,
       (select count(*) from appointment.appointment where hospital_id = $1) as appointments`,
    [large.house.hospital.id],
  )
  return { times, size }
})

const of = <T>(take: (one: (typeof result.times)[number]) => T) =>
  Object.fromEntries(result.times.map(one => [one.name, take(one)]))
const growths = result.times.map(one => rounded(one.large.p99 / one.small.p99))
const worst = Math.max(...result.times.map(one => one.large.p99))
if (worst > AT_MOST_MS || Math.max(...growths) > GROWTH)
  say(`above ${AT_MOST_MS} ms, or more than ${GROWTH} times the small set's`)
process.stdout.write(
  `${JSON.stringify({
    ...result.size,
    p99_ms: of(one => one.large.p99),
    small_p99_ms: of(one => one.small.p99),
    growth: of(one => rounded(one.large.p99 / one.small.p99)),
    worst_p99_ms: worst,
    worst_growth: Math.max(...growths),
  })}\n`,
)

interface Open {
  readonly house: House
  readonly connection: pg.ClientConfig
}

/** The demo hospital on a database of its own, which goes afterwards unless its folder was named. */
async function onHospital<T>(name: string, work: (open: Open) => Promise<T>): Promise<T> {
  const kept = process.env['SCALE_DATA']
  const folder = kept === undefined ? mkdtempSync(join(tmpdir(), 'scale-')) : join(kept, name)
  mkdirSync(folder, { recursive: true })
  const server = await startEmbedded(folder)
  try {
    await migrate(server.connection)
    const database = openDatabase(server.connection)
    const house = assemble({
      hospital: await ensureHospital(database),
      database,
      clock: systemClock,
      keys: await openKeys(join(folder, 'key.json'), true),
      log: openLog('warn'),
      publicUrl: 'http://localhost',
      sealFile: null,
    })
    await seedDemo(house)
    const client = new pg.Client(server.connection)
    await client.connect()
    await client.query('analyze')
    await client.end()
    const result = await work({ house, connection: server.connection })
    await database.close()
    return result
  } finally {
    await server.stop()
    if (kept === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/** The hot reads, by name. Each call asks something else of the same kind; `days` back there are full days. */
async function readsOf(house: House, days: number): Promise<Reads> {
  const now = house.clock.now()
  const who = await organisation(house)
  const busiest = await house.database.statement<{ id: string }>(
    `select id from (select owner_id as id from ticket.ticket where hospital_id = $1 and closed_at is null
       union all select assignee_id from ticket.part where hospital_id = $1 and matter_closed_at is null) held
     group by id order by count(*) desc, id`,
    [house.hospital.id],
  )
  const as = (post: Post): Caller => {
    const holders = new Set(who.assignments.filter(one => one.post === post).map(one => one.personId))
    const personId = busiest.find(({ id }) => holders.has(id))?.id ?? [...holders][0] ?? ''
    const permissions = permissionsOf(who, personId, now)
    return { ...systemCaller(house.hospital.id), kind: 'staff', personId, sessionId: house.ids.next(), permissions }
  }
  const [desk, liaison, manager] = [as('desk-agent'), as('liaison'), as('centre-manager')]
  const matters = await house.database.statement<{ id: string; number: string; patient_id: string }>(
    `select id, number, patient_id from ticket.ticket where hospital_id = $1 and patient_id is not null order by id desc limit 200`,
    [house.hospital.id],
  )
  const one = (n: number) => matters[n % matters.length] ?? { id: '', number: '', patient_id: '' }
  const words = ['陈', '林', '黄秀', '张伟', 'cxy', 'lin', 'zh', '8000', '0591', 'wangm', '李', '吴']
  const [clinic] = await house.database.statement<{ unit_id: string }>(
    'select unit_id from directory.doctor_unit where hospital_id = $1 and place = 0 order by unit_id limit 1',
    [house.hospital.id],
  )
  const today = now.toZonedDateTimeISO(house.hospital.zone).toPlainDate()
  const list = listTickets(house)
  const { next } = await list(desk, { view: 'closed' })
  return {
    'desk-list-open': () => list(desk, { view: 'open' }),
    'desk-list-mine': () => list(desk, { view: 'mine' }),
    'desk-list-overdue': () => list(desk, { view: 'overdue' }),
    'desk-list-closed': () => list(desk, { view: 'closed' }),
    'desk-list-closed-next-page': () => list(desk, { view: 'closed', ...(next !== null && { after: next }) }),
    'desk-counts': () => countTickets(house)(desk),
    'find-by-number': n => findTickets(house)(desk, { q: one(n).number }),
    'find-by-end-of-number': n => findTickets(house)(desk, { q: String(1 + (n % 40)) }),
    'find-by-tracking-code': n => findTickets(house)(desk, { q: `ABCD-EFG${n % 10}` }),
    'matters-of-a-patient': n => findTickets(house)(desk, { patient: one(n).patient_id }),
    'open-matter': n => openTicket(house)(desk, { id: one(n).id }),
    'liaison-board': () => liaisonInbox(house)(liaison, { most: 30 }),
    'liaison-list': () => list(liaison, { view: 'open' }),
    'liaison-list-closed': () => list(liaison, { view: 'closed' }),
    'liaison-counts': () => countTickets(house)(liaison),
    'patient-search': n => searchPatients(house, desk, { q: words[n % words.length] ?? '' }),
    [FULL_DAY]: n =>
      listDay(house)(desk, { unit: clinic?.unit_id ?? '', day: today.subtract({ days: 1 + (n % days) }).toString() }),
    'manager-overview': () => readOverviewNow(house)(manager, { compare: 'yesterday' }, 'zh'),
  }
}

/** Reads both by turns, so that what else the machine does meets both alike. */
async function compare(small: Reads, large: Reads) {
  const names = Object.keys(large)
  const rounds = new Map<string, { small: Times; large: Times }[]>(names.map(name => [name, []]))
  for (const name of names) for (let n = 0; n < WARM; n += 1) for (const reads of [small, large]) await reads[name]?.(n)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      const took: Readonly<Record<'small' | 'large', number[]>> = { small: [], large: [] }
      for (let n = 0; n < TIMES; n += 1) {
        for (const [times, reads] of [[took.small, small] as const, [took.large, large] as const]) {
          const start = performance.now()
          await reads[name]?.(round * TIMES + n)
          times.push(performance.now() - start)
        }
      }
      rounds.get(name)?.push({ small: timesOf(took.small), large: timesOf(took.large) })
    }
  }
  return names.map(name => {
    const all = rounds.get(name) ?? []
    const [here, there] = [middle(all.map(one => one.small)), middle(all.map(one => one.large))]
    const growth = [rounded(there.p50 / here.p50), rounded(there.p99 / here.p99)]
    say(
      `${name.padEnd(27)} p50 ${here.p50} → ${there.p50} ms, p99 ${here.p99} → ${there.p99} ms: × ${growth.join(' and ')}`,
    )
    return { name, small: here, large: there }
  })
}

function timesOf(took: readonly number[]): Times {
  const sorted = took.toSorted((a, b) => a - b)
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) }
}

/** The medians of the rounds. */
function middle(rounds: readonly Times[]): Times {
  return {
    p50: rounded(median(rounds.map(one => one.p50))),
    p99: rounded(median(rounds.map(one => one.p99))),
  }
}

/** One file for each read: its statements and how PostgreSQL does them, without what changes from run to run. */
async function writePlans(reads: Reads, connection: pg.ClientConfig): Promise<void> {
  rmSync(PLANS, { recursive: true, force: true })
  mkdirSync(PLANS, { recursive: true })
  for (const [name, read] of Object.entries(reads)) {
    asked.clear()
    listening = true
    await read(1)
    listening = false
    const parts: string[] = []
    for (const [text, values] of asked) {
      if (!/^\s*(select|with)\b/i.test(text) || /\binsert into\b/i.test(text)) continue
      const client = new pg.Client({ ...connection, options: '-c timezone=UTC' })
      await client.connect()
      const { rows } = await client.query<{ 'QUERY PLAN': string }>({
        text: `explain (analyze, buffers, costs off, timing off, summary off) ${text}`,
        values: [...values],
      })
      await client.end()
      const plan = rows.map(row => row['QUERY PLAN']).filter(line => !/^\s*(Planning|Memory)/.test(line))
      parts.push(`${text.trim()}\n\n${plan.map(line => hidden(line)).join('\n')}\n`)
    }
    writeFileSync(join(PLANS, `${name}.txt`), parts.join('\n────────\n\n'))
  }
}

/** Ids, times and keys differ from run to run and say nothing of the plan. */
function hidden(line: string): string {
  return line
    .replaceAll(/'[0-9a-f]{8}-[0-9a-f-]{27}'/g, "'<id>'")
    .replaceAll(/'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00'/g, "'<time>'")
    .replaceAll(/'\\x[0-9a-f]+'/g, "'<key>'")
    .replaceAll(/'\{[^}]{60,}\}'/g, "'{…}'")
}

function listen(): void {
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...words: unknown[]) {
    const [first] = words
    if (listening && typeof first === 'object' && first !== null && 'text' in first) {
      const { text, values = [] } = first as { text: string; values?: readonly unknown[] }
      asked.set(text, values)
    }
    return Reflect.apply(query, this, words) as never
  } as typeof query
}
