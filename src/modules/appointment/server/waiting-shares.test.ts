import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { writeSetting } from '#platform/settings.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { type Clinic, clinic } from '../../../../tests/support/ward-clinic.ts'
import type { Channel } from '../rules/quota.ts'
import { sampleBooking } from '../sample.ts'
import { quotaPlan } from '../settings.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { changePlaces } from './change-places.ts'
import { listWaiting } from './list-waiting.ts'
import { readPlaces } from './read-schedule.ts'
import { reopenSession } from './reopen-session.ts'
import { stopSession } from './stop-session.ts'
import { lapseSweep, releaseSweep } from './sweeps.ts'
import { answerOffer, joinWaitingList, leaveWaitingList } from './waiting-list.ts'

const DAY = '2026-11-20'
/** Lists of places open what they keep two hours before. */
const MORNING = Temporal.Instant.from(`${DAY}T06:00:00+08:00`)
const REFERRAL = '0198d0d0-0000-7000-8000-0000000000aa'

let all: TestHouse
let at: Clinic
let made = 0

beforeAll(async () => {
  all = await testHouse(MONDAY)
  at = await clinic(all, 40)
  const now = all.house.clock.now()
  await all.house.database.transact(tx =>
    writeSetting(tx, all.house.hospital.id, quotaPlan, [], { personId: null, effectiveFrom: now, at: now }),
  )
  all.house.settings.forget()
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MORNING.subtract({ hours: 20 })))

const rows = <Row>(text: string, ...values: unknown[]) => all.house.database.transact(tx => run<Row>(tx, text, values))
const book = (slotId: string, who: number, channel: Channel) =>
  bookAppointment(all.house)(at.lin, { ...sampleBooking(slotId, at.patients[who] ?? ''), channel })
const cancel = (id: string) => cancelAppointment(all.house)(at.lin, { id, reason: '不来了', by: 'patient' })
const wait = (who: number, isReferred: boolean, channel: Channel = 'phone') =>
  joinWaitingList(all.house)(at.lin, {
    unitId: at.hospital.unit.ward,
    doctorId: null,
    dayFrom: DAY,
    dayTo: DAY,
    halfDay: null,
    patientId: at.patients[who] ?? '',
    channel: isReferred ? 'referral' : channel,
    contactWay: 'sms',
    urgency: 2,
    referralId: isReferred ? REFERRAL : null,
  })
const statusOf = async (id: string) =>
  (await rows<{ status: string }>('select status from appointment.waiting where id = $1', id))[0]?.status
const sweep = async () => {
  for (const one of [lapseSweep, releaseSweep]) await one.run(all.house, all.clock.now())
}

/** One time with places open to all and some kept for referrals (and the window), all of them taken. */
async function fullTime(open: number, kept: number, onsite = 0) {
  made += 1
  const session = await at.morning(`医生${made}`, {
    from: 8 * 60,
    to: 8 * 60 + 30,
    places: open + kept + onsite,
    kept: [
      { quota: 'primary-care', places: kept },
      ...(onsite > 0 ? [{ quota: 'onsite' as const, places: onsite }] : []),
    ],
  })
  const slotId = (await readPlaces(all.house)(at.lin, { id: session })).slots[0]?.id ?? ''
  const taken = []
  for (let n = 0; n < open + kept + onsite; n += 1)
    taken.push(await book(slotId, n, n < open ? 'phone' : n < open + kept ? 'referral' : 'desk'))
  const shares = await rows<{ id: string; quota: string }>(
    'select id, quota from appointment.appointment where slot_id = $1',
    slotId,
  )
  const of = (quota: string) => shares.filter(one => one.quota === quota).map(one => one.id)
  return { session, slotId, taken, of }
}

/** Nobody waits, and no other session of the day is in the way. */
async function clear(session: string): Promise<void> {
  const { items } = await listWaiting(all.house)(at.lin, { unit: at.hospital.unit.ward })
  for (const { id } of items) await leaveWaitingList(all.house)(at.lin, { id, reason: '不等了' })
  await stopSession(all.house)(at.manager, { id: session, reason: '完' }).catch(() => undefined)
}

describe('a freed place of a share that is kept', () => {
  test('APT-14 (part): of the primary-care share it is offered to the referral though others wait longer; with none it is kept until its release, then offered to all', async () => {
    const { session, of } = await fullTime(1, 3)
    const [first = '', second = '', third = ''] = of('primary-care')
    const own = await wait(10, false)
    all.clock.advance({ minutes: 5 })
    const referred = await wait(11, true)
    await cancel(first)
    expect([await statusOf(referred.id), await statusOf(own.id)]).toEqual(['offered', 'waiting'])
    await cancel(second)
    expect(await statusOf(own.id)).toBe('waiting')
    // Declined it is nobody's of those who wait here, and stays kept.
    await answerOffer(all.house)(at.lin, { id: referred.id, accept: false })
    expect([await statusOf(referred.id), await statusOf(own.id)]).toEqual(['waiting', 'waiting'])
    // One that begins to wait now is offered what is kept and free, at once.
    const other = await wait(13, true)
    expect([other.status, await statusOf(other.id)]).toEqual(['offered', 'offered'])
    await leaveWaitingList(all.house)(at.lin, { id: other.id, reason: '已在外院就诊' })
    all.clock.set(MORNING.subtract({ minutes: 1 }))
    await sweep()
    expect(await statusOf(own.id)).toBe('waiting')
    all.clock.set(MORNING)
    await sweep()
    expect(await statusOf(own.id)).toBe('offered')
    // What is freed after the release belongs to everybody, too: it is offered to all, and bookable over every channel.
    const late = await wait(12, false)
    await cancel(third)
    expect(await statusOf(late.id)).toBe('offered')
    const offered = await rows<{ quota: string }>(
      `select a.quota from appointment.appointment a join appointment.waiting w on w.hospital_id = a.hospital_id
         and w.appointment_id = a.id where w.id = $1`,
      late.id,
    )
    expect(offered).toEqual([{ quota: 'open' }])
    await clear(session)
  })

  test('of the window it goes to who waits there, not to a telephone; what is added to a share or comes back with a session, too', async () => {
    const { session, slotId, of } = await fullTime(1, 1, 1)
    const phone = await wait(10, false)
    const desk = await wait(11, false, 'desk')
    await cancel(of('onsite')[0] ?? '')
    expect([await statusOf(phone.id), await statusOf(desk.id)]).toEqual(['waiting', 'offered'])
    const referred = await wait(12, true)
    const changes = [{ slotId, quota: 'primary-care' as const, was: 1, capacity: 2 }]
    await changePlaces(all.house)(at.manager, { id: session, reason: '加号', changes })
    expect([await statusOf(phone.id), await statusOf(referred.id)]).toEqual(['waiting', 'offered'])
    await stopSession(all.house)(at.manager, { id: session, reason: '停诊' })
    await leaveWaitingList(all.house)(at.lin, { id: referred.id, reason: '不等了' })
    const other = await wait(13, true)
    await reopenSession(all.house)(at.manager, { id: session, reason: '恢复' })
    expect([await statusOf(phone.id), await statusOf(other.id)]).toEqual(['waiting', 'offered'])
    // Lists that kept them say when they are opened, where the hospital's plan does not.
    const released = await rows<{ quota: string; at: string }>(
      `select quota, release_at::text as at from appointment.quota where slot_id = $1 and release_at is null order by 1`,
      slotId,
    )
    expect(released.map(one => one.quota)).toEqual(['open'])
    await clear(session)
  })
})

type Act = 'cancel' | 'wait' | 'refer' | 'yes' | 'no' | 'later' | 'twice'
const step = fc.tuple(
  fc.constantFrom<Act>('cancel', 'cancel', 'wait', 'refer', 'refer', 'yes', 'no', 'later', 'twice'),
  fc.nat(29),
)

interface State {
  readonly free: ReadonlyMap<string, number>
  /** Who may be asked, in order. */
  readonly waiting: readonly { readonly id: string; readonly isReferred: boolean }[]
}

async function stateOf(slotId: string): Promise<State> {
  const free = await rows<{ quota: string; free: number }>(
    'select quota, capacity - booked - held - stopped as free from appointment.quota where slot_id = $1',
    slotId,
  )
  const waiting = await rows<{ id: string; isReferred: boolean }>(
    `select w.id, w.is_referred from appointment.waiting w where w.status = 'waiting' and w.unit_id = $2
       and not exists (select from appointment.offer o where o.waiting_id = w.id and o.slot_id = $1)
       and not exists (select from appointment.appointment a where a.patient_id = w.patient_id and a.slot_id = $1
         and a.status in ('held', 'booked')) order by w.is_referred desc, w.made_at, w.id`,
    slotId,
    at.hospital.unit.ward,
  )
  return { free: new Map(free.map(one => [one.quota, one.free])), waiting }
}

/** Whom each place that is freed must be offered to, one after the other, as a plain loop says it. */
function expected(before: State, freed: readonly string[], isOver: boolean): readonly string[] {
  const asked: string[] = []
  for (const quota of freed) {
    const next = before.waiting.find(one => !asked.includes(one.id) && (quota === 'open' || isOver || one.isReferred))
    if (next !== undefined) asked.push(next.id)
  }
  return asked
}

const offersOf = async (slotId: string): Promise<readonly string[]> =>
  (
    await rows<{ id: string }>(
      'select waiting_id as id from appointment.offer where slot_id = $1 order by offered_at, waiting_id',
      slotId,
    )
  ).map(one => one.id)

const bookingsOf = (slotId: string, status: string) =>
  rows<{ id: string; quota: string; waitingId: string | null }>(
    `select a.id, a.quota, w.id as waiting_id from appointment.appointment a
       left join appointment.waiting w on w.hospital_id = a.hospital_id and w.appointment_id = a.id and w.status = 'offered'
     where a.slot_id = $1 and a.status = $2 order by a.id`,
    slotId,
    status,
  )

/** Does it, and says the shares of the places that it freed; null where that depends on who is first. */
async function act(what: Act, who: number, slotId: string, before: State): Promise<readonly string[] | null> {
  const booked = await bookingsOf(slotId, 'booked')
  const [offer] = (await bookingsOf(slotId, 'held')).slice(who % 3)
  const [one, two] = [booked[who % Math.max(1, booked.length)], booked[(who + 1) % Math.max(1, booked.length)]]
  const isFull = (...quotas: string[]) => quotas.every(quota => (before.free.get(quota) ?? 0) === 0)
  switch (what) {
    case 'wait':
    case 'refer': {
      // Who finds a place that is open to all books it; one that is kept is offered to the referral.
      if (!isFull('open')) return []
      const isFree = what === 'refer' && !isFull('primary-care')
      await wait(10 + who, what === 'refer')
      return isFree ? null : []
    }
    case 'cancel': {
      if (one === undefined) return []
      await cancel(one.id)
      return [one.quota]
    }
    case 'twice': {
      if (one === undefined || two === undefined || one.id === two.id) return []
      await Promise.all([cancel(one.id), cancel(two.id)])
      return null
    }
    case 'yes':
    case 'no': {
      if (!offer?.waitingId) return []
      await answerOffer(all.house)(at.lin, { id: offer.waitingId, accept: what === 'yes' })
      return what === 'no' ? [offer.quota] : []
    }
    case 'later': {
      all.clock.advance({ minutes: 12 })
      await sweep()
      return null
    }
  }
}

test('APT-14 (part): each freed place is offered exactly once, to the first whom its share is for, whatever is done in which order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 18 }), async steps => {
      all.clock.set(MORNING.subtract({ minutes: 40 }))
      const { session, slotId } = await fullTime(3, 4)
      for (const [what, who] of steps) {
        const before = await stateOf(slotId)
        const asked = await offersOf(slotId)
        const isOver = () => Temporal.Instant.compare(all.clock.now(), MORNING) >= 0
        const freed = await act(what, who, slotId, before).catch(error => {
          if (error instanceof Problem) return []
          throw error
        })
        const now = (await offersOf(slotId)).filter(id => !asked.includes(id))
        if (freed !== null) expect({ what, now }).toEqual({ what, now: expected(before, freed, isOver()) })
        const after = await stateOf(slotId)
        if (what === 'twice' && freed === null) expect(now.length + sum(after) - sum(before)).toBe(2)
        // Nobody who may have a free place was left unasked, and no place is kept for two.
        const free = [...after.free].flatMap(([quota, places]) => Array.from({ length: places }, () => quota))
        expect({ what, left: expected(after, free, isOver()) }).toEqual({ what, left: [] })
        const held = await bookingsOf(slotId, 'held')
        expect(new Set(held.map(one => one.waitingId)).size).toBe(held.length)
      }
      await clear(session)
    }),
    { numRuns: 12, endOnFailure: true },
  )
}, 60_000)

const sum = (state: State): number => [...state.free.values()].reduce((total, one) => total + one, 0)
