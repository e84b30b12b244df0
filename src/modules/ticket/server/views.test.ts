import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { sampleRequest } from '../sample.ts'
import { acceptPart } from './accept-part.ts'
import { cancelTicket } from './cancel-ticket.ts'
import { offerOwnership } from './change-owner.ts'
import { createTicket } from './create-ticket.ts'
import { liaisonInbox } from './inbox.ts'
import { countTickets, listTickets } from './list-tickets.ts'
import { makePromise } from './make-promise.ts'
import { openTicket } from './read-ticket.ts'
import type { PartTable, PromiseTable, TicketTable } from './tables.ts'
import { type View, VIEWS } from './views.ts'

let all: TestHouse
let hospital: SmallHospital
let callers: readonly [lin: Caller, manager: Caller, insurance: Caller, finance: Caller]
const NOW = MONDAY.add({ minutes: 100 })
const house = () => all.house

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(house())
  callers = (await Promise.all(
    ['lin', 'manager', 'insurance-liaison', 'finance-liaison'].map(key => hospital.as(key)),
  )) as never
  const [lin, , insurance] = callers
  const mei = await hospital.as('mei')
  const { unit } = hospital
  // More than a page is open, more than a page is closed; departments alone, together and handed between clerks.
  for (let n = 0; n < 116; n += 1) {
    all.clock.set(MONDAY.add({ seconds: n }))
    const units = [[unit.insurance], [unit.finance], [unit.insurance, unit.finance]][n % 3] as string[]
    const made = await createTicket(house())(n % 5 === 0 ? mei : lin, {
      ...sampleRequest,
      units,
      difficulty: units.length > 1 || n % 4 === 0 ? ['meeting'] : [],
    })
    const { parts, version } = await openTicket(house())(lin, { id: made.id })
    const mine = parts.find(part => part.unit.id === unit.insurance)
    if (n % 2 === 0) {
      await cancelTicket(house())(n % 5 === 0 ? mei : lin, { id: made.id, reason: '重复登记', version })
      continue
    }
    if (mine !== undefined && n % 7 < 4) await acceptPart(house())(insurance, { id: made.id, partId: mine.id })
    if (n % 15 === 0) await offerOwnership(house())(mei, { id: made.id, personId: lin.personId ?? '', note: null })
    if (n % 11 === 0)
      await makePromise(house())(n % 5 === 0 ? mei : lin, {
        id: made.id,
        text: '回电',
        dueAt: NOW.add({ hours: n % 2 === 0 ? 30 : 3 }).toString(),
      })
  }
  all.clock.set(NOW)
  await all.machinery.turn()
})
afterAll(() => all.close())

interface All {
  readonly tickets: readonly TicketTable[]
  readonly parts: readonly PartTable[]
  readonly promises: readonly PromiseTable[]
}
const whole = () =>
  house().database.transact(async tx => ({
    tickets: await run<TicketTable>(tx, 'select * from ticket.ticket'),
    parts: await run<PartTable>(tx, 'select * from ticket.part'),
    promises: await run<PromiseTable>(tx, 'select * from ticket.promise'),
  }))

const until = (a: Instant | null, b: Instant) => a !== null && Temporal.Instant.compare(a, b) <= 0
const SHARE = (status: string) => (status === 'registered' || status === 'dispatched' ? 0.5 : 0.8)

/** What the view is, said plainly: read everything and look at each. */
function isOf(view: View, t: TicketTable, { promises }: All, caller: Caller): boolean {
  if ((t.closedAt !== null) !== (view === 'closed')) return false
  const limit = t.limitDueAt.epochMilliseconds - t.openedAt.epochMilliseconds
  switch (view) {
    case 'mine':
      return t.ownerId === caller.personId || t.offeredTo === caller.personId
    case 'undispatched':
      return t.status === 'registered' || t.status === 'dispatched'
    case 'due-soon':
      return !until(t.nextAt, NOW) && until(t.nextAt, NOW.add({ minutes: 15 }))
    case 'overdue':
      return until(t.nextAt, NOW)
    case 'promises':
      return promises.some(p => p.ticketId === t.id && p.keptAt === null && until(p.dueAt, NOW.add({ hours: 24 })))
    case 'predicted-overdue':
      return (
        t.resolvedAt === null &&
        t.limitMetAt === null &&
        !until(t.limitDueAt, NOW) &&
        NOW.epochMilliseconds >= t.openedAt.epochMilliseconds + limit * SHARE(t.status)
      )
    case 'open':
    case 'closed':
      return true
  }
}

function sees(caller: Caller, t: TicketTable, parts: readonly PartTable[]): boolean {
  const scope = caller.permissions.get('ticket:read') ?? []
  const own = parts.filter(part => part.ticketId === t.id)
  return (
    scope === 'hospital' ||
    t.ownerId === caller.personId ||
    own.some(part => scope.includes(part.unitId) || part.assigneeId === caller.personId)
  )
}

const before = (view: View) => (a: TicketTable, b: TicketTable) => {
  const key = (t: TicketTable) =>
    view === 'closed' ? -(t.closedAt?.epochMilliseconds ?? 0) : (t.nextAt?.epochMilliseconds ?? Number.MAX_SAFE_INTEGER)
  const byId = a.id < b.id ? -1 : 1
  return key(a) - key(b) || (view === 'closed' ? -byId : byId)
}

async function pagesOf(caller: Caller, view: View, unit?: string): Promise<string[]> {
  const ids: string[] = []
  for (let next: string | null | undefined; next !== null; ) {
    const page = await listTickets(house())(caller, { view, unit, after: next })
    ids.push(...page.items.map(row => row.id))
    next = page.next
  }
  return ids
}

describe('the lists', () => {
  test('TKT-11 (part): each view is what it says, in its order, page by page, for the hospital, a department and one unit; and its number says how many', async () => {
    const there = await whole()
    for (const caller of callers) {
      const counts = await countTickets(house())(caller)
      for (const view of VIEWS)
        for (const unit of [undefined, hospital.unit.insurance]) {
          const expected = there.tickets
            .filter(t => isOf(view, t, there, caller) && sees(caller, t, there.parts))
            .filter(t => unit === undefined || there.parts.some(part => part.ticketId === t.id && part.unitId === unit))
            .toSorted(before(view))
            .map(t => t.id)
          const name = `${caller.personId} ${view} ${unit ?? ''}`
          expect([name, await pagesOf(caller, view, unit)]).toEqual([name, expected])
          if (unit === undefined) expect([name, counts[view]]).toEqual([name, expected.length])
        }
    }
    const sizes = await countTickets(house())(callers[1])
    expect(sizes.open).toBeGreaterThan(50)
    expect(sizes.closed).toBeGreaterThan(50)
    for (const view of VIEWS)
      expect([view, sizes[view] > 0 || view === 'mine' || view === 'due-soon']).toEqual([view, true])
  })

  test('TKT-13 (part): the inbox shows the shares whose clock ends next, more of them when asked, and says that there are more', async () => {
    const [, , insurance] = callers
    const all = await liaisonInbox(house())(insurance, { most: 200 })
    const first = await liaisonInbox(house())(insurance, { most: 5 })
    expect(all.items.length).toBeGreaterThan(30)
    const { tickets, parts } = await whole()
    const nextOf = new Map(
      tickets.filter(t => t.closedAt === null).map(t => [t.id, t.nextAt?.epochMilliseconds ?? Infinity]),
    )
    const mine = parts
      .filter(part => part.unitId === hospital.unit.insurance && nextOf.has(part.ticketId) && part.doneAt === null)
      .toSorted(
        (a, b) => (nextOf.get(a.ticketId) ?? 0) - (nextOf.get(b.ticketId) ?? 0) || (a.ticketId < b.ticketId ? -1 : 1),
      )
    expect(all.items.map(item => item.partId)).toEqual(mine.map(part => part.id))
    expect([first.items, first.hasMore, all.hasMore]).toEqual([all.items.slice(0, 5), true, false])
  })
})
