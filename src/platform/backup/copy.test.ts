import { Client } from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { copyOut } from './copy.ts'

test('a last block larger than the stream holds leaves the connection free for the next query', async () => {
  await using database = await testDatabase('blank')
  const client = new Client(database.connection)
  await client.connect()
  const length = 1_000_000
  const { stream, rows } = copyOut(client, `copy (select repeat('医', ${length})) to stdout`)
  let bytes = 0
  for await (const block of stream as AsyncIterable<Buffer>) bytes += block.length
  expect({ bytes, rows: rows() }).toEqual({ bytes: length * 3 + 1, rows: 1 })
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await client.end()
})
