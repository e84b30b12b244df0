import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assemble } from '#apps/server/house.ts'
import { importPatients } from '#modules/patient/index.ts'
import { personNamed } from '#modules/patient/rules/person.ts'
import { addUnit } from '#modules/staff/index.ts'
import { openDatabase, run } from '#platform/database.ts'
import type { Connection } from '#platform/embedded-postgres.ts'
import { openKeys, rotateKeys } from '#platform/keys.ts'
import { sealJournal, verifyJournal } from '#platform/seals.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { testFolder } from '../../../tests/support/folder.ts'
import { builder, smallHospital } from '../../../tests/support/hospital.ts'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { journalSettled } from '../../../tests/support/settled.ts'
import { loadBackup } from './load.ts'
import { type Made, makeBackup } from './make.ts'
import { restoreDatabase, restoreOnTrial } from './put-in-place.ts'

const PHONE = '13800138000'
const NUMBER = '350206195606150022'
const FAR = '900000000000'

let original: TestHouse
let folder: string
let file: string
let made: Made

async function connected<T>(connection: Connection, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(connection)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const backUp = (to: string) =>
  connected(original.connection, client =>
    makeBackup(client, { keys: original.house.keys, file: to, at: original.clock.now() }),
  )

beforeAll(async () => {
  original = await testHouse()
  const { house } = original
  await smallHospital(house)
  await importPatients(house)(builder(house), 'desk', [
    {
      person: {
        ...personNamed('陈秀英'),
        phones: [{ number: PHONE, holder: 'self', state: 'confirmed', source: 'desk' }],
        document: { kind: 'resident-id', number: NUMBER },
      },
      identifiers: [],
    },
  ])
  await journalSettled(house.database)
  await sealJournal(house, house.hospital.id)
  // As on a server that has counted further than the one it is restored on.
  await connected(original.connection, async client => {
    await client.query(
      `insert into platform.journal (hospital_id, id, tx, at, kind, action, actor_kind, subject_kind, subject_id, facts, digest)
       select hospital_id, gen_random_uuid(), '${FAR}', at, kind, action, actor_kind, subject_kind, subject_id, facts, digest
       from platform.journal limit 1`,
    )
  })
  folder = testFolder()
  file = join(folder, 'first.backup')
  made = await backUp(file)
})
afterAll(() => original.close())

const load = async (from: string, keys = original.house.keys) => {
  const blank = await testDatabase('blank')
  try {
    return await loadBackup({ file: from, keys, connection: blank.connection })
  } finally {
    await blank.drop()
  }
}

describe('a backup', () => {
  test('SEC-04 (part): holds every table that has rows, and no phone, document number or name to be read', async () => {
    const counted = new Map(made.manifest.tables.map(one => [one.table, one.rows]))
    expect(counted.get('patient.patient')).toBe(1)
    expect(counted.get('staff.unit')).toBeGreaterThan(5)
    expect(counted.has('platform.migration')).toBe(false)
    const bytes = readFileSync(file)
    expect(bytes.length).toBe(made.bytes)
    for (const said of [PHONE, NUMBER, '陈秀英', '示范医院', 'hospital_id']) expect(bytes.includes(said)).toBe(false)
  })

  test('SEC-04 (part): restores to the same counts and digests, the journal whole, and the house goes on behind its last row', async () => {
    const blank = await testDatabase('blank')
    const { house, clock } = original
    const { manifest, differences } = await loadBackup({ file, keys: house.keys, connection: blank.connection })
    expect(differences).toEqual([])
    expect(manifest.tables).toEqual(made.manifest.tables)
    const database = openDatabase(blank.connection, { size: 3 })
    const again = assemble({ ...house, clock, database, sealFile: null })
    await addUnit(again)(builder(again), {
      code: 'new',
      name: '新科室',
      kind: 'administrative',
      parentId: (await firstUnit(again.database)) ?? null,
      place: null,
      phone: null,
      hours: 'calendar',
    })
    const [row] = await database.transact(tx =>
      run<{ behind: boolean; seen: boolean }>(
        tx,
        `select max(tx) > '${FAR}'::xid8 as behind, bool_and(tx < platform.horizon()) as seen from platform.journal`,
      ),
    )
    expect(row?.behind).toBe(true)
    await journalSettled(database)
    expect(await sealJournal(again, house.hospital.id)).toBeGreaterThan(1)
    const { findings } = await verifyJournal(again, house.hospital.id)
    // The row that stands for the far server carries the digest of another.
    expect(findings.map(one => one.kind)).toEqual(['changed'])
    await database.close()
    await blank.drop()
  })

  test('a second backup of the restored house says the same', async () => {
    const blank = await testDatabase('blank')
    await loadBackup({ file, keys: original.house.keys, connection: blank.connection })
    const second = await connected(blank.connection, client =>
      makeBackup(client, { keys: original.house.keys, file: join(folder, 'second.backup'), at: original.clock.now() }),
    )
    // All but the row that says that it was restored.
    const own = ({ table }: { table: string }) => table !== 'platform.restoration'
    expect(second.manifest.tables.filter(own)).toEqual(made.manifest.tables.filter(own))
    expect(second.manifest.tables.find(one => !own(one))?.rows).toBe(1)
    await blank.drop()
  })

  test('takes no file that is there already, and leaves no half one behind', async () => {
    await expect(backUp(file)).rejects.toThrow('已存在')
    const aborted = AbortSignal.abort()
    const never = join(folder, 'never.backup')
    await expect(
      connected(original.connection, client =>
        makeBackup(client, { keys: original.house.keys, file: never, at: original.clock.now(), signal: aborted }),
      ),
    ).rejects.toThrow()
    expect(() => readFileSync(never)).toThrow('ENOENT')
    expect(() => readFileSync(`${never}.part`)).toThrow('ENOENT')
  })
})

describe('on a server of the hospital', () => {
  const address = () => {
    const { user, host, port, database } = original.connection
    return `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
  }
  const databases = (like: string) =>
    connected(original.connection, async client =>
      (
        await client.query<{ name: string }>(
          'select datname as name from pg_database where starts_with(datname, $1) order by 1',
          [like],
        )
      ).rows.map(row => row.name),
    )
  const restore = (name: string, from = file) =>
    restoreDatabase(address(), name, connection =>
      loadBackup({ file: from, keys: original.house.keys, connection: connection as Connection }),
    )

  test('a restore makes a new database, which has its name only when it is whole, and touches no other', async () => {
    const name = `restored_${original.house.ids.next().replaceAll('-', '')}`
    const cut = join(folder, 'cut.backup')
    writeFileSync(cut, readFileSync(file).subarray(0, -20))
    await expect(restore(name, cut)).rejects.toThrow('备份文件已损坏')
    expect(await databases(name)).toEqual([`${name}_restoring`])
    // What was left half made goes at the next try.
    expect((await restore(name)).differences).toEqual([])
    expect(await databases(name)).toEqual([name])
    await expect(restore(name)).rejects.toThrow('已存在，请换一个名字')
    await connected(original.connection, client => client.query(`drop database ${name} with (force)`))
  })

  test('a trial leaves no database behind, whether it goes well or not', async () => {
    const mark = original.house.ids.next().replaceAll('-', '')
    const tried = await restoreOnTrial(original.connection, mark, connection =>
      loadBackup({ file, keys: original.house.keys, connection }),
    )
    expect(tried.differences).toEqual([])
    await expect(restoreOnTrial(original.connection, mark, () => Promise.reject(new Error('broke')))).rejects.toThrow(
      'broke',
    )
    expect(await databases(`yiguanjia_check_${mark}`)).toEqual([])
  })

  test('a trial throws away what one left that was killed, and leaves one alone that goes on', async () => {
    const mark = original.house.ids.next().replaceAll('-', '')
    const [dead, alive] = [`yiguanjia_check_dead${mark.slice(-8)}`, `yiguanjia_check_live${mark.slice(-8)}`] as const
    await connected(original.connection, async client => {
      for (const name of [dead, alive]) {
        await client.query(`create database ${name} template template0`)
        await client.query(`comment on database ${name} is 'yiguanjia restore, not finished'`)
      }
      await client.query(`set application_name = '${alive}'`)
      await restoreOnTrial(original.connection, mark, () => Promise.reject(new Error('broke'))).catch(() => undefined)
      expect(await databases(dead)).toEqual([])
      expect(await databases(alive)).toEqual([alive])
      await client.query(`drop database ${alive}`)
    })
  })
})

test('only the database itself says the order of the journal, so that a restored house can go on behind it', () => {
  const asking = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(
      name => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== join('platform', 'backup', 'load.ts'),
    )
    .filter(name =>
      /pg_snapshot_xmin|pg_current_xact_id|pg_current_snapshot/.test(readFileSync(join('src', name), 'utf8')),
    )
  expect(asking).toEqual([])
})

describe('a restore refuses', () => {
  const spoiled = (change: (bytes: Buffer) => Buffer): string => {
    const to = join(folder, 'spoiled.backup')
    writeFileSync(to, change(readFileSync(file)))
    return to
  }

  test('the key of another house', async () => {
    const keys = await openKeys(join(testFolder(), 'key.json'), true)
    await expect(load(file, keys)).rejects.toThrow(/密钥不对[\s\S]*Wrong key/)
  })

  test('but takes a key file that was rotated since', async () => {
    const other = join(testFolder(), 'key.json')
    const keys = await openKeys(other, true)
    const mine = join(folder, 'rotated.backup')
    await connected(original.connection, client => makeBackup(client, { keys, file: mine, at: original.clock.now() }))
    await expect(load(mine, keys)).resolves.toBeDefined()
    const rotated = await rotateKeys(other)
    const front = await load(mine, rotated).then(
      result => result.manifest.keys,
      (error: unknown) => error,
    )
    expect(front).toEqual(keys.all.map(key => key.id))
  })

  test.each([
    ['a byte changed in the middle', (bytes: Buffer) => flipped(bytes, Math.floor(bytes.length / 2))],
    ['a byte changed in front', (bytes: Buffer) => flipped(bytes, 40)],
    ['a byte changed at the end', (bytes: Buffer) => flipped(bytes, bytes.length - 1)],
    ['the last byte missing', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['the last block missing', (bytes: Buffer) => bytes.subarray(0, 300)],
    ['something added', (bytes: Buffer) => Buffer.concat([bytes, Buffer.of(0)])],
    ['another file', () => Buffer.from('PK\u0003\u0004 not a backup at all')],
    ['nothing', () => Buffer.alloc(0)],
  ])('%s', async (_, change) => {
    await expect(load(spoiled(change))).rejects.toThrow(/备份文件|密钥不对/)
  })

  test('a backup of a newer program', async () => {
    await connected(original.connection, client =>
      client.query(`insert into platform.migration values ('9999-later.sql', 'x')`),
    )
    const newer = join(folder, 'newer.backup')
    await backUp(newer)
    await connected(original.connection, client =>
      client.query(`delete from platform.migration where name = '9999-later.sql'`),
    )
    await expect(load(newer)).rejects.toThrow(/更新的程序版本[\s\S]*newer program/)
  })
})

const flipped = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

const firstUnit = (database: ReturnType<typeof openDatabase>) =>
  database
    .transact(tx => run<{ id: string }>(tx, `select id from staff.unit where kind = 'hospital'`))
    .then(rows => rows[0]?.id)
