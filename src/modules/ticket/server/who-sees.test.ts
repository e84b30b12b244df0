import { describe, expect, test } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { endAssignment, organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { builder } from '../../../../tests/support/hospital.ts'
import { acceptPart } from './accept-part.ts'
import { checkCover } from './check-cover.ts'
import { confirmTicket } from './confirm-ticket.ts'
import { listFindings } from './notices.ts'
import {
  after,
  create,
  finished,
  hospital,
  house,
  insurance,
  isRefused,
  journal,
  lin,
  manager,
  open,
  partsOf,
  useMatters,
} from '../../../../tests/support/matters.ts'

useMatters()

describe('who sees what', () => {
  test('a liaison sees the matters of the own unit; another’s does not exist', async () => {
    const { id } = await create()
    await expect(open(id, insurance)).resolves.toBeDefined()
    await isRefused(open(id, await hospital.as('radiology-liaison')), 'not-found')
    await isRefused(open('0198d0d0-0000-7000-8000-0000000000ee', lin), 'not-found')
  })

  test('a liaison’s link works on the own share of one matter, and on nothing else', async () => {
    const { id } = await create({ units: [hospital.unit.insurance, hospital.unit.finance] })
    const other = await create()
    const parts = await partsOf(id)
    const mine = parts.find(part => part.unit.id === hospital.unit.insurance)
    const theirs = parts.find(part => part.unit.id === hospital.unit.finance)
    const link: Caller = {
      ...systemCaller(house().hospital.id),
      kind: 'liaison-link',
      personId: hospital.person['insurance-liaison'] ?? '',
      permissions: new Map([
        ['ticket:read', 'hospital'],
        ['ticket:work', 'hospital'],
      ]),
      only: { kind: 'ticket', id },
    }
    await isRefused(acceptPart(house())(link, { id, partId: theirs?.id ?? '' }), 'not-your-part')
    await isRefused(open(other.id, link), 'not-found')
    await expect(acceptPart(house())(link, { id, partId: mine?.id ?? '' })).resolves.toMatchObject({
      status: 'accepted',
    })
  })

  test('SEC-03 (part): opening a matter is a row of its own in the journal', async () => {
    const { id } = await create()
    await open(id)
    expect(await journal(id, 'ticket.opened')).toMatchObject([{ actorId: hospital.person['lin'] }])
  })

  test('a matter that stays open gives one row for each person in five minutes, however often its screen reads it', async () => {
    const { id } = await create()
    await after(0)
    for (let n = 0; n < 5; n += 1) await open(id)
    await after(4)
    await open(id)
    expect(await journal(id, 'ticket.opened')).toHaveLength(1)
    await open(id, insurance)
    expect(await journal(id, 'ticket.opened')).toHaveLength(2)
    await after(5)
    await open(id)
    expect(await journal(id, 'ticket.opened')).toHaveLength(3)
    // Another sign-in of the same person is another reading.
    await open(id, { ...lin, sessionId: '0198d0d0-0000-7000-8000-0000000000aa' })
    expect(await journal(id, 'ticket.opened')).toHaveLength(4)
  })

  test('SYS-03: every step of the life cycle is one row of the journal, with who and which version', async () => {
    const { id, version } = await finished()
    await confirmTicket(house())(lin, { id, method: 'phone', signature: null, witnessId: null, words: '好', version })
    const rows = await house().database.transact(tx =>
      run<{ action: string; version: number; actorId: string | null }>(
        tx,
        `select action, version, actor_id from platform.journal where subject_id = $1 and kind = 'change' order by id`,
        [id],
      ),
    )
    expect(rows.map(row => [row.action, row.version])).toEqual([
      ['ticket.registered', 1],
      ['ticket.dispatched', 1],
      ['ticket.accepted', 2],
      ['ticket.started', 3],
      ['ticket.part-finished', 3],
      ['ticket.resolved', 3],
      ['ticket.confirmed', 4],
    ])
    expect(rows.every(row => row.actorId !== null)).toBe(true)
  })
})

describe('cover without gaps', () => {
  test('TKT-14: each fault makes exactly one finding, and mended it is gone', async () => {
    const found = async () => {
      await checkCover(house(), house().clock.now())
      return (await listFindings(house())(manager)).items.map(item => [item.kind, item.subject])
    }
    expect(await found()).toEqual([])
    const who = await organisation(house())
    const liaison = who.assignments.find(one => one.post === 'liaison' && one.unitId === hospital.unit.ward)
    await endAssignment(house())(builder(house()), { id: liaison?.id ?? '', reason: '调离' })
    expect(await found()).toEqual([['department-without-liaison', '外科病区']])
    expect(await found()).toHaveLength(1)
    await house().database.transact(tx =>
      run(tx, `update ticket.item set receiver = 'gone' where code = 'SVC-17'`).then(() =>
        run(
          tx,
          `update ticket.ticket set owner_id = $1 where id = (select id from ticket.ticket where closed_at is null order by id limit 1)`,
          [hospital.unit.desk],
        ),
      ),
    )
    const kinds = (await found()).map(([kind]) => kind)
    expect(kinds.toSorted()).toEqual(['department-without-liaison', 'rule-without-receiver', 'ticket-without-owner'])
    await house().database.transact(tx => run(tx, `update ticket.item set receiver = 'finance' where code = 'SVC-17'`))
    expect((await found()).map(([kind]) => kind).toSorted()).toEqual([
      'department-without-liaison',
      'ticket-without-owner',
    ])
  })
})
