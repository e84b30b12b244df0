import { systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { coverage, organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { gaps, type Gap } from '../rules/cover.ts'
import { itemsAt } from './items.ts'

/** Looks for gaps: each fault makes one finding, kept until it is gone (TKT-14). */
export async function checkCover(house: House, now: Instant): Promise<void> {
  const who = await organisation(house)
  const caller = systemCaller(house.hospital.id)
  await transact(house, caller, async ({ tx, tell }) => {
    const items = await itemsAt(tx, house.hospital.id, now)
    const [ownerless, clockless] = await Promise.all([
      ticketsWithoutOwner(tx, house, [...who.people.keys()]),
      ticketsWithoutClock(tx, house),
    ])
    const found = gaps({
      departments: coverage(who, now).map(row => ({ name: row.unit.name, hasLiaison: row.state !== 'vacant' })),
      unitCodes: new Set([...who.units.values()].map(unit => unit.code)),
      items,
      ticketsWithoutOwner: ownerless,
      ticketsWithoutClock: clockless,
      clockWithoutCalendar: who.calendar.sessions.length === 0 || who.calendar.weekdays.length === 0,
    })
    const open = await run<Gap & { id: string }>(
      tx,
      'select id, kind, subject from ticket.finding where hospital_id = $1 and cleared_at is null for update',
      [house.hospital.id],
    )
    const same = (a: Gap, b: Gap) => a.kind === b.kind && a.subject === b.subject
    for (const gap of found.filter(one => !open.some(known => same(known, one)))) {
      const id = house.ids.next()
      await tx
        .insertInto('ticket.finding')
        .values({ hospitalId: house.hospital.id, id, ...gap, foundAt: now.toString() as never, clearedAt: null })
        .execute()
      tell(entry('coverage.gap-found', id, gap))
    }
    for (const gone of open.filter(known => !found.some(one => same(known, one)))) {
      await run(tx, 'update ticket.finding set cleared_at = $3 where hospital_id = $1 and id = $2', [
        house.hospital.id,
        gone.id,
        now.toString(),
      ])
      tell(entry('coverage.gap-closed', gone.id, gone))
    }
  })
}

const entry = (action: 'coverage.gap-found' | 'coverage.gap-closed', id: string, gap: Gap): Entry => ({
  action,
  subject: { kind: 'coverage', id },
  facts: { kind: gap.kind, subject: gap.subject },
})

const ticketsWithoutOwner = async (tx: Tx, house: House, people: readonly string[]): Promise<string[]> =>
  (
    await run<{ number: string }>(
      tx,
      'select number from ticket.ticket where hospital_id = $1 and closed_at is null and not owner_id = any($2::uuid[]) order by number limit 100',
      [house.hospital.id, people],
    )
  ).map(row => row.number)

const ticketsWithoutClock = async (tx: Tx, house: House): Promise<string[]> =>
  (
    await run<{ number: string }>(
      tx,
      `select number from ticket.ticket t where hospital_id = $1 and closed_at is null and limit_met_at is null
         and not exists (select 1 from ticket.clock c where c.hospital_id = t.hospital_id and c.ticket_id = t.id and c.stopped_at is null)
       order by number limit 100`,
      [house.hospital.id],
    )
  ).map(row => row.number)
