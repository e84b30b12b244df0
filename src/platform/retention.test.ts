import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client } from 'pg'
import { removing } from '#apps/server/house.ts'
import { modules } from '#apps/server/modules.ts'
import { systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { transact } from '#platform/house.ts'
import { answers, type Expiring, removeExpired, SIX_MONTHS } from '#platform/retention.ts'
import { writeSetting } from '#platform/settings.ts'
import { type TestHouse, testHouse } from '../../tests/support/house.ts'
import { journalSettled } from '../../tests/support/settled.ts'
import { type SettledStaff, settleStaff } from '../../tests/support/staff.ts'

/** Five in the morning, behind the hour of the removal. */
const MORNING = Temporal.Instant.from('2026-11-16T05:00:00+08:00')
const kinds: readonly Expiring[] = [answers, ...modules.flatMap(module => module.expires ?? [])]

let at: TestHouse
let staff: SettledStaff
beforeAll(async () => {
  at = await testHouse(MORNING)
  staff = await settleStaff(at.house)
})
afterAll(() => at.close())

const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  at.house.database.transact(tx => run<Row>(tx, sql, values))
const count = async (table: string) => (await rows<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n
/** One sweep after the other until the run that is under way is through; what went, null where there was none. */
async function night(of = removing): Promise<Readonly<Record<string, unknown>> | null> {
  const before = await runs()
  for (let sweeps = 0; sweeps < 50; sweeps += 1) {
    await of.run(at.house, at.clock.now())
    const [open] = await rows('select from platform.removal where ended_at is null')
    if (open === undefined) break
  }
  if ((await runs()) === before) return null
  const [last] = await rows<{ facts: { removed: Readonly<Record<string, unknown>> } }>(
    `select facts from platform.journal where action = 'records.removed' order by tx desc, id desc limit 1`,
  )
  return last?.facts.removed ?? null
}
const runs = async () => (await rows(`select from platform.journal where action = 'records.removed'`)).length
const hospital = () => at.house.hospital.id
const ago = (days: number) => at.clock.now().subtract({ hours: 24 * days })

/** Answers that were given so long ago. */
const answered = (days: number, many: number) =>
  rows(
    `insert into platform.answer (hospital_id, actor, key, endpoint, digest, at)
     select $1, 'system', $2 || n, 'x', 'x', $3 from generate_series(1, $4::int) n`,
    [hospital(), `k${days} `, ago(days).toString(), many],
  )
const incoming = async (days: number, state: string, more: { repeatOf?: string; due?: boolean } = {}) => {
  const id = at.house.ids.next()
  await rows(
    `insert into interop.message (hospital_id, id, received_at, peer, raw, digest, length, charset, sender, control_id, type, trigger,
       processing_id, hl7_version, same_id_other_bytes, state, attempts, repeat_of, due_at)
     values ($1, $2::uuid, $3, 'p', 'x', uuid_send($2::uuid), 1, 'utf-8', 's', 'c', 'ADT', 'A04', 'P', '2.5', false, $4, 1, $5, $6)`,
    [hospital(), id, ago(days).toString(), state, more.repeatOf ?? null, more.due === true ? ago(0).toString() : null],
  )
  return id
}
const message = async (days: number, more: { open?: boolean; due?: boolean; resendOf?: string } = {}) => {
  const id = at.house.ids.next()
  const deliveryId = at.house.ids.next()
  await rows(
    `insert into notification.message (hospital_id, id, version, template, language, about_kind, about_id, to_kind, recipient_masked, content,
       urgent, state, step, waits, made_at, due_at, resend_of, by_phone)
     values ($1, $2::uuid, 1, 't', 'zh', 'ticket', $2::uuid, 'number', '*', 'x', false, 'sent', 0, 0, $3, $4, $5, false)`,
    [hospital(), id, ago(days).toString(), more.due === true ? ago(0).toString() : null, more.resendOf ?? null],
  )
  await rows(
    `insert into notification.delivery (hospital_id, id, message_id, step, channel, state, address_masked, template_version, words, call_id,
       claimed_at, asked) values ($1, $2::uuid, $3, 0, 'sms', 'sent', '*', 0, 'x', $2::uuid, $4, 0)`,
    [hospital(), deliveryId, id, ago(days).toString()],
  )
  await rows(
    `insert into notification.task (hospital_id, id, version, message_id, because, made_at, attempts, done_at, outcome)
     values ($1, $2, 1, $3, 'unknown', $4::timestamptz, 0, $5, $6)`,
    [
      hospital(),
      deliveryId,
      id,
      ago(days).toString(),
      ...(more.open === true ? [null, null] : [ago(days).toString(), 'told']),
    ],
  )
  return id
}
/** What is written here stands on ids of its own time. */
const yearsBack = async (days: number, work: () => Promise<unknown>) => {
  const now = at.clock.now()
  at.clock.set(ago(days))
  try {
    await work()
  } finally {
    at.clock.set(now)
  }
}

describe('records past their time', () => {
  test('answers of requests go after a month, in one run a night, with one row of the journal', async () => {
    await night()
    const before = await runs()
    await answered(31, 1000)
    await answered(29, 3)
    expect(await night()).toBeNull()
    expect(await runs()).toBe(before)
    at.clock.advance({ hours: 24 })
    expect(await night()).toEqual({ 'platform.answer': 1000 })
    expect(await count('platform.answer')).toBe(3)
    expect(await runs()).toBe(before + 1)
    at.clock.advance({ hours: 24 * 2 })
    expect(await night()).toEqual({ 'platform.answer': 3 })
    const [entry] = await rows<{ facts: { days: object; failed: readonly string[] } }>(
      `select facts from platform.journal where action = 'records.removed' order by tx desc, id desc limit 1`,
    )
    expect(entry?.facts.failed).toEqual([])
    expect(entry?.facts.days).toEqual(Object.fromEntries(kinds.map(kind => [kind.name, kind.keep.initial.days])))
  })

  test('the term is a setting by version: a change counts from the next run on, and no log may go within six months', async () => {
    const by = { personId: null, effectiveFrom: at.clock.now(), at: at.clock.now() }
    await answered(11, 2)
    await at.house.database.transact(tx => writeSetting(tx, hospital(), answers.keep, { days: 10 }, by))
    at.house.settings.forget()
    at.clock.advance({ hours: 24 })
    expect(await night()).toEqual({ 'platform.answer': 2 })
    const logs = kinds.filter(kind => /session|message$|outgoing/.test(kind.name))
    expect(logs).toHaveLength(5)
    for (const { keep } of logs) expect(keep.schema.safeParse({ days: SIX_MONTHS - 1 }).success).toBe(false)
  })

  test('HL7 messages go when they are settled and old; what waits stays, and one that is repeated goes with its repeats', async () => {
    let kept = ''
    await yearsBack(400, async () => {
      const first = await incoming(0, 'applied')
      await incoming(0, 'repeated', { repeatOf: first })
      await incoming(0, 'refused')
      await incoming(0, 'parked', { due: true })
      await incoming(0, 'received', { due: true })
      kept = await incoming(0, 'applied')
    })
    await incoming(1, 'repeated', { repeatOf: kept })
    at.clock.advance({ hours: 24 })
    expect(await night()).toEqual({ 'interop.message': 3 })
    expect(
      (await rows<{ state: string }>('select state from interop.message order by state')).map(one => one.state),
    ).toEqual(['applied', 'parked', 'received', 'repeated'])
  })

  test('messages to people go with their deliveries after three years; what somebody still has to tell stays', async () => {
    await yearsBack(1100, async () => {
      await message(0)
      await message(0, { open: true })
      await message(0, { due: true })
      const first = await message(0)
      await message(0, { resendOf: first })
    })
    await message(1000)
    at.clock.advance({ hours: 24 })
    expect(await night()).toMatchObject({ 'notification.message': 3 })
    const tables = ['notification.message', 'notification.delivery', 'notification.task']
    expect(await Promise.all(tables.map(count))).toEqual([3, 3, 3])
  })

  test('sign-ins go when they ended long ago; who is signed in stays', async () => {
    await yearsBack(400, async () => void (await staff.cookie('林建国')))
    await rows('update staff.session set ended_at = created_at where created_at < $1', [ago(300).toString()])
    await staff.cookie('林建国')
    const before = await count('staff.session')
    at.clock.advance({ hours: 24 })
    const went = (await night())?.['staff.session']
    expect(went).toBeGreaterThan(0)
    expect(await count('staff.session')).toBe((before ?? 0) - Number(went))
    expect(await rows('select from staff.session where ended_at is null')).not.toEqual([])
  })

  test('never touches the journal, its seals, or a table that is not named', async () => {
    expect(kinds.map(kind => kind.name).toSorted()).toEqual([
      'interop.message',
      'interop.outgoing',
      'notification.link',
      'notification.message',
      'platform.answer',
      'portal.session',
      'quality.report_row',
      'staff.session',
    ])
  })
})

describe('beside the work of the house', () => {
  test('a row that somebody holds is passed by, and goes the next night', async () => {
    await answered(50, 5)
    const client = new Client(at.connection)
    await client.connect()
    await client.query(`begin; select from platform.answer where key = 'k50 3' for update`)
    at.clock.advance({ hours: 24 })
    expect(await night()).toEqual({ 'platform.answer': 4 })
    await client.query('rollback')
    await client.end()
    at.clock.advance({ hours: 24 })
    expect(await night()).toEqual({ 'platform.answer': 1 })
  })

  test('a run that died half-way is gone on with, and its row says all that went', async () => {
    await answered(60, 300)
    at.clock.advance({ hours: 24 })
    const before = await runs()
    // As a process leaves it that is killed behind its first batch: what went is counted in the batch's own transaction.
    await rows(
      `insert into platform.removal (hospital_id, id, began_at, removed, failed) values ($1, $2, $3, $4, '{}')`,
      [hospital(), at.house.ids.next(), at.clock.now().toString(), JSON.stringify({ 'platform.answer': 200 })],
    )
    expect(await night()).toEqual({ 'platform.answer': 500 })
    expect(await runs()).toBe(before + 1)
  })

  test('a kind that fails holds up no other, and the row says which', async () => {
    await answered(70, 2)
    at.clock.advance({ hours: 24 })
    const broken: Expiring = { ...answers, name: 'broken', remove: () => Promise.reject(new Error('broken')) }
    expect(await night(removeExpired([broken, answers]))).toEqual({ 'platform.answer': 2 })
    const [entry] = await rows<{ facts: { failed: readonly string[] } }>(
      `select facts from platform.journal where action = 'records.removed' order by tx desc, id desc limit 1`,
    )
    expect(entry?.facts.failed).toEqual(['broken'])
  })

  test('who asks again with a key whose answer went is served as a new request', async () => {
    const caller = { ...systemCaller(hospital()), once: { key: 'again-and-again', endpoint: 'x', digest: 'y' } }
    let worked = 0
    const ask = () => transact(at.house, caller, async () => (worked += 1))
    expect([await ask(), await ask()]).toEqual([1, 1])
    at.clock.advance({ hours: 24 * 40 })
    await night()
    expect(await ask()).toBe(2)
    await journalSettled(at.house.database)
  })
})
