import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, PIN, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { giveAccounts, importStaff } from '../index.ts'

let at: TestHouse
let staff: SettledStaff
let manager: string
/** Agents of the desk: twelve who passed the induction course, and one who has not. */
const agents: string[] = []
let fresh = ''
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house)
  manager = await staff.cookie('周敏')
  const posts = [{ post: 'desk-agent' as const, unit: 'ZT' }]
  const checked = { eligible: true, undertakingOn: '2026-01-05' }
  const { people } = await importStaff(at.house)(systemCaller(at.house.hospital.id), {
    units: [],
    people: [
      ...Array.from({ length: 12 }, (_, n) => ({ staffNumber: `P${n}`, name: `专员${n}`, posts })),
      { staffNumber: 'P99', name: '新专员', posts, register: checked },
    ],
  })
  for (let n = 0; n < 12; n += 1) agents.push(people.get(`P${n}`) ?? '')
  fresh = people.get('P99') ?? ''
})
afterAll(() => at.close())

const post = (cookie: string, url: string, body: object) => ask(at.app, 'POST', url, { cookie, body })
const state = async () => (await ask(at.app, 'GET', '/api/service-positions', { cookie: manager })).body
const open = (n: number, personId: string | undefined, reason: string | null = null) =>
  post(manager, '/api/service-positions/open', { position: `${n} 号工位`, personId, reason })
const close = (n: number, reason: string | null = null) =>
  post(manager, '/api/service-positions/close', { position: `${n} 号工位`, reason })
const opened = () =>
  at.house.database.transact(tx =>
    run<{ facts: { position: string; beyond: boolean; open: number }; detail: Buffer | null }>(
      tx,
      `select facts, detail from platform.journal where action = 'staff.position-opened' order by at, id`,
    ),
  )

describe('ORG-03: service positions', () => {
  test('an agent without the induction course is not seated, nor is somebody of another post', async () => {
    expect((await open(1, fresh)).code).toBe('no-induction')
    expect((await open(1, staff.person('赵磊'))).code).toBe('not-desk-agent')
    expect((await open(77, agents[0])).code).toBe('unknown-position')
    expect(await state()).toMatchObject({ open: 0, least: 8, most: 10, proposed: 8 })
  })

  test('of the range 8 to 10 the eleventh asks for a reason, and the reason is kept', async () => {
    for (let n = 1; n <= 10; n += 1) expect((await open(n, agents[n])).status).toBe(201)
    const refused = await open(11, agents[11])
    expect([refused.code, refused.body['most'], refused.body['open']]).toEqual(['position-beyond-range', 10, 11])
    expect(await state()).toMatchObject({ open: 10 })
    const eleventh = await open(11, agents[11], '体检团队集中到院')
    expect(eleventh.body).toMatchObject({ open: 11, reason: '体检团队集中到院' })
    const rows = await opened()
    expect(rows.at(-1)?.facts).toMatchObject({ position: '11 号工位', beyond: true, open: 11 })
    expect(at.house.journal.detail({ detail: rows.at(-1)?.detail ?? null })).toEqual({ reason: '体检团队集中到院' })
    expect(rows.slice(0, -1).every(row => !row.facts.beyond)).toBe(true)
  })

  test('a seat is handed over, and nobody sits twice', async () => {
    expect((await open(11, agents[0])).status).toBe(201)
    expect((await open(10, agents[0])).status).toBe(201)
    const { open: count, positions } = (await state()) as {
      open: number
      positions: { seat: { person: { id: string } } | null }[]
    }
    expect(count).toBe(10)
    const seated = positions.flatMap(one => one.seat?.person.id ?? [])
    expect(new Set(seated).size).toBe(seated.length)
  })

  test('below eight in working hours closing asks for a reason', async () => {
    expect((await close(1)).status).toBe(200)
    expect((await close(2)).status).toBe(200)
    expect((await close(3)).code).toBe('position-below-range')
    expect((await close(3, '系统检修')).body).toMatchObject({ closeReason: '系统检修' })
    expect((await close(3)).code).toBe('position-closed')
  })

  test('an agent who signs in at a position sits there, a change of person hands it over, signing out leaves it', async () => {
    await giveAccounts(at.house)(systemCaller(at.house.hospital.id), {
      password: 'Green-Banana-42',
      pin: PIN,
      people: [{ personId: fresh, login: 'p99', badge: 'B-P99' }],
    })
    const signed = await staff.cookie('王芳')
    const chosen = await ask(at.app, 'PUT', '/api/session/position', { cookie: signed, body: { position: '1 号工位' } })
    const who = async () =>
      (
        (await state()) as { positions: { position: string; seat: { person: { name: string } } | null }[] }
      ).positions.find(one => one.position === '1 号工位')?.seat?.person.name
    expect(await who()).toBe('王芳')
    const desk = /yiguanjia-desk=[^;]+/.exec(chosen.setCookies.join(' '))?.[0] ?? ''
    const refused = await post(desk, '/api/session/switch', { badge: 'B-P99', pin: PIN })
    expect(refused.code).toBe('no-induction')
    expect(await who()).toBe('王芳')
    const switched = await post(desk, '/api/session/switch', { badge: 'B-1006', pin: PIN })
    expect(switched.status).toBe(200)
    expect(await who()).toBe('李静')
    const cookie = /yiguanjia=[^;]+/.exec(switched.setCookies.join(' '))?.[0] ?? ''
    await ask(at.app, 'DELETE', '/api/session', { cookie })
    expect(await who()).toBeUndefined()
  })

  test('the history is paged by key, and what nobody closed is closed when it is due', async () => {
    const history = (await ask(at.app, 'GET', '/api/service-positions/history', { cookie: manager })).body
    expect((history['items'] as unknown[]).length).toBe(15)
    at.clock.set(MONDAY.add({ hours: 15 }))
    await at.machinery.turn()
    manager = await staff.cookie('周敏')
    expect(await state()).toMatchObject({ open: 0 })
    const [due] = await at.house.database.transact(tx =>
      run<{ count: number }>(
        tx,
        `select count(*) from staff.seat where close_reason = 'time' and closed_at = closes_at`,
      ),
    )
    expect(Number(due?.count)).toBe(7)
    at.clock.set(MONDAY)
  })

  test('the number to open is proposed from the outpatients of the same hour in the weeks before', async () => {
    const visits = (weeks: number, count: number) =>
      at.house.database.transact(tx =>
        run(
          tx,
          `with p as (select gen_random_uuid() as id from generate_series(1, $3::int)),
             people as (insert into patient.patient (hospital_id, id, version, name_masked, sex, identity, key_version, source, said,
               registered_at, seen_at, ranked_at) select $1, id, 1, '*', 'unknown', '', 1, 'his', '{}', $2, $2, $2 from p returning id)
           insert into patient.visit (hospital_id, id, patient_id, version, system, number, class, state, started_at, said, noted_at)
           select $1, gen_random_uuid(), id, 1, 'his', id::text, 'outpatient', 'open', $2::timestamptz, '{}', $2 from people`,
          [
            at.house.hospital.id,
            MONDAY.subtract({ hours: 168 * weeks })
              .add({ minutes: 20 })
              .toString(),
            count,
          ],
        ),
      )
    for (const [weeks, count] of [
      [1, 100],
      [2, 90],
      [3, 80],
      [4, 79],
    ] as const)
      await visits(weeks, count)
    manager = await staff.cookie('周敏')
    expect(await state()).toMatchObject({ volume: 88, proposed: 9 })
  })
})
