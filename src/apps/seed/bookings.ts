import type { Caller } from '#kernel/caller.ts'
import { systemCaller } from '#kernel/caller.ts'
import { type Instant, isBefore, Temporal } from '#kernel/time.ts'
import {
  bookAppointment,
  cancelAppointment,
  type Channel,
  checkIn,
  seekSlots,
  type SoughtSlot,
} from '#modules/appointment/index.ts'
import { publishOpen } from '#modules/appointment/server/listen.ts'
import { stopSession } from '#modules/appointment/server/stop-session.ts'
import { noShowSweep, releaseSweep } from '#modules/appointment/server/sweeps.ts'
import { appealMissed } from '#modules/appointment/server/appeal.ts'
import { joinWaitingList } from '#modules/appointment/server/waiting-list.ts'
import { listDoctors, makeSessions } from '#modules/directory/index.ts'
import { holdersAnywhere, organisation } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { asStaff } from './matters/perform.ts'
import type { Known } from './matters/play.ts'
import { inOneTransaction, type Stage } from './one-transaction.ts'
import { type Random, randomFrom } from './random.ts'

/** So many days before now have bookings, and so many after. */
export const DAYS_BEFORE = 7
const DAYS_AFTER = 4
const PER_DAY = 26
const DAY_HOURS = 24
const CHANNELS: readonly (readonly [Channel, number])[] = [
  ['web', 30],
  ['phone', 25],
  ['wechat', 16],
  ['desk', 14],
  ['kiosk', 10],
  ['consulting-room', 5],
]
/** What becomes of a booking whose day is over. */
const FATES = [
  ['came', 84],
  ['did not come', 8],
  ['cancelled', 8],
] as const

interface Act {
  readonly at: Instant
  run(): Promise<unknown>
}

/**
 * The bookings of the demo (示范预约): of the days before with who came and who did not, of the days ahead with a session that is full and
 * has somebody waiting, and one that was stopped this morning. All through the use cases, in the order of time.
 */
export const seedBookings = (house: House, now: Instant, patients: readonly Known[]): Promise<void> =>
  inOneTransaction(house, now, async stage => {
    const random = randomFrom('bookings')
    const first = now.subtract({ hours: DAYS_BEFORE * DAY_HOURS })
    stage.clock.set(first)
    await publish(stage)
    stage.clock.set(now)
    await makeSessions(stage.house, now)
    await publish(stage)
    const slots = await seekSlots(stage.house, {
      from: first.toString(),
      before: now.add({ hours: DAYS_AFTER * DAY_HOURS }).toString(),
      states: ['free'],
      channel: 'phone',
      atMost: 100_000,
    })
    const scene = {
      stage,
      random,
      patients,
      desk: await deskAt(stage.house, now),
      now,
      doctorId: await doctorWhoSignsIn(stage.house, now),
    }
    const acts = [...Map.groupBy(slots, slot => slot.day).values()].flatMap(day => daysActs(scene, day))
    acts.push(...lastDoings(scene, slots))
    const missed: string[] = []
    acts.push(...missedDays(scene, slots, missed))
    for (const act of acts.filter(one => !isBefore(now, one.at)).toSorted(byTime)) {
      stage.clock.set(act.at)
      await act.run()
    }
    stage.clock.set(now)
    await noShowSweep.run(stage.house, now)
    const [last] = missed.toReversed()
    if (last !== undefined)
      await appealMissed(stage.house)(scene.desk, { id: last, reason: '前一晚急诊住院，家属来电说明，有住院证明' })
  })

const byTime = (a: Act, b: Act) => a.at.epochMilliseconds - b.at.epochMilliseconds
const publish = ({ house }: Stage) => house.database.transact(tx => publishOpen(house, tx))

interface Scene {
  readonly stage: Stage
  readonly random: Random
  readonly patients: readonly Known[]
  readonly desk: Caller
  readonly now: Instant
  /** Whose session is full. */
  readonly doctorId: string | null
}

/** The doctor of the demo accounts among those of the directory. */
export async function doctorWhoSignsIn(house: House, now: Instant): Promise<string | null> {
  const [personId] = holdersAnywhere(await organisation(house), 'doctor', now)
  const { list } = await listDoctors(house)
  return list.find(one => one.personId !== null && one.personId === personId)?.id ?? null
}

async function deskAt(house: House, now: Instant): Promise<Caller> {
  const org = await organisation(house)
  const [agent] = holdersAnywhere(org, 'desk-agent', now)
  return agent === undefined ? systemCaller(house.hospital.id) : asStaff(org, house.hospital.id, agent, now)
}

/** The bookings of a day, each made some days before, and what became of it. */
function daysActs(scene: Scene, slots: readonly SoughtSlot[]): Act[] {
  const { random, now } = scene
  return Array.from({ length: PER_DAY }, () => random.pick(slots)).flatMap(slot => {
    const startsAt = Temporal.Instant.from(slot.startsAt)
    const earliest = now.subtract({ hours: DAYS_BEFORE * DAY_HOURS })
    const wished = startsAt.subtract({ minutes: random.whole(120, 4 * DAY_HOURS * 60) })
    const at = isBefore(wished, earliest) ? earliest.add({ minutes: random.whole(1, 30) }) : wished
    if (!isBefore(at, startsAt)) return []
    let booking: { id: string } | null = null
    const fate = random.weighted(FATES)
    const make: Act = { at, run: async () => void (booking = await book(scene, slot)) }
    const later = (then: Instant, run: (id: string) => Promise<unknown>): Act => ({
      at: then,
      run: async () => booking && run(booking.id),
    })
    if (fate === 'cancelled') return [make, later(at.add({ minutes: 90 }), id => cancel(scene, id, startsAt))]
    const comes = startsAt.subtract({ minutes: random.whole(5, 25) })
    return fate === 'came' ? [make, later(comes, id => arrive(scene, id))] : [make]
  })
}

/** A place for somebody who has none in that half-day yet; a place that was taken meanwhile is nobody's loss here. */
async function book(
  { stage, random, patients, desk }: Scene,
  slot: SoughtSlot,
  { channel = random.weighted(CHANNELS), patient = random.pick(patients) }: { channel?: Channel; patient?: Known } = {},
): Promise<{ id: string } | null> {
  return bookAppointment(stage.house)(
    channel === 'phone' || channel === 'desk' ? desk : systemCaller(desk.hospitalId),
    {
      slotId: slot.id,
      patientId: patient.id,
      channel,
      contactWay: 'sms',
      readBack: true,
      consent: true,
      doubledBecause: null,
    },
  ).catch(refusedQuietly)
}

/** The rules of the house hold for the demo too: what they refuse did not happen. */
const refusedQuietly = (error: unknown): null => {
  if ((error as { code?: unknown }).code === undefined) throw error
  return null
}

const arrive = ({ stage, desk }: Scene, id: string) =>
  checkIn(stage.house)(desk, { id, place: '一楼导诊台' }).catch(refusedQuietly)

const cancel = ({ stage, desk }: Scene, id: string, startsAt: Instant) =>
  isBefore(stage.house.clock.now(), startsAt)
    ? cancelAppointment(stage.house)(desk, { id, reason: '改到其他医院就诊', by: 'patient' }).catch(refusedQuietly)
    : Promise.resolve(null)

/**
 * Takes all that a session has left for everybody and for the desk, what was kept for others until then included. Some patients have a number in
 * that half-day already: others come.
 */
async function fillSession(scene: Scene, sessionId: string): Promise<void> {
  await releaseSweep.run(scene.stage.house, scene.stage.house.clock.now())
  const asked = { sessionId, states: ['free'], channel: 'desk', atMost: 1000 } as const
  for (const slot of await seekSlots(scene.stage.house, asked))
    for (let left = slot.free, tries = 0; left > 0 && tries < 3 * slot.free; tries += 1)
      if ((await book(scene, slot, { channel: 'desk' })) !== null) left -= 1
}

/** How often one patient booked and did not come (爽约), so that the limits on booking have somebody to hold. */
const MISSED = 3

/** One patient books a morning or an afternoon of each third of the days before, and never comes; `missed` takes the bookings. */
function missedDays(scene: Scene, slots: readonly SoughtSlot[], missed: string[]): Act[] {
  const patient = scene.random.pick(scene.patients.filter(one => one.person.phones.length > 0))
  const past = slots.filter(slot => isBefore(Temporal.Instant.from(slot.endsAt), scene.now.subtract({ hours: 2 })))
  return Array.from({ length: MISSED }, (_, n): Act => {
    const some = past.slice(Math.floor((past.length * n) / MISSED), Math.floor((past.length * (n + 1)) / MISSED))
    const [first] = some
    return {
      at: first === undefined ? scene.now : Temporal.Instant.from(first.startsAt).subtract({ minutes: 30 }),
      run: async () => {
        for (const slot of some) {
          const booking = await book(scene, slot, { patient })
          if (booking === null) continue
          missed.push(booking.id)
          return
        }
      },
    }
  })
}

/** A specialist's session of the days ahead whose places are all gone and waited for; and one that was stopped. */
function lastDoings(scene: Scene, slots: readonly SoughtSlot[]): Act[] {
  const { stage, now, desk, patients } = scene
  const soonest = now.add({ hours: DAY_HOURS })
  const isAhead = ([first]: readonly SoughtSlot[]) =>
    first !== undefined && isBefore(soonest, Temporal.Instant.from(first.startsAt))
  const bySession = [...Map.groupBy(slots, slot => slot.sessionId).values()].filter(isAhead)
  const full =
    bySession.find(([slot]) => slot?.doctorId === scene.doctorId) ??
    bySession.find(([slot]) => slot?.feeLevel === 'expert')
  const stopped = bySession.findLast(([slot]) => slot?.feeLevel === 'associate' && slot.doctorId !== scene.doctorId)
  const [before, lately] = [now.subtract({ hours: 20 }), now.subtract({ minutes: 40 })]
  const acts: Act[] = []
  const [wanted] = full ?? []
  if (wanted !== undefined) acts.push({ at: before, run: () => fillSession(scene, wanted.sessionId) })
  if (wanted !== undefined)
    for (const urgency of [3, 2] as const)
      acts.push({
        at: lately,
        run: () =>
          joinWaitingList(stage.house)(desk, {
            unitId: wanted.unitId,
            doctorId: wanted.doctorId,
            dayFrom: wanted.day,
            dayTo: wanted.day,
            halfDay: null,
            patientId: scene.random.pick(patients).id,
            channel: 'phone',
            contactWay: 'phone',
            urgency,
          }).catch(refusedQuietly),
      })
  for (const slot of (stopped ?? []).slice(0, 4)) acts.push({ at: before, run: () => book(scene, slot) })
  const [gone] = stopped ?? []
  if (gone !== undefined)
    acts.push({
      at: lately,
      run: () =>
        stopSession(stage.house)(desk, { id: gone.sessionId, reason: '医生参加省级会诊' }).catch(refusedQuietly),
    })
  return acts
}
