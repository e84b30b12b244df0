import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { mergePatients } from '#modules/patient/server/merge-patients.ts'
import { openDatabase, run } from '#platform/database.ts'
import { type Clinic, clinic } from '../../../../tests/support/ward-clinic.ts'
import { MONDAY, someKey, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { sampleBooking } from '../sample.ts'
import { bookAppointment, type BookAppointment } from './book-appointment.ts'
import { readPlaces } from './read-schedule.ts'

let all: TestHouse
let at: Clinic
beforeAll(async () => {
  all = await testHouse(MONDAY)
  at = await clinic(all, 40)
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const who = (n: number): string => at.patients[n] as string
const rows = <Row>(text: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, text, values))

let mornings = 0
/** One slot of half an hour, so many places of it kept. */
async function slotOf(places: number, kept: Parameters<Clinic['morning']>[1] = {}): Promise<string> {
  mornings += 1
  const id = await at.morning(`医生${mornings}`, { from: 8 * 60, to: 8 * 60 + 30, places, ...kept })
  return (await readPlaces(all.house)(at.lin, { id })).slots[0]?.id ?? ''
}
const wish = (slot: string, patient: string, more: Partial<BookAppointment> = {}) => ({
  ...sampleBooking(slot, patient),
  ...more,
})
const withKey = (key: string): Caller => ({
  ...at.lin,
  once: { key, endpoint: 'appointment.book', digest: 'the same request' },
})
/** All at one moment: they go together, as one statement. */
const together = (wishes: readonly BookAppointment[], callers: readonly Caller[] = []) =>
  Promise.allSettled(wishes.map((one, n) => bookAppointment(all.house)(callers[n] ?? at.lin, one)))
const said = (done: readonly PromiseSettledResult<unknown>[]) =>
  done.map(one => (one.status === 'fulfilled' ? 'given' : (one.reason as { code: string }).code))
const quotasOf = async (slot: string) =>
  Object.fromEntries(
    (
      await rows<{ quota: string; booked: number; rows: number }>(
        `select q.quota, q.booked, (select count(*)::int from appointment.appointment a where a.slot_id = q.slot_id and a.quota = q.quota) as rows
         from appointment.quota q where q.slot_id = $1`,
        [slot],
      )
    ).map(one => {
      expect(one.booked).toBe(one.rows)
      return [one.quota, one.booked]
    }),
  )

test('in a mixed group the own share goes before the open one, each in the order of asking, and nobody takes another’s', async () => {
  const slot = await slotOf(5, {
    kept: [
      { quota: 'onsite', places: 2 },
      { quota: 'primary-care', places: 1 },
    ],
  })
  const channels = ['desk', 'phone', 'kiosk', 'referral', 'desk', 'referral', 'web', 'phone'] as const
  const done = await together(channels.map((channel, n) => wish(slot, who(n), { channel })))
  // Two of the windows', one of the referrals', and the open two for who asked first of the rest.
  expect(said(done)).toEqual(['given', 'given', 'given', 'given', 'given', 'slot-full', 'slot-full', 'slot-full'])
  expect(await quotasOf(slot)).toEqual({ onsite: 2, open: 2, 'primary-care': 1 })
  const of = await rows<{ channel: string; quota: string }>(
    'select channel, quota from appointment.appointment where slot_id = $1 order by id',
    [slot],
  )
  expect(of.filter(one => one.quota === 'open').map(one => one.channel)).toEqual(['phone', 'desk'])
})

test('a group for several slots, with twice the same patient, one unknown and one too many: each is told its own truth, no place is lost', async () => {
  const [one, two] = [await slotOf(2), await slotOf(1)]
  const done = await together([
    wish(one, who(10)),
    // Again the same half-day of the department: the place that was laid out for it goes to the next.
    wish(two, who(10)),
    wish(one, '0198d0d0-ffff-7000-8000-000000000001'),
    wish(two, who(11)),
    wish(one, who(12)),
    wish(one, who(13)),
  ])
  expect(said(done)).toEqual(['given', 'booked-already', 'patient-unknown', 'given', 'given', 'slot-full'])
  expect([await quotasOf(one), await quotasOf(two)]).toEqual([{ open: 2 }, { open: 1 }])
})

test('the same key three times in one group, and from another process, is one booking and one answer; a refused one may be tried again', async () => {
  const slot = await slotOf(2)
  const key = someKey()
  const [first, second, third] = await together(
    [wish(slot, who(15)), wish(slot, who(15)), wish(slot, who(15))],
    [withKey(key), withKey(key), withKey(key)],
  )
  expect(first).toMatchObject({ status: 'fulfilled' })
  expect([second, third]).toEqual([first, first])
  const other = { ...all.house, database: openDatabase(all.connection) }
  try {
    expect(await bookAppointment(other)(withKey(key), wish(slot, who(15)))).toEqual(
      first?.status === 'fulfilled' ? first.value : null,
    )
  } finally {
    await other.database.close()
  }
  expect(await quotasOf(slot)).toEqual({ open: 1 })

  // Refused as full, nothing is kept of the key: asked again when there is a place, it is given.
  await bookAppointment(all.house)(at.lin, wish(slot, who(16)))
  const late = someKey()
  const refused = await together([wish(slot, who(17)), wish(slot, who(17))], [withKey(late), withKey(late)])
  expect(said(refused)).toEqual(['slot-full', 'slot-full'])
  expect(await rows('select 1 from platform.answer where key = $1', [late])).toEqual([])
  const fresh = await slotOf(1)
  const [given, again] = await together([wish(fresh, who(17)), wish(fresh, who(17))], [withKey(late), withKey(late)])
  expect(given).toMatchObject({ status: 'fulfilled' })
  expect(again).toEqual(given)
})

test('by the old id of a merged patient it is the other record’s booking, with its name, its half-day and its row of the journal', async () => {
  const slot = await slotOf(3)
  const [survivor, loser] = [who(20), who(21)]
  const versions = await rows<{ id: string; version: number }>(
    'select id, version from patient.patient where id = any($1)',
    [[survivor, loser]],
  )
  const versionOf = (id: string) => versions.find(row => row.id === id)?.version ?? 0
  await mergePatients(all.house, at.manager, {
    id: survivor,
    loserId: loser,
    version: versionOf(survivor),
    loserVersion: versionOf(loser),
    reason: '同一人',
  })
  // In one group with others, and twice: the second has the half-day already.
  const done = await together([wish(slot, who(22)), wish(slot, loser), wish(slot, who(23))])
  expect(said(done)).toEqual(['given', 'given', 'given'])
  const [, old] = done
  const id = old?.status === 'fulfilled' ? old.value.id : ''
  const [row] = await rows<{ patientId: string; isSame: boolean; told: string }>(
    `select a.patient_id, a.patient_masked = p.name_masked as is_same, (select j.patient_id::text from platform.journal j where j.subject_id = a.id) as told
     from appointment.appointment a join patient.patient p on p.id = $2 where a.id = $1`,
    [id, survivor],
  )
  expect(row).toEqual({ patientId: survivor, isSame: true, told: survivor })
  const more = await slotOf(1)
  expect(said(await together([wish(more, loser)]))).toEqual(['booked-already'])
  expect(said(await together([wish(more, survivor)]))).toEqual(['booked-already'])
  expect(await quotasOf(more)).toEqual({ open: 0 })
})

test.each([
  ['freed', 'booked = booked - 1', 0, 24],
  ['added', 'capacity = capacity + 1', 1, 26],
] as const)(
  'a place that is %s while two processes wait for the full slot is given to one of them, and the other is told that it is full',
  async (_, change, booked, first) => {
    const slot = await slotOf(1)
    await rows('update appointment.quota set booked = 1 where slot_id = $1', [slot])
    const other = { ...all.house, database: openDatabase(all.connection) }
    const client = new Client(all.connection)
    await client.connect()
    try {
      await client.query('begin')
      await client.query(`update appointment.quota set ${change} where slot_id = $1`, [slot])
      const waiting = Promise.allSettled(
        [all.house, other].map((house, n) => bookAppointment(house)(at.lin, wish(slot, who(first + n)))),
      )
      const areWaiting = async () =>
        (
          await client.query(
            `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          )
        ).rowCount
      const watched = async () => {
        await client.query('select pg_stat_clear_snapshot()')
        return areWaiting()
      }
      await expect.poll(watched).toBe(2)
      await client.query('commit')
      expect(said(await waiting).toSorted()).toEqual(['given', 'slot-full'])
      expect(await rows('select booked from appointment.quota where slot_id = $1', [slot])).toEqual([
        { booked: booked + 1 },
      ])
    } finally {
      await client.end()
      await other.database.close()
    }
  },
)
