import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import type { Connection } from '#platform/embedded-postgres.ts'

/** The migrated, empty database that {@link testDatabase} clones. */
export const TEMPLATE = 'template_of_tests'

/** A database that belongs to one test. */
export interface TestDatabase extends AsyncDisposable {
  readonly connection: Connection
  /** The same for another process: a `DATABASE_URL`. */
  readonly url: string
  drop(): Promise<void>
}

/**
 * A fresh migrated database (about 30 ms). Drop it when done: `await using database = await testDatabase()`, or call `drop`
 * in `afterAll`; connections that are still open then are cut. A blank one holds nothing, as a restore wants it.
 */
export async function testDatabase(of: 'migrated' | 'blank' = 'migrated'): Promise<TestDatabase> {
  const server = inject('server')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const template = of === 'migrated' ? TEMPLATE : 'template0'
  await administer(server, `create database ${name} template ${template} strategy file_copy`)
  const drop = () => administer(server, `drop database if exists ${name} with (force)`)
  return {
    connection: { ...server, database: name },
    url: `postgres://${server.user}@/${name}?host=${encodeURIComponent(server.host)}&port=${server.port}`,
    drop,
    [Symbol.asyncDispose]: drop,
  }
}

async function administer(server: Omit<Connection, 'database'>, statement: string): Promise<void> {
  const client = new Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
