import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Entry } from '#platform/journal.ts'
import { systemCaller } from '#kernel/caller.ts'
import { samplePlan } from '#modules/staff/sample.ts'
import { run } from '#platform/database.ts'
import { transact } from '#platform/house.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { readable } from '../rules/template.ts'
import { kindOf } from './kinds.ts'
import type { Held } from './send-message.ts'

let at: TestHouse
let staff: SettledStaff
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house)
})
afterAll(() => at.close())

const say = (entry: Entry) => transact(at.house, systemCaller(at.house.hospital.id), async ({ tell }) => tell(entry))
const nameOf = (id: string) => samplePlan.people.find(one => staff.person(one.name) === id)?.name ?? ''
/** What was sent so far: to whom, in which words, and where it leads. */
const sent = async () => {
  await at.machinery.turn()
  const rows = await at.house.database.transact(tx =>
    run<{ template: string; personId: string; content: Buffer }>(
      tx,
      'select template, person_id, content from notification.message order by id',
    ),
  )
  return rows.map(({ template, personId, content }) => {
    const { values, link } = at.house.cipher.decipherJson<Held>(content)
    const { text } = kindOf(template).initial.zh
    return { to: personId, says: readable({ text, providerCode: null, fields: [] }, values, link), link }
  })
}
const expiry = (person: string, more: object = {}): Entry => ({
  action: 'staff.expiry-near',
  subject: { kind: 'staff', id: person },
  facts: { person, qualification: at.house.ids.next(), kind: 'licence', expiresOn: '2026-12-15', days: 29 },
  ...more,
})

test('a licence that expires is told to the one whose it is and to who keeps the register, once', async () => {
  const nurse = staff.person('李静')
  await say(expiry(nurse))
  const first = await sent()
  const own = first.filter(one => one.to === nurse)
  expect(own).toEqual([
    { to: nurse, says: expect.stringContaining('您登记的执业证有效期至 2026年12月15日'), link: null },
  ])
  const others = first.filter(one => one.to !== nurse)
  expect(others).not.toEqual([])
  for (const one of others)
    expect(one).toMatchObject({
      says: expect.stringContaining('李静的执业证有效期至 2026年12月15日'),
      link: `http://localhost/people?person=${nurse}`,
    })
  // Whoever was told may open the page that the message leads to, and act there.
  for (const { to } of others) {
    const cookie = await staff.cookie(nameOf(to))
    expect((await ask(at.app, 'GET', '/api/staff-register?only=expiring', { cookie })).status).toBe(200)
  }
  expect(await sent()).toHaveLength(first.length)
})

test('content to be looked at is told to its owner; of an owner who left, to who leads the centre', async () => {
  const due = (owner: string): Entry => ({
    action: 'knowledge.review-due',
    subject: { kind: 'knowledge', id: at.house.ids.next() },
    facts: { owner, dueOn: '2026-11-16' },
  })
  const before = (await sent()).length
  const entry = due(staff.person('孙涛'))
  await say(entry)
  expect((await sent()).slice(before)).toEqual([
    {
      to: staff.person('孙涛'),
      says: expect.stringContaining('2026年11月16日到了复核日'),
      link: `http://localhost/content?view=due&id=${entry.subject.id}`,
    },
  ])
  await say(due('0198d0d0-0000-7000-8000-000000000000'))
  const instead = (await sent()).slice(before + 1)
  expect(instead).not.toEqual([])
  const cookie = await staff.cookie(nameOf(instead[0]?.to ?? ''))
  expect((await ask(at.app, 'GET', '/api/content?view=due', { cookie })).status).toBe(200)
})

test('what was said days ago is told to nobody any more', async () => {
  const before = (await sent()).length
  await say(expiry(staff.person('李静'), { at: at.clock.now().subtract({ hours: 24 * 4 }) }))
  expect(await sent()).toHaveLength(before)
})
