import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { assemble, ensureHospital } from '#apps/server/house.ts'
import { modules } from '#apps/server/modules.ts'
import { whoAsks } from '#apps/server/who-asks.ts'
import { Temporal } from '#kernel/time.ts'
import { type SettableClock, stoppedClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/database.ts'
import type { Connection } from '#platform/embedded-postgres.ts'
import type { House } from '#platform/house.ts'
import { buildApp } from '#platform/http/app.ts'
import { openKeys } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'
import { type Machinery, machineryOf } from '#platform/sweeps.ts'
import { testDatabase } from './database.ts'
import { journalSettled } from './settled.ts'

export interface TestHouse {
  readonly house: House
  readonly clock: SettableClock
  readonly machinery: Machinery
  /** For another process on the same database. */
  readonly connection: Connection
  /** Answers by `inject`, with answers held against their contracts. */
  readonly app: FastifyInstance
  close(): Promise<void>
}

/** A Monday morning at nine. */
export const MONDAY = Temporal.Instant.from('2026-11-16T09:00:00+08:00')

/** The whole house on a database of its own, with a clock that the test moves. */
export async function testHouse(at: Temporal.Instant = MONDAY): Promise<TestHouse> {
  const fresh = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'house-'))
  const keys = await openKeys(join(folder, 'key.json'), true)
  const database = openDatabase(fresh.connection, { size: 6 })
  const clock = stoppedClock(at)
  const hospital = await ensureHospital(database)
  const house = assemble({
    hospital,
    database,
    clock,
    keys,
    log: openLog(process.env['LOG_LEVEL'] ?? 'silent'),
    publicUrl: 'http://localhost',
    sealFile: join(folder, 'seals.log'),
  })
  const machine = machineryOf(
    house,
    modules.flatMap(module => module.sweeps ?? []),
    modules.flatMap(module => module.listeners ?? []),
  )
  const machinery: Machinery = {
    ...machine,
    async turn() {
      await journalSettled(database)
      await machine.turn()
    },
  }
  const app = await buildApp({
    house,
    modules,
    authenticate: whoAsks(house),
    checkAnswers: true,
    web: null,
    rateLimits: false,
  })
  return {
    house,
    clock,
    machinery,
    connection: fresh.connection,
    app,
    async close() {
      await app.close()
      await machinery.stop()
      await house.live.stop()
      await database.close()
      await fresh.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** An idempotency key. */
export const someKey = (): string => randomBytes(12).toString('base64url')
