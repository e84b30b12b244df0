import { join } from 'node:path'
import { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { call, parseMessage } from '#interop/hl7v2/index.ts'
import { sampleAdt } from '#interop/sample.ts'
import { Temporal } from '#kernel/time.ts'
import { openKeys } from '#platform/keys.ts'
import { cleanUp } from '../support/clean-up.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/folder.ts'
import { startApp } from '../support/process.ts'

const DEATHS = 2
const SENDERS = 3
/** Messages answered before each death. */
const ANSWERED = 20

/** A hospital system that sends its messages in order, each again until it is answered. */
function hospitalSystem(name: string) {
  let number = 0
  let open: Buffer | null = null
  const answered: string[] = []
  const next = (): Buffer => {
    number += 1
    const id = `${name}-${number}`
    return Buffer.from(
      sampleAdt({ trigger: 'A04', controlId: id, at: Temporal.Now.instant(), patient: `P-${id}`, visit: `V-${id}` }),
    )
  }
  return {
    answered,
    /** Sends until the connection breaks or `until` says so. */
    async run(port: number, until: () => boolean): Promise<void> {
      try {
        const caller = await call({ host: '127.0.0.1', port, answerMilliseconds: 5000 })
        while (!until()) {
          open ??= next()
          const answer = parseMessage(await caller.send(open))
          if (answer.field('MSA', 1).raw !== 'AA') throw new Error(answer.field('ERR', 8).raw)
          answered.push(answer.field('MSA', 2).raw)
          open = null
        }
        caller.close()
      } catch {
        // It died; what was not answered goes again.
      }
    },
  }
}

test('kill -9 while messages come in: what was answered is there once, and what was not is there once after it came again', async () => {
  const database = await testDatabase()
  cleanUp(() => database.drop())
  const folder = testFolder()
  await openKeys(join(folder, 'key.json'), true)
  const env = { DATABASE_URL: database.url, KEY_FILE: join(folder, 'key.json') }
  const systems = Array.from({ length: SENDERS }, (_, at) => hospitalSystem(`S${at}`))
  const count = () => systems.reduce((sum, system) => sum + system.answered.length, 0)
  for (let death = 0; death <= DEATHS; death += 1) {
    const app = await startApp({ dataDir: folder, env })
    let isOver = false
    const running = Promise.all(systems.map(system => system.run(app.mllpPort, () => isOver)))
    const enough = count() + ANSWERED
    await vi.waitUntil(() => count() >= enough, { timeout: 60_000, interval: 5 })
    if (death < DEATHS) app.signal('SIGKILL')
    else isOver = true
    await running
    if (death === DEATHS) app.signal('SIGTERM')
    await app.ended
  }
  const answered = systems.flatMap(system => system.answered)
  const client = new Client(database.connection)
  await client.connect()
  const visits = await client.query<{ number: string }>('select number from patient.visit')
  const open = await client.query<{ controlId: string }>(
    `select control_id from interop.message m where state <> 'applied' and not exists (
       select from interop.message s where s.control_id = m.control_id and s.sender = m.sender and s.state = 'applied')`,
  )
  await client.end()
  expect(answered.length).toBeGreaterThanOrEqual((DEATHS + 1) * ANSWERED)
  expect(new Set(answered).size).toBe(answered.length)
  expect(visits.rows.map(row => row.number).toSorted()).toEqual(answered.map(id => `V-${id}`).toSorted())
  expect(open.rows).toEqual([])
}, 180_000)
