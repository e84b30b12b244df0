/**
 * Whether screens stay fast in a great hospital: `npm run bench:scale`. The hot reads of the desk on the demo hospital and on 1,000,000
 * matters, 500,000 patients and 5,000,000 bookings (`npm run seed -- --size large --appointments 5000000`), as the server does them, one after the other. Writes the plans of
 * their queries on the large set to `docs/plans/`. `SCALE_DATA=DIR` keeps the large set there, or takes the one that is there.
 * `APPOINTMENTS=500000` makes fewer bookings. Last line: `{"tickets","patients","appointments","p99_ms":{…},"small_p99_ms":{…},"worst_p99_ms","worst_growth"}`.
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
import { percentile } from './measure.ts'

const PLANS = join(import.meta.dirname, '../docs/plans')
const TIMES = Number(process.env['TIMES'] ?? 200)
const APPOINTMENTS = Number(process.env['APPOINTMENTS'] ?? 5_000_000)
/** The demo hospital has no day that is as full: here only the time itself counts. */
const FULL_DAY = 'day-of-a-department'
const WARM = 12
const AT_MOST_MS = 100
const GROWTH = 2

type Times = Readonly<Record<string, { readonly p50: number; readonly p99: number }>>
const say = (text: string) => process.stderr.write(`${text}\n`)
const rounded = (ms: number) => Math.round(ms * 100) / 100

/** What was asked of the database while somebody listened. */
const asked = new Map<string, readonly unknown[]>()
let listening = false
listen()

const small = await onHospital(null, async ({ house }) => timesOf(house))
const large = await onHospital(process.env['SCALE_DATA'] ?? null, async ({ house, connection }) => {
  const show = (line: string) => process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}` : '')
  await seedLarge(house, show, { appointments: APPOINTMENTS })
  await lookOver(connection)
  const [size] = await house.database.statement<{ tickets: number; patients: number; appointments: number }>(
    `select (select count(*) from ticket.ticket where hospital_id = $1) as tickets,
       (select count(*) from patient.patient where hospital_id = $1) as patients,
       (select count(*) from appointment.appointment where hospital_id = $1) as appointments`,
    [house.hospital.id],
  )
  const times = await timesOf(house)
  await writePlans(house, connection)
  return { times, size }
})

for (const [name, { p50, p99 }] of Object.entries(large.times))
  say(`${name.padEnd(28)} small p50 ${small[name]?.p50} p99 ${small[name]?.p99} ms · large p50 ${p50} p99 ${p99} ms`)
const p99Of = (times: Times) => Object.fromEntries(Object.entries(times).map(([name, { p99 }]) => [name, p99]))
const compared = Object.entries(large.times).filter(([name]) => name !== FULL_DAY)
const growths = compared.map(([name, { p50 }]) => p50 / (small[name]?.p50 ?? p50))
const worst = Math.max(...Object.values(large.times).map(one => one.p99))
if (worst > AT_MOST_MS || Math.max(...growths) > GROWTH)
  say(`above ${AT_MOST_MS} ms, or more than ${GROWTH} times the small set's`)
process.stdout.write(
  `${JSON.stringify({
    ...large.size,
    p99_ms: p99Of(large.times),
    small_p99_ms: p99Of(small),
    worst_p99_ms: worst,
    worst_growth: rounded(Math.max(...growths)),
  })}\n`,
)

interface Open {
  readonly house: House
  readonly connection: pg.ClientConfig
}

/** The demo hospital on a database of its own, which goes afterwards unless its folder was named. */
async function onHospital<T>(kept: string | null, work: (open: Open) => Promise<T>): Promise<T> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'scale-'))
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
    if (kept === null) rmSync(folder, { recursive: true, force: true })
  }
}

/** The hot reads, by name. Each call asks something else of the same kind. */
async function readsOf(house: House): Promise<Readonly<Record<string, (n: number) => Promise<unknown>>>> {
  const now = house.clock.now()
  const who = await organisation(house)
  const as = (post: Post): Caller => {
    const personId = who.assignments.find(one => one.post === post)?.personId ?? ''
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
    'liaison-board': () => liaisonInbox(house)(liaison),
    'liaison-list': () => list(liaison, { view: 'open' }),
    'patient-search': n => searchPatients(house, desk, { q: words[n % words.length] ?? '' }),
    [FULL_DAY]: n =>
      listDay(house)(desk, { unit: clinic?.unit_id ?? '', day: today.subtract({ days: n % 700 }).toString() }),
    'manager-overview': () => readOverviewNow(house)(manager, { compare: 'yesterday' }, 'zh'),
  }
}

async function timesOf(house: House): Promise<Times> {
  const times: Record<string, { p50: number; p99: number }> = {}
  for (const [name, read] of Object.entries(await readsOf(house))) {
    for (let n = 0; n < WARM; n += 1) await read(n)
    const took: number[] = []
    for (let n = 0; n < TIMES; n += 1) {
      const start = performance.now()
      await read(n)
      took.push(performance.now() - start)
    }
    const sorted = took.toSorted((a, b) => a - b)
    times[name] = { p50: rounded(percentile(sorted, 0.5)), p99: rounded(percentile(sorted, 0.99)) }
    say(`  ${name}: p50 ${times[name].p50} ms, p99 ${times[name].p99} ms`)
  }
  return times
}

/** One file for each read: its statements and how PostgreSQL does them, without what changes from run to run. */
async function writePlans(house: House, connection: pg.ClientConfig): Promise<void> {
  rmSync(PLANS, { recursive: true, force: true })
  mkdirSync(PLANS, { recursive: true })
  for (const [name, read] of Object.entries(await readsOf(house))) {
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
