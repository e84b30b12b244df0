import { mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { testFolder } from '../../../../tests/support/folder.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { journalSettled } from '../../../../tests/support/settled.ts'
import { type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import type { Answer } from '#kernel/endpoint.ts'
import type { readBackups } from '../contract.ts'
import { recordRestoreTest } from './record-test.ts'
import { aliveAs } from './store.ts'
import { dailyBackup, dailyBackupThrough } from './sweeps.ts'

const MIDNIGHT = Temporal.Instant.from('2026-11-16T00:00:00+08:00')

let at: TestHouse
let staff: SettledStaff
let folder: string
beforeAll(async () => {
  at = await testHouse(MIDNIGHT)
  staff = await settleStaff(at.house)
  folder = join(dirname(at.house.sealFile ?? ''), 'backups')
})
afterAll(() => at.close())

const sweep = async (hours = 0) => {
  at.clock.advance({ minutes: Math.round(hours * 60) })
  await dailyBackup.run(at.house, at.clock.now())
  await dailyBackupThrough(at.house)
}
const asked = async (method: 'GET' | 'POST' | 'PUT', url: string, body?: object) => {
  const answer = await at.app.inject({
    method,
    url,
    headers: { cookie: await staff.cookie('林建国') },
    ...(body && { payload: body }),
  })
  return { status: answer.statusCode, body: answer.json() }
}
const page = async () => (await asked('GET', '/api/backups')).body as Answer<typeof readBackups>
const told = (action: string) =>
  at.house.database
    .transact(tx =>
      run<{ facts: object }>(tx, 'select facts from platform.journal where action = $1 order by tx, id', [action]),
    )
    .then(rows => rows.map(row => row.facts))

describe('the daily backup', () => {
  test('SEC-04 (part): is made at its hour, once a day, after an outage at once, and the oldest goes', async () => {
    await sweep()
    expect((await page()).backups).toEqual([])
    await sweep(1.9)
    expect((await page()).backups).toEqual([])
    await sweep(0.2)
    const [first] = (await page()).backups
    expect(first).toMatchObject({ kind: 'daily', state: 'done', reason: null })
    expect(first?.rows).toBeGreaterThan(50)
    expect(readdirSync(folder)).toEqual(['yiguanjia-20261116-020600.backup'])
    await sweep(1)
    expect(readdirSync(folder)).toHaveLength(1)
    // Off for two days and a half.
    await sweep(60)
    expect(readdirSync(folder)).toHaveLength(2)
    const { body } = await asked('PUT', '/api/backup-plan', {
      version: 0,
      hour: 2,
      folder: null,
      keep: 2,
      testEvery: 30,
    })
    expect(body).toEqual({ version: 1 })
    writeFileSync(join(folder, 'somebody-elses.backup'), 'x')
    await sweep(24)
    expect(readdirSync(folder).toSorted()).toEqual([
      'somebody-elses.backup',
      'yiguanjia-20261118-150600.backup',
      'yiguanjia-20261119-150600.backup',
    ])
    expect((await page()).backups.map(one => one.state)).toEqual(['done', 'done', 'removed'])
    expect(await told('backup.made')).toHaveLength(3)
  })

  test('that cannot be written is told, leaves nothing, and is tried again half an hour later', async () => {
    const gone = join(testFolder(), 'disk')
    mkdirSync(gone)
    const { plan } = await page()
    await asked('PUT', '/api/backup-plan', { ...plan, folder: gone })
    rmdirSync(gone)
    at.house.settings.forget()
    await sweep(24)
    expect(await told('backup.failed')).toEqual([{ kind: 'daily', reason: 'folder-unusable' }])
    await journalSettled(at.house.database)
    await at.machinery.turn()
    const toAdministrator = await at.house.database.transact(tx =>
      run(tx, `select from notification.message where template = 'backup.failed' and person_id = $1`, [
        staff.person('林建国'),
      ]),
    )
    expect(toAdministrator).toHaveLength(1)
    mkdirSync(gone)
    await sweep(0.4)
    expect(readdirSync(gone)).toHaveLength(0)
    await sweep(0.2)
    expect(readdirSync(gone)).toHaveLength(1)
    await asked('PUT', '/api/backup-plan', { ...(await page()).plan, folder: null })
  })

  /** A row of the log that says it runs, and the session by which its process lives. */
  const runningRow = async (kind = 'by-hand', startedAt = at.clock.now()) => {
    const { house } = at
    const id = house.ids.next()
    const session = await house.database.connect(aliveAs(id))
    await house.database.transact(tx =>
      run(
        tx,
        `insert into backup.backup (hospital_id, id, kind, state, file, started_at, seen_at)
         values ($1, $2, $3, 'running', 'x', $4, $5)`,
        [house.hospital.id, id, kind, startedAt.toString(), at.clock.now().toString()],
      ),
    )
    return session
  }
  const refused = { status: 409, body: { type: '/problems/backup-running' } }

  test('one whose process died shows so at once, is told, and does not hold up the next', async () => {
    const session = await runningRow()
    expect(await asked('POST', '/api/backups')).toMatchObject(refused)
    expect((await page()).backups[0]).toMatchObject({ state: 'running', reason: null })
    await session.end()
    await expect.poll(async () => (await page()).backups[0]).toMatchObject({ state: 'failed', reason: 'interrupted' })
    expect((await asked('POST', '/api/backups')).status).toBe(202)
    await expect.poll(async () => (await page()).backups[0]?.state).toBe('done')
    expect((await page()).backups[1]).toMatchObject({ state: 'failed', reason: 'interrupted' })
    expect((await told('backup.failed')).at(-1)).toEqual({ kind: 'by-hand', reason: 'interrupted' })
  })

  test('one that fell silent, though its session still stands, is told as broken off too', async () => {
    const session = await runningRow()
    at.clock.advance({ minutes: 5 })
    expect((await asked('POST', '/api/backups')).status).toBe(202)
    await expect.poll(async () => (await page()).backups[0]?.state).toBe('done')
    expect((await page()).backups[1]).toMatchObject({ state: 'failed', reason: 'interrupted' })
    await session.end()
  })

  test('a daily one whose process died is made up for at once', async () => {
    const session = await runningRow('daily')
    await session.end()
    const before = (await told('backup.failed')).length
    await expect.poll(async () => (await page()).backups[0]?.state).toBe('failed')
    await sweep(0.05)
    expect((await told('backup.failed')).slice(before)).toEqual([{ kind: 'daily', reason: 'interrupted' }])
    expect((await page()).backups[0]).toMatchObject({ kind: 'daily', state: 'done' })
  })

  test('one that is about to begin is planned once more until it is through, so that a house that dies then makes up for it', async () => {
    at.clock.set(Temporal.Instant.from('2026-12-10T02:10:00+08:00'))
    const plan = async () => (await page()).nextAt
    await dailyBackup.run(at.house, at.clock.now())
    const meanwhile = await plan()
    await dailyBackupThrough(at.house)
    expect([meanwhile, await plan()].map(time => time && Temporal.Instant.from(time).toString())).toEqual([
      '2026-12-09T18:40:00Z',
      '2026-12-10T18:00:00Z',
    ])
    // One that is made by hand at the hour is no failure of the daily one.
    const failures = (await told('backup.failed')).length
    const session = await runningRow()
    at.clock.set(Temporal.Instant.from('2026-12-11T02:01:00+08:00'))
    await at.house.database.transact(tx =>
      run(tx, 'update backup.backup set seen_at = $1', [at.clock.now().toString()]),
    )
    await sweep()
    expect(await told('backup.failed')).toHaveLength(failures)
    await session.end()
    await expect.poll(async () => (await page()).backups.some(one => one.state === 'running')).toBe(false)
    await sweep(0.6)
    expect((await page()).backups[0]).toMatchObject({ kind: 'daily', state: 'done' })
  })

  test('in a restored house, the one that it came from was whole', async () => {
    const { house } = at
    const before = (await told('backup.failed')).length
    const session = await runningRow('daily', at.clock.now().subtract({ minutes: 1 }))
    await session.end()
    await house.database.transact(tx =>
      run(tx, 'insert into platform.restoration (hospital_id, backed_up_at) values ($1, $2)', [
        house.hospital.id,
        at.clock.now().toString(),
      ]),
    )
    at.clock.advance({ minutes: 1 })
    await sweep()
    const restored = (await page()).backups.find(
      one => one.file === 'x' && one.kind === 'daily' && one.state === 'done',
    )
    expect(restored).toMatchObject({ reason: null })
    expect(await told('backup.failed')).toHaveLength(before)
    expect(await told('backup.restored-from')).toEqual([{}])
  })
})

describe('the plan', () => {
  test.each(['relative/folder', '/no/such/folder'])('takes no folder that is not there: %s', async folder => {
    const { plan } = await page()
    expect(await asked('PUT', '/api/backup-plan', { ...plan, folder })).toMatchObject({
      status: 422,
      body: { type: '/problems/folder-unusable' },
    })
  })

  test('of two that change it at once, the second is told', async () => {
    const { plan } = await page()
    expect((await asked('PUT', '/api/backup-plan', { ...plan, keep: 5 })).status).toBe(200)
    expect((await asked('PUT', '/api/backup-plan', { ...plan, keep: 6 })).status).toBe(409)
  })
})

describe('the restore test', () => {
  beforeEach(() => at.house.settings.forget())

  test('SEC-04 (part): is written down with what it found, and somebody is reminded when the last good one is too old', async () => {
    const before = await page()
    expect([before.testIsDue, before.lastTestAt]).toEqual([true, null])
    const manifest = {
      format: 1,
      at: MIDNIGHT.toString(),
      house: '0.1.0',
      migrations: [],
      keys: [],
      tables: [{ table: 'staff.unit', rows: 12, digest: 'x' }],
      journal: [],
    } as const
    await recordRestoreTest(at.house, {
      manifest,
      differences: ['staff.unit: 12 → 11 行 rows'],
      file: '/b/x',
      seconds: 3,
    })
    expect((await page()).testIsDue).toBe(true)
    await recordRestoreTest(at.house, { manifest, differences: [], file: '/b/x', seconds: 3 })
    const after = await page()
    expect(after.testIsDue).toBe(false)
    expect(after.tests.map(one => [one.passed, one.rows, one.differences.length])).toEqual([
      [true, 12, 0],
      [false, 12, 1],
    ])
    const remindersBefore = (await told('backup.restore-test-due')).length
    await sweep(24 * 29)
    expect(await told('backup.restore-test-due')).toHaveLength(remindersBefore)
    await sweep(24 * 2)
    expect((await told('backup.restore-test-due')).at(-1)).toEqual({ days: 31 })
    await sweep(24)
    expect(await told('backup.restore-test-due')).toHaveLength(remindersBefore + 1)
  })
})
