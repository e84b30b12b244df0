import { Client, type ClientConfig } from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

const ask = async (config: string | ClientConfig, statement: string) => {
  const client = new Client(config)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

test('two tests do not see each other, and the url names the same database as the connection', async () => {
  await using one = await testDatabase()
  await using other = await testDatabase()
  await ask(one.connection, 'create table mine (id int)')
  expect(await ask(one.url, `select to_regclass('public.mine') is not null as here`)).toEqual([{ here: true }])
  expect(await ask(other.url, `select to_regclass('public.mine') is not null as here`)).toEqual([{ here: false }])
})

test('a dropped database is gone, also with a connection still open', async () => {
  const database = await testDatabase()
  const client = new Client(database.connection)
  client.on('error', () => undefined)
  await client.connect()
  await database.drop()
  await expect(ask(database.connection, 'select 1')).rejects.toMatchObject({ code: '3D000' })
})
