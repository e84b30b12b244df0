import { systemCaller } from '#kernel/caller.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { listDoctors, type FeeLevel } from '#modules/directory/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { type PlatformPolicy, platformPolicy } from '../../settings.ts'
import { httpPlatform } from './http-platform.ts'
import { keyOf } from './key.ts'
import type { BookingPlatform, PlatformSlot, Transfer } from './port.ts'

/** So many slots of one round, and so many calls at once. */
const AT_ONCE = 40
const TOGETHER = 8
/** A sweep waits so long for a round; what takes longer goes on beside the next sweeps. */
const PATIENCE_MS = 700

const rounds = new WeakMap<House, Promise<void>>()
const stopped = new WeakSet<House>()

/** Tells the platform what has come due (传送到期号源), and tries again what failed. A slow platform holds up nothing else. */
export const platformSweep: Sweep = {
  name: 'appointment: outside platform',
  every: 2,
  async run(house, now) {
    const { value } = await house.settings.at(house.hospital.id, platformPolicy, now)
    if (!value.on || stopped.has(house)) return
    let running = rounds.get(house)
    if (running === undefined) {
      running = round(house, value)
        .catch((error: unknown) => house.log.error(errorFacts(error), 'slots could not be transferred'))
        .then(() => void rounds.delete(house))
      rounds.set(house, running)
    }
    await Promise.race([running, new Promise<void>(resume => setTimeout(resume, PATIENCE_MS).unref())])
  },
}

/** Begins no further round, and waits until the calls under way have their answers: for whoever stops the house. */
export async function stopTransfers(house: House): Promise<void> {
  stopped.add(house)
  await rounds.get(house)
}

/** For tests and for whoever wants to see the end: the round under way. */
export const transferred = (house: House): Promise<void> => rounds.get(house) ?? Promise.resolve()

interface Due {
  readonly slotId: string
  readonly wanted: number
  readonly attempts: number
  readonly unitId: string
  readonly doctorId: string
  readonly day: string
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly stoppedAt: Instant | null
  readonly feeLevel: FeeLevel
  readonly capacity: number
  readonly free: number
}

async function round(house: House, policy: PlatformPolicy): Promise<void> {
  const key = await keyOf(house)
  if (key === null) return
  const platform = httpPlatform({ endpoint: policy.endpoint, key, callSeconds: policy.callSeconds }, house.clock)
  const due = await claim(house, policy)
  if (due.length === 0) return
  const results: [Due, Transfer][] = []
  let down: Transfer | null = null
  for (let from = 0; from < due.length; from += TOGETHER) {
    const some = due.slice(from, from + TOGETHER)
    const outcomes: Transfer[] = down === null ? await tell(house, platform, some) : some.map(() => down as Transfer)
    for (const [n, one] of some.entries()) results.push([one, outcomes[n] as Transfer])
    down ??= outcomes.find(one => one.kind === 'down') ?? null
  }
  await settle(house, policy, results)
}

async function tell(house: House, platform: BookingPlatform, some: readonly Due[]): Promise<Transfer[]> {
  const [{ units }, { list }] = await Promise.all([organisation(house), listDoctors(house)])
  return Promise.all(
    some.map(one => {
      const unit = units.get(one.unitId)
      const doctor = list.find(known => known.id === one.doctorId)
      const slot: PlatformSlot = {
        slot: one.slotId,
        department: { code: unit?.code ?? '', name: unit?.name ?? '' },
        doctor: { code: doctor?.code ?? '', name: doctor?.name ?? '', title: doctor?.title ?? '' },
        day: one.day,
        startsAt: one.startsAt.toString(),
        endsAt: one.endsAt.toString(),
        feeLevel: one.feeLevel,
        capacity: one.stoppedAt === null ? one.capacity : 0,
        free: one.stoppedAt === null ? one.free : 0,
        status: one.stoppedAt === null ? 'open' : 'stopped',
      }
      return platform.put(slot)
    }),
  )
}

/** Takes what is due, for as long as a call may last: of several processes each takes others. */
const claim = (house: House, policy: PlatformPolicy): Promise<Due[]> => {
  const now = house.clock.now()
  return house.database.transact(tx =>
    run<Due>(
      tx,
      `with due as (
         select slot_id from appointment.platform_slot where hospital_id = $1 and due_at <= $2::timestamptz
         order by due_at, slot_id limit ${AT_ONCE} for update skip locked
       ), mine as (
         update appointment.platform_slot p set due_at = $3::timestamptz, attempts = attempts + 1 from due
         where p.hospital_id = $1 and p.slot_id = due.slot_id returning p.slot_id, p.wanted, p.attempts
       )
       select m.slot_id, m.wanted, m.attempts, s.unit_id, s.doctor_id, s.day, s.starts_at, s.ends_at, s.stopped_at, s.fee_level,
         coalesce(q.capacity, 0) as capacity, coalesce(q.capacity - q.booked - q.held - q.stopped, 0) as free
       from mine m join appointment.slot s on s.hospital_id = $1 and s.id = m.slot_id
       left join appointment.quota q on q.hospital_id = $1 and q.slot_id = m.slot_id and q.quota = 'platform'
       order by s.starts_at, s.id`,
      [house.hospital.id, now.toString(), now.add({ seconds: policy.callSeconds * 2 + 10 }).toString()],
    ),
  )
}

/** Writes what came of it; what has changed meanwhile is due at once, what failed after a while, and what has begun not any more. */
async function settle(house: House, policy: PlatformPolicy, results: readonly [Due, Transfer][]): Promise<void> {
  const now = house.clock.now()
  const last = policy.retryMinutes.at(-1) ?? 1
  const rows = results.map(([one, outcome]) => {
    const taken = outcome.kind === 'taken'
    const isOver = !isBefore(now, one.startsAt)
    return {
      slot_id: one.slotId,
      wanted: one.wanted,
      state: taken ? (one.stoppedAt === null ? 'sent' : 'withdrawn') : 'failed',
      error: taken ? null : outcome.code,
      due_at: taken || isOver ? null : now.add({ minutes: policy.retryMinutes[one.attempts - 1] ?? last }).toString(),
    }
  })
  await transact(house, systemCaller(house.hospital.id), async ({ tx, tell: say }) => {
    await run(
      tx,
      `update appointment.platform_slot p set state = r.state, error = r.error,
         sent_at = case when r.error is null then $3::timestamptz else p.sent_at end,
         attempts = case when r.error is null then 0 else p.attempts end,
         due_at = case when p.wanted = r.wanted then r.due_at else $3::timestamptz end
       from json_to_recordset($2::json) as r (slot_id uuid, wanted integer, state text, error text, due_at timestamptz)
       where p.hospital_id = $1 and p.slot_id = r.slot_id`,
      [house.hospital.id, JSON.stringify(rows), now.toString()],
    )
    const failed = rows.filter(one => one.state === 'failed').length
    say({
      action: 'appointment.platform-told',
      subject: { kind: 'platform', id: house.hospital.id },
      facts: { sent: rows.length - failed, failed },
    })
  })
}
