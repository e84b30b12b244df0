import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { systemCaller } from '#kernel/caller.ts'
import type { Event } from '#kernel/event.ts'
import { Temporal } from '#kernel/time.ts'
import { cipherWith } from '#platform/cipher.ts'
import { stoppedClock } from '#platform/clock.ts'
import { type Database, openDatabase, run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { timeOrderedIds } from '#platform/ids.ts'
import { type Entry, journalWith } from '#platform/journal.ts'
import { type Keys, openKeys } from '#platform/keys.ts'
import { actionsAfter, deliver, type Listener, newest, START } from '#platform/listeners.ts'
import { liveFrom } from '#platform/live.ts'
import { openLog } from '#platform/log.ts'
import { numbersOf } from '#platform/numbers.ts'
import { sealJournal, verifyJournal } from '#platform/seals.ts'
import { settingsOf, type SettingKind, writeSetting } from '#platform/settings.ts'
import { type Sweep, machineryOf } from '#platform/sweeps.ts'
import { z } from 'zod'
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts'
import { journalSettled } from '../../tests/support/settled.ts'

declare module '#kernel/event.ts' {
  interface Events {
    'test.happened': { n: number; mark?: string | number | boolean | null }
    'test.other': { n: number }
  }
}

const HOSPITAL = '0198d0d0-0000-7000-8000-00000000000a'
let fresh: TestDatabase
let database: Database
let keys: Keys
const clock = stoppedClock(Temporal.Instant.from('2026-11-16T09:00:00+08:00'))
let house: House
const caller: Caller = systemCaller(HOSPITAL)

const houseOn = (on: Database): House => {
  const ids = timeOrderedIds(clock)
  const cipher = cipherWith(keys)
  return {
    hospital: { id: HOSPITAL, name: '示范医院', zone: 'Asia/Shanghai', phone: '' },
    database: on,
    clock,
    ids,
    keys,
    cipher,
    journal: journalWith(cipher, ids),
    settings: settingsOf(on),
    numbers: numbersOf(on),
    live: liveFrom(on),
    log: openLog('silent'),
    publicUrl: 'http://localhost',
    sealFile: null,
  }
}
const happened = (n: number): Entry => ({
  action: 'test.happened',
  subject: { kind: 'test', id: house.ids.next() },
  facts: { n },
  detail: { words: '患者原话' },
})
const tell = (n: number, on = house) => transact(on, caller, async ({ tell }) => tell(happened(n)))

beforeAll(async () => {
  keys = await openKeys(join(await mkdtemp(join(tmpdir(), 'keys-')), 'key.json'), true)
})
beforeEach(async () => {
  fresh = await testDatabase()
  database = openDatabase(fresh.connection)
  house = houseOn(database)
  return async () => {
    await house.live.stop()
    await database.close()
    await fresh.drop()
  }
})
/** As the owner of the database, past every guard. */
async function asOwner(sql: string): Promise<void> {
  const client = new Client(fresh.connection)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
const seal = async () => {
  await journalSettled(database)
  return sealJournal(house, HOSPITAL)
}
const verify = () => verifyJournal(house, HOSPITAL)

describe('the journal', () => {
  test('the application may add to it and read it, and nothing else', async () => {
    await tell(1)
    for (const sql of [
      'update platform.journal set action = action',
      'delete from platform.journal',
      'truncate platform.journal',
    ])
      await expect(database.transact(tx => run(tx, sql))).rejects.toThrow(/permission denied/)
    await expect(asOwner('delete from platform.journal')).rejects.toThrow(/written once/)
  })

  test('an untouched journal verifies, sealed in parts', async () => {
    for (const n of [1, 2, 3]) await tell(n)
    expect(await seal()).toBe(3)
    await tell(4)
    expect(await verify()).toMatchObject({ rows: 3, unsealed: 1, findings: [] })
    expect(await seal()).toBe(1)
    expect(await sealJournal(house, HOSPITAL)).toBe(0)
    expect(await verify()).toMatchObject({ rows: 4, unsealed: 0, findings: [] })
  })

  test('SEC-03: a row changed by SQL is named, and so are one removed and one slipped in', async () => {
    for (const n of [1, 2, 3, 4]) await tell(n)
    await seal()
    const rows = await database.transact(tx =>
      run<{ id: string }>(tx, 'select id from platform.journal order by tx, id'),
    )
    const [changed, removed, before] = rows.map(row => row.id)
    await asOwner(`
      alter table platform.journal disable trigger written_once;
      update platform.journal set at = at + interval '1 second' where id = '${changed}';
      delete from platform.journal where id = '${removed}';
      insert into platform.journal select hospital_id, 'ffffffff-ffff-7fff-bfff-ffffffffffff', tx, at, kind, action, actor_kind, actor_id, session_id,
        subject_kind, subject_id, version, patient_id, unit_id, facts, detail, digest from platform.journal where id = '${before}';`)
    const { findings } = await verify()
    expect(findings.toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { kind: 'changed', what: changed },
      { kind: 'inserted', what: 'ffffffff-ffff-7fff-bfff-ffffffffffff' },
      { kind: 'removed', what: removed },
    ])
  })

  test('a seal written again after the fact is broken', async () => {
    await tell(1)
    await seal()
    await tell(2)
    await seal()
    await asOwner(
      `alter table platform.seal disable trigger written_once; update platform.seal set entries = entries || entries where number = 1`,
    )
    expect((await verify()).findings).toContainEqual({ kind: 'seal-broken', what: '1' })
  })

  test('a detail is enciphered where it lies', async () => {
    await tell(1)
    const [row] = await database.transact(tx => run<{ detail: Buffer }>(tx, 'select detail from platform.journal'))
    expect(row?.detail.includes(Buffer.from('患者原话'))).toBe(false)
    expect(house.journal.detail({ detail: row?.detail ?? null })).toEqual({ words: '患者原话' })
  })

  test('what was told in a transaction that failed is not there', async () => {
    await expect(
      transact(house, caller, async ({ tell }) => {
        tell(happened(1))
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await database.transact(tx => run(tx, 'select 1 from platform.journal'))).toEqual([])
  })
})

describe('idempotency keys', () => {
  const once = (key: string, digest = 'd') => ({ ...caller, once: { key, endpoint: 'test.do', digest } })
  const act = (who: Caller, n: number) =>
    transact(house, who, async ({ tell }) => {
      tell(happened(n))
      return { n }
    })

  test('the same key is done once and answered alike, also when both come at the same moment', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(n => act(once('key-one-000'), n)))
    expect(new Set(answers.map(answer => answer.n)).size).toBe(1)
    expect(await database.transact(tx => run(tx, 'select 1 from platform.journal'))).toHaveLength(1)
  })

  test('the same key with another request is refused', async () => {
    await act(once('key-two-000'), 1)
    await expect(act(once('key-two-000', 'other'), 1)).rejects.toMatchObject({ code: 'same-key-other-request' })
  })

  test('a key whose work failed may be tried again', async () => {
    const who = once('key-three-0')
    await expect(
      transact(house, who, async () => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await expect(act(who, 7)).resolves.toEqual({ n: 7 })
  })
})

describe('listeners', () => {
  const listener = (fail: (n: number) => boolean = () => false): Listener => ({
    name: 'test: hears',
    hears: ['test.happened'],
    async hear(_, tx, event) {
      const { n } = (event as Event<'test.happened'>).facts
      if (fail(n)) throw new Error('broken')
      await run(tx, 'insert into platform.counter (hospital_id, kind, day, value) values ($1, $2, $3, $4)', [
        HOSPITAL,
        `heard ${n}`,
        '2026-11-16',
        n,
      ])
    },
  })
  const kept = async () =>
    (
      await database.transact(tx => run<{ value: number }>(tx, `select value from platform.counter order by value`))
    ).map(row => row.value)

  test('each event once and in order, with two processes at it', async () => {
    const other = openDatabase(fresh.connection)
    const second = houseOn(other)
    for (let n = 1; n <= 120; n += 1) await tell(n)
    await journalSettled(database)
    await Promise.all([deliver(house, listener()), deliver(second, listener()), deliver(house, listener())])
    await deliver(second, listener())
    expect(await kept()).toEqual(Array.from({ length: 120 }, (_, index) => index + 1))
    await other.close()
  })

  test('who waits for news reads what happened after a place, by name, once', async () => {
    await tell(1)
    await journalSettled(database)
    const place = (await newest(house)) ?? START
    expect(await actionsAfter(house, place)).toEqual({ upTo: place, actions: new Set() })
    for (const n of [2, 3]) await tell(n)
    await journalSettled(database)
    const after = await actionsAfter(house, place)
    expect(after).toMatchObject({ upTo: await newest(house), actions: new Set(['test.happened']) })
    expect(await actionsAfter(house, after.upTo)).toMatchObject({ actions: new Set() })
  })

  test('hears of one event those that have the fact, whatever it is, and of the others all; what it does not hear it is past', async () => {
    const heard: number[] = []
    const choosy: Listener = {
      name: 'test: choosy',
      hears: ['test.happened', 'test.other'],
      onlyWith: { 'test.happened': 'mark' },
      hear: async (_, __, event) => void heard.push((event as Event<'test.happened'>).facts.n),
    }
    const say = (...some: readonly Pick<Entry, 'action' | 'facts'>[]) =>
      transact(house, caller, async ({ tell: all }) => all(...some.map(one => ({ ...happened(0), ...one }) as Entry)))
    // More without the fact than a listener takes at once, then each value that a fact may have.
    for (let n = 1; n <= 60; n += 1) await say({ action: 'test.happened', facts: { n } })
    await say(
      { action: 'test.happened', facts: { n: 61, mark: null } },
      { action: 'test.happened', facts: { n: 62, mark: '' } },
      { action: 'test.happened', facts: { n: 63, mark: 0 } },
      { action: 'test.happened', facts: { n: 64, mark: false } },
      { action: 'test.other', facts: { n: 65 } },
      { action: 'test.happened', facts: { n: 66, mark: 'R1' } },
    )
    await journalSettled(database)
    expect(await deliver(house, choosy)).toBe(5)
    expect(heard).toEqual([62, 63, 64, 65, 66])
    const [place] = await database.transact(tx =>
      run<{ tx: string; id: string }>(tx, `select tx::text, id from platform.listener where name = 'test: choosy'`),
    )
    expect(place).toEqual(await newest(house))
    await say({ action: 'test.happened', facts: { n: 67 } })
    await journalSettled(database)
    expect(await deliver(house, choosy)).toBe(0)
  })

  test('an event that cannot be taken is put aside after several tries, and the next pass', async () => {
    for (const n of [1, 2, 3, 4]) await tell(n)
    await journalSettled(database)
    for (let attempt = 0; attempt < 12; attempt += 1)
      await deliver(
        house,
        listener(n => n === 1 || n === 3),
      )
    expect(await kept()).toEqual([2, 4])
    expect(await database.transact(tx => run(tx, 'select 1 from platform.undelivered'))).toHaveLength(2)
  })
})

describe('sweeps', () => {
  test('of two processes one runs it, at its time, and again after the interval', async () => {
    const other = openDatabase(fresh.connection)
    let runs = 0
    const sweep: Sweep = {
      name: 'test: sweep',
      every: 60,
      async run() {
        runs += 1
      },
    }
    const machines = [machineryOf(house, [sweep], []), machineryOf(houseOn(other), [sweep], [])]
    const turn = () => Promise.all(machines.map(machine => machine.turn()))
    await turn()
    expect(runs).toBe(1)
    await turn()
    expect(runs).toBe(1)
    clock.advance({ seconds: 60 })
    await turn()
    expect(runs).toBe(2)
    await other.close()
  })
})

describe('settings', () => {
  const reserve: SettingKind<number> = {
    key: 'test.reserve',
    title: '预留比例',
    schema: z.number().min(0).max(1),
    initial: 0.1,
  }
  test('SYS-06: ten per cent becomes fifteen from tomorrow, and today stays as it is', async () => {
    const today = clock.now()
    const tomorrow = today.add({ hours: 24 })
    await database.transact(tx =>
      writeSetting(tx, HOSPITAL, reserve, 0.15, { personId: null, effectiveFrom: tomorrow, at: today }),
    )
    expect(await house.settings.at(HOSPITAL, reserve, today)).toEqual({ version: 0, value: 0.1 })
    expect(await house.settings.at(HOSPITAL, reserve, tomorrow)).toEqual({ version: 1, value: 0.15 })
    expect(await house.settings.at(HOSPITAL, reserve, today)).toEqual({ version: 0, value: 0.1 })
  })
  test('a value that is not of its shape is refused', async () => {
    await expect(
      database.transact(tx =>
        writeSetting(tx, HOSPITAL, reserve, 3, { personId: null, effectiveFrom: clock.now(), at: clock.now() }),
      ),
    ).rejects.toThrow()
  })
})

describe('numbers', () => {
  test('a hundred at once from two processes are all different', async () => {
    const other = openDatabase(fresh.connection)
    const day = Temporal.PlainDate.from('2026-11-16')
    const second = numbersOf(other)
    const taken = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        (index % 2 === 0 ? house.numbers : second).next(HOSPITAL, 'ticket', day),
      ),
    )
    expect(new Set(taken).size).toBe(200)
    await other.close()
  })
  test('a quiet desk counts one by one, and each day begins anew', async () => {
    const day = Temporal.PlainDate.from('2026-11-16')
    expect(await house.numbers.next(HOSPITAL, 'x', day)).toBe(1)
    await new Promise(resume => setTimeout(resume, 300))
    expect(await house.numbers.next(HOSPITAL, 'x', day)).toBe(2)
    expect(await house.numbers.next(HOSPITAL, 'x', day.add({ days: 1 }))).toBe(1)
  })
})

describe('live', () => {
  test('what one process writes the other hears, in order, and a late comer catches up', async () => {
    const other = openDatabase(fresh.connection)
    const second = houseOn(other)
    await house.live.start(HOSPITAL)
    await second.live.start(HOSPITAL)
    const heard: string[] = []
    second.live.subscribe(event => heard.push(event.id ?? ''))
    const start = second.live.position()
    for (const n of [1, 2, 3]) await tell(n)
    await expect.poll(() => heard.length, { timeout: 3000 }).toBe(3)
    expect((await second.live.since(HOSPITAL, start))?.map(event => event.id)).toEqual(heard)
    const [, id = ''] = start.split(':')
    for (const made of ['nonsense', `99999999999999999999:${id}`, `1:${'-'.repeat(36)}`])
      expect(await second.live.since(HOSPITAL, made)).toBeNull()
    await second.live.stop()
    await other.close()
  })
})
