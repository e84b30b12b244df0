/** A backup that an older program made, restored by this one: the shape that it had, its rows, then every migration since. */
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assemble } from '#apps/server/house.ts'
import { createTicket } from '#modules/ticket/index.ts'
import { sampleRequest } from '#modules/ticket/sample.ts'
import { openTicket } from '#modules/ticket/server/read-ticket.ts'
import { openDatabase } from '#platform/database.ts'
import type { Connection } from '#platform/embedded-postgres.ts'
import { migrate, readScripts } from '#platform/migrate.ts'
import { sealJournal, verifyJournal } from '#platform/seals.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { testFolder } from '../../../tests/support/folder.ts'
import { type SmallHospital, smallHospital } from '../../../tests/support/hospital.ts'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { journalSettled } from '../../../tests/support/settled.ts'
import { copyIn, copyOut } from './copy.ts'
import { loadBackup } from './load.ts'
import { makeBackup } from './make.ts'
import { quoted } from './tables.ts'

/** A house whose rows an older one could have written. */
let house: TestHouse
let hospital: SmallHospital
let tickets: readonly string[]
beforeAll(async () => {
  house = await testHouse()
  hospital = await smallHospital(house.house)
  const lin = await hospital.as('lin')
  const made = await Promise.all([1, 2, 3].map(() => createTicket(house.house)(lin, sampleRequest)))
  tickets = made.map(one => one.id)
  await journalSettled(house.house.database)
  await sealJournal(house.house, house.house.hospital.id)
})
afterAll(() => house.close())

async function connected<T>(connection: Connection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(connection)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const columnsOf = async (client: Client): Promise<ReadonlyMap<string, readonly string[]>> => {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select table_schema || '.' || table_name as table, array_agg(column_name::text order by ordinal_position) as columns
     from information_schema.columns where table_schema !~ '^pg_' and table_schema not in ('information_schema', 'public')
     group by 1`,
  )
  return new Map(rows.map(row => [row.table, row.columns]))
}

/** The house's rows, as far as the database `to` has tables and columns for them. */
const copyRows = (to: Connection): Promise<void> =>
  connected(house.connection, source =>
    connected(to, async client => {
      // An older program wrote them with its references, in its own order.
      await client.query(`set session_replication_role = 'replica'`)
      const [now, then] = [await columnsOf(source), await columnsOf(client)]
      for (const [table, columns] of then) {
        if (table === 'platform.migration') continue
        const names = columns.filter(column => now.get(table)?.includes(column)).join(', ')
        const { stream } = copyOut(source, `copy (select ${names} from ${quoted(table)}) to stdout`)
        await client.query(`delete from ${quoted(table)}`)
        await pipeline(stream, copyIn(client, `copy ${quoted(table)} (${names}) from stdin`))
      }
    }),
  )

test.each([
  ['0022', 'before backups had a log'],
  ['0070', 'before lists came from columns of their own'],
])(
  'SEC-04 (part): a backup of the shape of migration %s, %s, is restored whole and goes on as the newest',
  async last => {
    const scripts = await readScripts()
    const older = scripts.filter(({ name }) => name.slice(0, 4) <= last).map(({ name }) => name)
    const file = join(testFolder(), 'older.backup')
    const then = await testDatabase('blank')
    expect(await migrate(then.connection, { only: new Set(older) })).toEqual(older)
    await copyRows(then.connection)
    const { keys } = house.house
    const { manifest } = await connected(then.connection, client =>
      makeBackup(client, { keys, file, at: house.clock.now() }),
    )
    await then.drop()
    expect(manifest.migrations.map(one => one.name)).toEqual(older)
    expect(manifest.tables.find(one => one.table === 'ticket.ticket')?.rows).toBe(tickets.length)

    const blank = await testDatabase('blank')
    const loaded = await loadBackup({ file, keys, connection: blank.connection })
    expect(loaded.differences).toEqual([])
    const database = openDatabase(blank.connection, { size: 3 })
    const again = assemble({ ...house.house, database, sealFile: null })
    const names = await database.statement<{ name: string }>('select name from platform.migration order by name', [])
    expect(names.map(row => row.name)).toEqual(scripts.map(script => script.name))
    // What later migrations work out of older rows is what the program writes by itself.
    const derived = `select t.id, t.predicted_at, p.matter_next_at, p.matter_closed_at from ticket.ticket t
    join ticket.part p on p.hospital_id = t.hospital_id and p.ticket_id = t.id order by t.id, p.id`
    expect(await database.statement(derived, [])).toEqual(await house.house.database.statement(derived, []))
    // It serves: what was taken is read as before, something new is taken, and its journal goes on.
    const lin = await hospital.as('lin')
    for (const id of tickets)
      expect(await openTicket(again)(lin, { id })).toEqual(await openTicket(house.house)(lin, { id }))
    const fresh = await createTicket(again)(lin, sampleRequest)
    expect(await openTicket(again)(lin, { id: fresh.id })).toMatchObject({ status: 'dispatched' })
    await journalSettled(database)
    expect(await sealJournal(again, again.hospital.id)).toBeGreaterThan(0)
    expect((await verifyJournal(again, again.hospital.id)).findings).toEqual([])
    await database.close()
    await blank.drop()
  },
)
