import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { boolean, bytea, integer, rowsAs, text, timestamptz, uuid } from './columns.ts'

interface Row {
  readonly id: string | null
  readonly words: string | null
  readonly bytes: Buffer | null
  readonly count: number | null
  readonly yes: boolean | null
  readonly at: Temporal.Instant | null
}
const rows = rowsAs<Row, 'id' | 'words' | 'bytes' | 'count' | 'yes' | 'at'>(2, {
  id: uuid(one => one.id),
  words: text(one => one.words),
  bytes: bytea(one => one.bytes),
  count: integer(one => one.count),
  yes: boolean(one => one.yes),
  at: timestamptz(one => one.at),
})

let client: Client
let drop: () => Promise<void>
beforeAll(async () => {
  const fresh = await testDatabase()
  drop = fresh.drop
  client = new Client(fresh.connection)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await drop()
})

/** What PostgreSQL read, each type said by PostgreSQL itself. */
async function read(requests: readonly (readonly Row[])[]) {
  const answer = await client.query<{
    request: number
    id: string | null
    words: string | null
    hex: string | null
    count: number | null
    yes: boolean | null
    ms: string | null
  }>(
    `select request, id::text, words, encode(bytes, 'hex') as hex, count, yes, (extract(epoch from at) * 1000)::numeric::text as ms
     from ${rows.table('r')} where $1::text is null`,
    [null, ...rows.values(requests)],
  )
  return answer.rows
}

/** What is expected of a row: text as UTF-8 has it, a uuid in small letters, a moment to the millisecond. */
const said = (request: number, one: Row) => ({
  request,
  id: one.id?.toLowerCase() ?? null,
  words: one.words?.toWellFormed() ?? null,
  hex: one.bytes?.toString('hex') ?? null,
  count: one.count,
  yes: one.yes,
  ms: one.at === null ? null : one.at.epochMilliseconds,
})
const got = (all: Awaited<ReturnType<typeof read>>) =>
  all.map(({ ms, ...one }) => ({ ...one, ms: ms === null ? null : Number(ms) }))

const EMPTY: Row = { id: null, words: null, bytes: null, count: null, yes: null, at: null }
const at = (iso: string) => Temporal.Instant.from(iso)

test('every type is read by PostgreSQL as it was meant: null, empty, Chinese, four bytes, halves of a pair, before 1970, after 2038', async () => {
  const some: readonly Row[] = [
    EMPTY,
    { ...EMPTY, words: '', bytes: Buffer.alloc(0), count: 0, yes: false, at: at('1970-01-01T00:00:00Z') },
    { ...EMPTY, words: '预约挂号', count: -1, yes: true, at: at('1969-12-31T23:59:59.999Z') },
    { ...EMPTY, words: '𠮷野家😀', bytes: Buffer.from([0, 255, 128]), at: at('1900-01-01T00:00:00.001Z') },
    { ...EMPTY, words: 'x\uD83D', count: 2_147_483_647, at: at('2038-01-19T03:14:08Z') },
    { ...EMPTY, words: '\uDE00y', count: -2_147_483_648, at: at('2199-12-31T23:59:59.999Z') },
    { ...EMPTY, words: '一'.repeat(5000), at: at('1999-12-31T23:59:59.999Z') },
    { ...EMPTY, id: '0198D0D0-ABCD-7EF0-8FFF-0123456789AB', at: at('2000-01-01T00:00:00Z') },
    { ...EMPTY, id: '00000000-0000-0000-0000-000000000000' },
  ]
  expect(got(await read([some]))).toEqual(some.map(one => said(0, one)))
})

test('rows of several requests say whose they are; a request without rows has none', async () => {
  const one = { ...EMPTY, count: 1 }
  const two = { ...EMPTY, count: 2 }
  expect((await read([[one, two], [], [two]])).map(row => [row.request, row.count])).toEqual([
    [0, 1],
    [0, 2],
    [2, 2],
  ])
  expect(await read([])).toEqual([])
})

test('one statement takes some columns here and others there, of the same rows', async () => {
  const values = rows.values([[{ ...EMPTY, words: '甲', count: 7 }], [{ ...EMPTY, words: '乙', count: 8, yes: true }]])
  const answer = await client.query(
    `select a.request, a.count, a.words, c.yes from ${rows.table('a', ['count', 'words'])}
     join ${rows.table('b', ['id', 'bytes', 'at'])} using (request) join ${rows.table('c', ['yes'])} using (request) where $1::text is null`,
    [null, ...values],
  )
  expect(answer.rows).toEqual([
    { request: 0, count: 7, words: '甲', yes: null },
    { request: 1, count: 8, words: '乙', yes: true },
  ])
})

test('what is no whole uuid is refused, and takes nothing of its neighbour', async () => {
  await expect(read([[{ ...EMPTY, id: '0198d0d0-abcd' }]])).rejects.toThrow(/insufficient data/)
  await expect(read([[{ ...EMPTY, id: '0198d0d0'.repeat(5) }, EMPTY]])).rejects.toThrow()
})

test('whatever the rows are, PostgreSQL reads each value as it was meant', async () => {
  const moment = fc
    .integer({ min: -2_208_988_800_000, max: 7_258_118_399_999 })
    .map(ms => Temporal.Instant.fromEpochMilliseconds(ms))
  const nullable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
  const row = fc.record<Row>({
    id: nullable(fc.uuid()),
    words: nullable(fc.string({ unit: 'binary' }).filter(words => !words.includes('\0'))),
    bytes: nullable(fc.uint8Array({ maxLength: 64 }).map(bytes => Buffer.from(bytes))),
    count: nullable(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
    yes: nullable(fc.boolean()),
    at: nullable(moment),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(row, { maxLength: 4 }), { maxLength: 6 }), async requests => {
      expect(got(await read(requests))).toEqual(requests.flatMap((some, n) => some.map(one => said(n, one))))
    }),
    { numRuns: 25 },
  )
})
