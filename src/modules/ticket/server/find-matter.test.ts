import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { smallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask } from '../../../../tests/support/staff.ts'
import { stationOf } from '../rules/tracking.ts'
import { sampleRequest } from '../sample.ts'
import { acceptPart } from './accept-part.ts'
import { createTicket } from './create-ticket.ts'
import { finishPart } from './finish-part.ts'
import { openTicket } from './read-ticket.ts'

let all: TestHouse
let lin: Caller
let insurance: Caller
let mine: { id: string; number: string }
let other: { id: string; number: string; trackingCode: string }
beforeAll(async () => {
  all = await testHouse(MONDAY)
  const hospital = await smallHospital(all.house)
  lin = await hospital.as('lin')
  insurance = await hospital.as('insurance-liaison')
  mine = await createTicket(all.house)(lin, sampleRequest)
  other = await createTicket(all.house)(lin, {
    ...sampleRequest,
    requester: { ...sampleRequest.requester, phone: '13900139000' },
  })
})
afterAll(() => all.close())

const find = (number: string, phone: string) => ask(all.app, 'POST', '/api/track/number', { body: { number, phone } })
const link = (token: string) => ({ headers: { authorization: `Link ${token}` } })
const read = async (token: string) => ask(all.app, 'GET', '/api/matter', link(token))
const act = (token: string, name: string, body: object) =>
  ask(all.app, 'POST', `/api/matter/${name}`, { ...link(token), body })
const staffSees = async () => openTicket(all.house)(lin, { id: mine.id })

describe('POR-03 (part): a patient finds the own matter by number and telephone', () => {
  let token = ''
  test('the number and the whole telephone open it, and it stands where the staff see it; nothing else opens', async () => {
    const found = await find(` ${mine.number.toLowerCase()}`, '138 0013 8000')
    token = String(found.body['token'])
    const opened = await read(token)
    expect(opened.body).toMatchObject({
      number: mine.number,
      station: stationOf((await staffSees()).status),
      rating: null,
    })
    expect(JSON.stringify(opened.body)).not.toContain(other.number)
    expect((await ask(all.app, 'GET', `/api/tickets/${other.id}`, link(token))).status).toBe(401)
  })

  test('an unknown number, somebody else’s and four right digits are answered alike', async () => {
    const answers = [
      await find('TK-19990101-0001', '13800138000'),
      await find(other.number, '13800138000'),
      await find(mine.number, '8000'),
      await find(mine.number, ''),
    ]
    const [first] = answers
    expect([first?.status, first?.code]).toEqual([404, 'find-unknown'])
    for (const answer of answers.slice(1, 3))
      expect({ ...answer.body, instance: '' }).toEqual({ ...first?.body, instance: '' })
    expect(answers[3]?.status).toBe(422)
  })

  test('after five wrong tries at a number, or with a telephone, nothing is answered for a while', async () => {
    // One wrong try was made above.
    for (let n = 0; n < 4; n += 1) expect((await find(other.number, `1370000000${n}`)).code).toBe('find-unknown')
    expect((await find(other.number, '13900139000')).code).toBe('track-locked')
    for (let n = 0; n < 5; n += 1) expect((await find(`TK-1999-${n}`, '13600136000')).code).toBe('find-unknown')
    expect((await find(mine.number, '13600136000')).code).toBe('track-locked')
    all.clock.set(MONDAY.add({ minutes: 16 }))
    expect((await find(other.number, '13900139000')).status).toBe(200)
  })

  /** As on another process: while a right answer is on its way, wrong ones lock it. */
  test.each([
    ['number', () => find(other.number, '13900139000')],
    ['code', () => ask(all.app, 'POST', '/api/track', { body: { code: other.trackingCode, lastFour: '9000' } })],
  ])(
    'a right %s that was locked while it was looked up opens nothing: guessing all at once finds nothing',
    async (_, right) => {
      all.clock.set(all.house.clock.now().add({ minutes: 20 }))
      const wrong = await find(other.number, '13500135000')
      expect(wrong.code).toBe('find-unknown')
      await ask(all.app, 'POST', '/api/track', { body: { code: other.trackingCode, lastFour: '0000' } })
      const owner = new pg.Client(all.connection)
      await owner.connect()
      await owner.query('begin; lock table ticket.ticket in access exclusive mode')
      const answer = right()
      await vi.waitFor(async () =>
        expect((await owner.query('select from pg_locks where not granted')).rowCount).toBeGreaterThan(0),
      )
      await owner.query(`update platform.attempt set locked_until = $1 where kind = 'track'`, [
        all.house.clock.now().add({ minutes: 5 }).toString(),
      ])
      await owner.query('commit')
      await owner.end()
      expect((await answer).code).toBe('track-locked')
      all.clock.set(all.house.clock.now().add({ minutes: 20 }))
      expect((await right()).status).toBe(200)
    },
  )

  test('the patient adds something, and rates it once when it is settled; the staff read both', async () => {
    expect((await act(token, 'answer', { text: '明细已在二楼打印' })).status).toBe(200)
    expect((await act(token, 'rate', { stars: 5, words: null })).code).toBe('ticket-status')
    const { parts } = await staffSees()
    await acceptPart(all.house)(insurance, { id: mine.id, partId: parts[0]?.id ?? '' })
    await finishPart(all.house)(insurance, {
      id: mine.id,
      partId: parts[0]?.id ?? '',
      minutes: 5,
      result: '已报销',
      evidence: '系统截图',
    } as never)
    const { version, station } = (await read(token)).body as { version: number; station: string }
    expect(station).toBe(stationOf((await staffSees()).status))
    expect((await act(token, 'confirm', { signature: null, version })).status).toBe(200)
    expect((await act(token, 'rate', { stars: 4, words: '很快' })).status).toBe(200)
    expect((await act(token, 'rate', { stars: 1, words: null })).code).toBe('rated-already')
    expect((await read(token)).body).toMatchObject({ station: 'settled', rating: { stars: 4, words: '很快' } })
    const seen = (await staffSees()).line
    expect(seen.filter(line => line.action === 'ticket.rated')).toMatchObject([
      { facts: { stars: 4 }, detail: { words: '很快' } },
    ])
    expect(seen.some(line => line.action === 'ticket.patient-answered')).toBe(true)
  })
})
