import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, wallClock } from '#kernel/time.ts'
import { type HalfDay, listDoctors } from '#modules/directory/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { writeSetting } from '#platform/settings.ts'
import { platformPolicy } from '../../settings.ts'
import { keyOf } from './key.ts'
import { slotsForPlatform, wantTransfer } from './wanted.ts'

/** How the platform is set up; its key is never shown. */
export const readPlatform = (house: House) => async (caller: Caller) => {
  const { value } = await house.settings.at(caller.hospitalId, platformPolicy, house.clock.now())
  const [key] = await house.database.statement<{ setAt: Instant }>(
    'select set_at as "setAt" from appointment.platform_key where hospital_id = $1',
    [caller.hospitalId],
  )
  return {
    on: value.on,
    name: value.name,
    endpoint: value.endpoint,
    keySetAt: key?.setAt.toString() ?? null,
    bookingsUrl: `${house.publicUrl}/api/platform/bookings`,
    cancellationsUrl: `${house.publicUrl}/api/platform/cancellations`,
  }
}

/** Sets the platform up (设置外部平台). Turned on, it is told of every slot from today on that has places for it. */
export const setPlatform =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly on: boolean; readonly name: string; readonly endpoint: string; readonly key: string | null },
  ) => {
    const at = house.clock.now()
    const { hospitalId } = caller
    const before = (await house.settings.at(hospitalId, platformPolicy, at)).value
    if (asked.on && asked.key === null && (await keyOf(house)) === null) throw new Problem('platform-without-key')
    await transact(house, caller, async ({ tx, tell }) => {
      const { key, ...settings } = asked
      await writeSetting(
        tx,
        hospitalId,
        platformPolicy,
        { ...before, ...settings },
        {
          personId: caller.personId,
          effectiveFrom: at,
          at,
        },
      )
      if (key !== null)
        await run(
          tx,
          `insert into appointment.platform_key (hospital_id, value, set_at, set_by) values ($1, $2, $3, $4)
           on conflict (hospital_id) do update set value = excluded.value, set_at = excluded.set_at, set_by = excluded.set_by`,
          [hospitalId, house.cipher.encipher(key), at.toString(), caller.personId],
        )
      if (settings.on) {
        const today = wallClock(at, house.hospital.zone).day.toString()
        await wantTransfer(tx, hospitalId, await slotsForPlatform(tx, hospitalId, today), at)
      }
      tell({
        action: 'appointment.platform-set',
        subject: { kind: 'platform', id: hospitalId },
        facts: { on: settings.on, key: key !== null },
        detail: { endpoint: settings.endpoint },
      })
    })
    house.settings.forget()
    return readPlatform(house)(caller)
  }

const SHOWN = 200

interface Row {
  readonly slotId: string
  readonly sessionId: string
  readonly unitId: string
  readonly doctorId: string
  readonly day: string
  readonly halfDay: HalfDay
  readonly startsAt: Instant
  readonly stopped: boolean
  readonly state: 'waiting' | 'failed'
  readonly attempts: number
  readonly dueAt: Instant | null
  readonly error: string | null
}

/** What the platform knows of the days to come, and the slots that it could not be told (未传送的号源). */
export const readTransfers = (house: House) => async (caller: Caller) => {
  const at = house.clock.now()
  const today = wallClock(at, house.hospital.zone).day.toString()
  const [{ value }, { units }, { list }] = await Promise.all([
    house.settings.at(caller.hospitalId, platformPolicy, at),
    organisation(house),
    listDoctors(house),
  ])
  const { counts, rows } = await house.database.transact(async tx => ({
    counts: await run<{ state: string; slots: number; sentAt: Instant | null }>(
      tx,
      `select state, count(*)::int as slots, max(sent_at) as sent_at from appointment.platform_slot
       where hospital_id = $1 and day >= $2::date group by state`,
      [caller.hospitalId, today],
    ),
    rows: await run<Row>(
      tx,
      `select p.slot_id, s.session_id, s.unit_id, s.doctor_id, s.day, s.half_day, s.starts_at, s.stopped_at is not null as stopped,
         p.state, p.attempts, p.due_at, p.error
       from appointment.platform_slot p join appointment.slot s on s.hospital_id = p.hospital_id and s.id = p.slot_id
       where p.hospital_id = $1 and p.day >= $2::date and p.state in ('failed', 'waiting')
       order by p.state, s.starts_at, s.id limit ${SHOWN}`,
      [caller.hospitalId, today],
    ),
  }))
  const countOf = (state: string) => counts.find(one => one.state === state)?.slots ?? 0
  const sentAt = counts.flatMap(one => one.sentAt ?? []).toSorted((a, b) => a.epochMilliseconds - b.epochMilliseconds)
  return {
    on: value.on,
    name: value.name,
    sent: countOf('sent'),
    withdrawn: countOf('withdrawn'),
    waiting: countOf('waiting'),
    failed: countOf('failed'),
    lastSentAt: sentAt.at(-1)?.toString() ?? null,
    pending: rows.map(({ unitId, doctorId, startsAt, dueAt, ...row }) => ({
      ...row,
      unit: units.get(unitId)?.name ?? '',
      doctor: list.find(one => one.id === doctorId)?.name ?? '',
      startsAt: startsAt.toString(),
      dueAt: dueAt?.toString() ?? null,
    })),
  }
}

/** Makes due at once what failed (立即重传). */
export const retryTransfers = (house: House) => (caller: Caller) =>
  transact(house, caller, async ({ tx, tell }) => {
    const rows = await run(
      tx,
      `update appointment.platform_slot set due_at = $2, attempts = 0 where hospital_id = $1 and state = 'failed' returning slot_id`,
      [caller.hospitalId, house.clock.now().toString()],
    )
    tell({
      action: 'appointment.platform-retried',
      subject: { kind: 'platform', id: caller.hospitalId },
      facts: { slots: rows.length },
    })
    return { slots: rows.length }
  })
