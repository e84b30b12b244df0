import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { giveAccounts } from '#modules/staff/index.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/database.ts'
import { openKeys } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import { testFolder } from '../../../tests/support/folder.ts'
import { smallHospital } from '../../../tests/support/hospital.ts'
import { freePort } from '../../../tests/support/process.ts'
import { PASSWORD, PIN } from '../../../tests/support/staff.ts'
import { assemble, ensureHospital, openHouse } from './house.ts'

let fresh: Awaited<ReturnType<typeof testDatabase>>
let dataDir: string
beforeAll(async () => {
  fresh = await testDatabase()
  dataDir = testFolder()
  const database = openDatabase(fresh.connection, { size: 4 })
  const house = assemble({
    hospital: await ensureHospital(database),
    database,
    clock: systemClock,
    keys: await openKeys(join(dataDir, 'key.json'), true),
    log: openLog('silent'),
    publicUrl: 'http://localhost',
    sealFile: null,
  })
  const hospital = await smallHospital(house)
  await giveAccounts(house)(systemCaller(house.hospital.id), {
    password: PASSWORD,
    pin: PIN,
    people: ['administrator', 'lin'].map(login => ({ personId: hospital.person[login] ?? '', login, badge: null })),
  })
  await database.close()
})
afterAll(() => fresh.drop())

async function opened(clock: 'system' | 'simulated') {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const house = await openHouse({
    configuration: {
      host: '127.0.0.1',
      port,
      mllpPort: null,
      embedded: true,
      databaseUrl: null,
      dataDir,
      seed: 'none',
      publicUrl: url,
      keyFile: join(dataDir, 'key.json'),
      clock,
    },
    connection: fresh.connection,
    web: join(dataDir, 'no-web'),
  })
  await house.listen()
  const send = (path: string, body: object, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
  return {
    close: house.close,
    move: (minutes: number, cookie?: string) => send('/api/simulation/clock', { minutes }, cookie),
    who: (cookie: string) => fetch(`${url}/api/session`, { headers: { cookie } }),
    async signIn(login: string) {
      const answer = await send('/api/session', { login, password: PASSWORD })
      return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    },
    /** How far the house is ahead of the machine, in whole minutes. */
    async ahead() {
      const said = (await fetch(`${url}/api/health`)).headers.get('house-time') ?? ''
      return Math.floor((Date.parse(said) - Date.now() + 30_000) / 60_000)
    },
  }
}

test('an administrator moves the time of a simulated house: sessions go on, and a restart keeps it', async () => {
  const house = await opened('simulated')
  const [administrator, lin] = await Promise.all(['administrator', 'lin'].map(house.signIn))
  expect((await house.move(60, lin)).status).toBe(403)
  expect((await house.move(60)).status).toBe(401)
  expect((await house.move(0, administrator)).status).toBe(422)
  expect(await house.ahead()).toBe(0)
  const moved = await house.move(180, administrator)
  expect(moved.status).toBe(200)
  expect(await house.ahead()).toBe(180)
  for (const cookie of [administrator, lin]) expect((await house.who(cookie ?? '')).status).toBe(200)
  await house.close()

  const again = await opened('simulated')
  expect(await again.ahead()).toBe(180)
  await again.close()
}, 60_000)

test('the time of a house that is not simulated cannot be moved', async () => {
  const house = await opened('system')
  expect(await house.ahead()).toBe(0)
  expect((await house.move(60, await house.signIn('administrator'))).status).toBe(404)
  await house.close()
}, 60_000)
