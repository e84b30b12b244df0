/** Several processes and a crash: whatever is done at the same moment, every place, wish and stopped patient is accounted for once. */
import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { substitute } from '#modules/directory/server/substitute.ts'
import { mergePatients } from '#modules/patient/server/merge-patients.ts'
import { openDatabase, run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { type Clinic, clinic } from '../../../../tests/support/ward-clinic.ts'
import { CHANNELS } from '../rules/quota.ts'
import { sampleBooking } from '../sample.ts'
import { answerStop } from './answer-stop.ts'
import { bookAppointment, holdPlace } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { changePlaces, releaseShare } from './change-places.ts'
import { confirmHold } from './confirm-hold.ts'
import { moveAppointment } from './move-appointment.ts'
import { reopenSession } from './reopen-session.ts'
import { makeReservation } from './reservations.ts'
import { noteStopAttempt, stopSession } from './stop-session.ts'
import { lapseSweep, releaseSweep } from './sweeps.ts'
import { reservationSweep } from './sweep-reservations.ts'
import { answerOffer, joinWaitingList, leaveWaitingList } from './waiting-list.ts'

const ACTS = [
  'book',
  'book',
  'book',
  'hold',
  'confirm',
  'cancel',
  'cancel',
  'move',
  'wait',
  'wait',
  'leave',
  'accept',
  'decline',
  'stop',
  'reopen',
  'settle',
  'attempt',
  'substitute',
  'more',
  'fewer',
  'release',
  'upload',
  'reserve',
  'merge',
  'sweep',
] as const
type Act = (typeof ACTS)[number]

/** What is done by which process, with whom, and where; those of a round at the same moment, one of them perhaps cut off. */
const step = fc.record({ what: fc.constantFrom<Act>(...ACTS), by: fc.nat(2), who: fc.nat(200), where: fc.nat(200) })
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never
const round = fc.record({
  steps: fc.array(step, { minLength: 2, maxLength: 5 }),
  minutes: fc.constantFrom(0, 0, 0, 6, 40),
  crash: fc.option(fc.nat(8), { freq: 5 }),
})

let all: TestHouse
let at: Clinic
/** The first lasts, as do the second; the third is cut off from the database now and then. */
let houses: readonly House[]
let admin: Client
beforeAll(async () => {
  all = await testHouse(MONDAY)
  at = await clinic(all, 90)
  houses = [all.house, ...[3, 3].map(size => ({ ...all.house, database: openDatabase(all.connection, { size }) }))]
  admin = new Client(all.connection)
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  for (const one of houses.slice(1)) await one.database.close()
  await all.close()
})

const rows = <Row>(text: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, text, values))
const some = <Row>(list: readonly Row[], n: number): Row | undefined => list[n % Math.max(1, list.length)]

/** One department's morning of a day of its own: three doctors, three half-hours each, one place in three kept for the windows. */
interface World {
  readonly day: string
  readonly sessions: readonly string[]
  readonly patients: readonly string[]
}
let worlds = 0
async function newWorld(): Promise<World> {
  const day = Temporal.PlainDate.from('2026-11-20').add({ days: worlds }).toString()
  const patients = at.patients.slice(worlds * 9, worlds * 9 + 9)
  worlds += 1
  all.clock.set(Temporal.Instant.from(`${day}T06:20:00+08:00`))
  const sessions: string[] = []
  for (const doctor of ['甲', '乙']) sessions.push(await at.morning(doctor, listOf(day)))
  return { day, sessions, patients }
}
const listOf = (day: string, places = 6) => ({
  day,
  from: 8 * 60,
  to: 9 * 60 + 30,
  places,
  kept: [{ quota: 'onsite' as const, places: 2 }],
})

interface Booking {
  readonly id: string
  readonly status: string
}
async function act(world: World, house: House, { what, who, where }: Step): Promise<unknown> {
  const session = some(world.sessions, where) as string
  const patientId = some(world.patients, who) as string
  const slots = await rows<{ id: string; quota: string; capacity: number }>(
    `select s.id, q.quota, q.capacity from appointment.slot s join appointment.quota q on q.slot_id = s.id
     where s.session_id = any($1) and q.quota <> 'extra' order by s.starts_at, s.id, q.quota`,
    [world.sessions],
  )
  const slot = some(slots, where)
  const bookings = (...statuses: string[]) =>
    rows<Booking>(
      'select id, status from appointment.appointment where session_id = any($1) and status = any($2) order by id',
      [world.sessions, statuses],
    )
  const one = async (...statuses: string[]) => some(await bookings(...statuses), who)?.id ?? session
  const wishes = (status: string) =>
    rows<{ id: string }>('select id from appointment.waiting where day_from = $1::date and status = $2 order by id', [
      world.day,
      status,
    ])
  const wish = {
    ...sampleBooking(slot?.id ?? '', patientId),
    channel: some(CHANNELS, who + where) ?? 'phone',
    doubledBecause: null,
  }
  const resize = (by: number) =>
    changePlaces(house)(at.manager, {
      id: session,
      reason: '调整',
      changes: [
        {
          slotId: slot?.id ?? '',
          quota: slot?.quota as 'open',
          was: slot?.capacity ?? 0,
          capacity: Math.max(0, (slot?.capacity ?? 0) + by),
        },
      ],
    })
  switch (what) {
    case 'book':
      return bookAppointment(house)(at.lin, wish)
    case 'hold':
      return holdPlace(house)(at.lin, wish)
    case 'confirm':
      return confirmHold(house)(at.lin, { id: await one('held'), readBack: true, consent: true })
    case 'cancel':
      return cancelAppointment(house)(at.lin, {
        id: await one('held', 'booked', 'notified', 'stopped'),
        reason: '不来',
        by: 'patient',
      })
    case 'move':
      return moveAppointment(house)(at.lin, { id: await one('booked', 'stopped'), slotId: wish.slotId, reason: '改' })
    case 'wait':
      return joinWaitingList(house)(at.lin, {
        unitId: at.hospital.unit.ward,
        doctorId: null,
        dayFrom: world.day,
        dayTo: world.day,
        halfDay: null,
        patientId,
        channel: 'phone',
        contactWay: 'sms',
        urgency: who % 2 === 0 ? 2 : 3,
      })
    case 'leave':
      return leaveWaitingList(house)(at.lin, {
        id: some([...(await wishes('offered')), ...(await wishes('waiting'))], who)?.id ?? session,
        reason: '不等了',
      })
    case 'accept':
    case 'decline':
      return answerOffer(house)(at.lin, {
        id: some(await wishes('offered'), who)?.id ?? session,
        accept: what === 'accept',
      })
    case 'stop':
      return who % 3 === 0 ? stopSession(house)(at.manager, { id: session, reason: '停诊' }) : undefined
    case 'reopen':
      return reopenSession(house)(at.manager, { id: session, reason: '恢复' })
    case 'settle':
      return answerStop(house)(at.lin, { id: await one('stopped'), note: '另约' })
    case 'attempt':
      return noteStopAttempt(house)(at.lin, { appointmentId: await one('stopped') })
    case 'substitute': {
      const [now] = await rows<{ version: number; own: string; by: string }>(
        'select version, doctor_id as own, seen_by as by from directory.session where id = $1',
        [session],
      )
      const doctorId = now?.own === now?.by ? await at.doctor('丙') : (now?.own ?? '')
      return substitute(house)(at.manager, { sessionId: session, version: now?.version ?? 0, doctorId, reason: '会诊' })
    }
    case 'more':
      return resize(1)
    case 'fewer':
      return resize(-1)
    case 'release':
      return releaseShare(house)(at.manager, { id: session, quota: 'onsite', reason: '提前释放' })
    case 'upload':
      return at.morning(where % 2 === 0 ? '甲' : '乙', listOf(world.day, 3 + (who % 6)))
    case 'reserve':
      return makeReservation(house)(at.lin, {
        patientId,
        unitId: at.hospital.unit.ward,
        doctorId: null,
        week: world.day,
        halfDay: null,
        urgency: 3,
        reason: '复查',
        channel: 'consulting-room',
        contactWay: 'sms',
      })
    case 'merge': {
      if (who % 4 > 0) return
      const versions = await rows<{ id: string; version: number }>(
        'select id, version from patient.patient where id = any($1) and merged_into is null order by id',
        [world.patients],
      )
      const [survivor, loser] = [some(versions, who), some(versions, who + 1)]
      if (survivor === undefined || loser === undefined || survivor === loser) return
      return mergePatients(house, at.manager, {
        id: survivor.id,
        loserId: loser.id,
        version: survivor.version,
        loserVersion: loser.version,
        reason: '同一人',
      })
    }
    case 'sweep':
      for (const sweep of [lapseSweep, releaseSweep, reservationSweep]) await sweep.run(house, house.clock.now())
  }
}

/** The backends of a process; a connection that was ended and not noticed yet counts as none. */
const backendsOf = async (house: House) =>
  (
    await Promise.all(
      [1, 2, 3].map(() =>
        house.database
          .transact(tx => run<{ pid: number }>(tx, 'select pg_backend_pid() as pid, pg_sleep(0.002)'))
          .catch(() => []),
      ),
    )
  ).flatMap(found => found.map(one => one.pid))

/** Ends every connection of a process after so many milliseconds, in the middle of whatever it does; then it begins anew. */
async function cutOff(pids: readonly number[], after: number): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, after))
  await admin.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [pids])
}
async function beginAnew(house: House): Promise<void> {
  while ((await backendsOf(house)).length < 3);
}

test('APT-03, APT-13, APT-14 (part): three processes at once, one cut off in the middle: counters equal the rows, each freed place is offered once, nobody is followed up twice, and a stop closes with its last patient', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(round, { minLength: 10, maxLength: 16 }), async rounds => {
      const world = await newWorld()
      for (const { steps, minutes, crash } of rounds) {
        all.clock.advance({ minutes })
        const killed = houses[2] as House
        const killing = crash === null ? undefined : cutOff(await backendsOf(killed), crash)
        const done = await Promise.allSettled(steps.map(one => act(world, houses[one.by] as House, one)))
        await killing
        if (crash !== null) await beginAnew(killed)
        for (const [n, one] of done.entries()) {
          const isCutOff = crash !== null && steps[n]?.by === 2
          if (one.status === 'rejected' && !(one.reason instanceof Problem) && !isCutOff)
            throw new Error(
              `${JSON.stringify(steps)} at ${n}: ${String((one.reason as { detail?: string }).detail)} ${String((one.reason as { where?: string }).where)}`,
              { cause: one.reason },
            )
        }
        // What hears of merges and substitutions.
        if (steps.some(one => one.what === 'merge' || one.what === 'substitute')) await all.machinery.turn()
        expect({ steps, ...(await wrong(world)) }).toEqual({ steps, ...RIGHT })
      }
    }),
    { numRuns: 5, endOnFailure: true },
  )
}, 90_000)

const RIGHT = { shares: [], offers: [], twiceOffered: [], contacts: [], cases: [], twiceTold: [], reserved: [] }
const VISITS = `('checked_in', 'in_consultation', 'completed', 'left', 'no_show')`

/** Everything that cannot be. */
async function wrong({ day, sessions }: World): Promise<{ readonly [what in keyof typeof RIGHT]: readonly unknown[] }> {
  return {
    shares: await rows(
      `select q.slot_id, q.quota, q.capacity, q.booked, q.held, q.stopped, q.is_stopped, a.booked as has, a.held as keeps
       from appointment.quota q join appointment.slot s on s.id = q.slot_id
       cross join lateral (select count(*) filter (where status = 'held')::int as held,
         count(*) filter (where status in ('booked', 'notified') or status in ${VISITS})::int as booked
         from appointment.appointment a where a.slot_id = q.slot_id and a.quota = q.quota) a
       where s.session_id = any($1) and (q.booked <> a.booked or q.held <> a.held or q.booked + q.held + q.stopped > q.capacity
         or q.stopped <> case when q.is_stopped then q.capacity - a.booked else 0 end or q.is_stopped <> (s.stopped_at is not null))`,
      [sessions],
    ),
    // An offer is a wish and a kept place of the same patient, each of the other; who only waits has none.
    offers: await rows(
      `select w.id, w.status, a.status as place from appointment.waiting w left join appointment.appointment a on a.id = w.appointment_id
       where w.day_from = $1::date and (w.status = 'offered' and (a.status is distinct from 'held' or a.patient_id <> w.patient_id)
         or w.status = 'waiting' and w.appointment_id is not null or w.status = 'booked' and a.status is not distinct from 'held')`,
      [day],
    ),
    twiceOffered: await rows(
      `select j.subject_id from platform.journal j join appointment.appointment a on a.id = j.subject_id
       where a.session_id = any($1) and j.action = 'appointment.offered' group by 1 having count(*) > 1`,
      [sessions],
    ),
    // Each stopped booking has one open contact, and nobody else has.
    contacts: await rows(
      `select a.id, a.status, count(k.case_id)::int as open from appointment.appointment a
       left join appointment.stop_contact k on k.appointment_id = a.id and k.outcome is null
       where a.day = $1::date group by 1, 2 having count(k.case_id) <> case when a.status = 'stopped' then 1 else 0 end`,
      [day],
    ),
    cases: await rows(
      `select c.id from appointment.stop_case c where c.session_id = any($1) and (c.closed_at is null) <> exists (
         select from appointment.stop_contact k where k.case_id = c.id and k.outcome is null)`,
      [sessions],
    ),
    twiceTold: await rows(
      `select j.subject_id, j.action from platform.journal j join appointment.appointment a on a.id = j.subject_id
       where a.session_id = any($1) and j.action in ('appointment.booked', 'appointment.cancelled', 'appointment.unreached',
         'appointment.stop-answered', 'appointment.lapsed') group by 1, 2 having count(*) > 1`,
      [sessions],
    ),
    reserved: await rows(
      `select r.id from appointment.reservation r left join appointment.appointment a on a.id = r.appointment_id
       where r.status = 'booked' and (a.id is null or a.patient_id <> r.patient_id and r.week between $1::date - 7 and $1::date)`,
      [day],
    ),
  }
}
