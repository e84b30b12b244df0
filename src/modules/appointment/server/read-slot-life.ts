import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { countedSlots } from './slot-counts.ts'

/** What a row of the journal is in the life of a slot. */
const STEPS = {
  'appointment.session-published': 'published',
  'appointment.places-changed': 'places-changed',
  'appointment.quota-released': 'released',
  'appointment.held': 'held',
  'appointment.booked': 'booked',
  'appointment.offered': 'offered',
  'appointment.offer-ended': 'offer-ended',
  'appointment.lapsed': 'lapsed',
  'appointment.moved': 'moved-in',
  'appointment.moved-out': 'moved-out',
  'appointment.cancelled': 'cancelled',
  'appointment.checked-in': 'checked-in',
  'appointment.no-show': 'no-show',
  'appointment.stopped': 'stopped',
  'appointment.session-stopped': 'session-stopped',
  'appointment.session-reopened': 'session-reopened',
  'directory.session-substituted': 'session-substituted',
} as const

interface Line {
  readonly id: string
  readonly at: Instant
  readonly action: keyof typeof STEPS
  readonly actorKind: string
  readonly actorId: string | null
  readonly subjectId: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly detail: Buffer | null
}

const AT_MOST = 500

/**
 * The life of a slot (号源轨迹, APT-03): every step of its session and of its places, and who did it. Bookings stand by their number;
 * no patient is named.
 */
export const readSlotLife = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const { people } = await organisation(house)
  return transact(house, { ...caller, once: null }, async ({ tx }) => {
    const slot = await tx
      .selectFrom('appointment.slot')
      .selectAll()
      .where('hospitalId', '=', caller.hospitalId)
      .where('id', '=', asked.id)
      .executeTakeFirst()
    if (slot === undefined || !canIn(caller, 'appointment:read', slot.unitId)) throw new Problem('not-found')
    const counted = await countedSlots(tx, caller.hospitalId, [slot.sessionId], house.clock.now())
    const own = counted.find(one => one.id === slot.id)
    if (own === undefined) throw new Problem('not-found')
    const numbers = await bookingsOf(tx, caller.hospitalId, slot)
    const lines = await run<Line>(
      tx,
      `select id, at, action, actor_kind, actor_id, subject_id, facts, detail from platform.journal
       where hospital_id = $1 and kind = 'change' and action = any($2) and (
         subject_id = any($3) or (subject_id = any($4) and $5 in (facts->>'slot', facts->>'to'))
       ) order by at, id limit ${AT_MOST}`,
      [caller.hospitalId, Object.keys(STEPS), [slot.id, slot.sessionId], [...numbers.keys()], slot.id],
    )
    return {
      slotId: slot.id,
      startsAt: slot.startsAt.toString(),
      sum: own.sum,
      steps: lines.map(line => ({
        ...factsOf(line),
        id: line.id,
        at: line.at.toString(),
        what: STEPS[line.action],
        who: line.actorId === null ? null : (people.get(line.actorId)?.name ?? null),
        by: BY[line.actorKind] ?? ('other' as const),
        number: numbers.get(bookingOf(line)) ?? null,
        reason: text({ ...house.journal.detail(line) }['reason']),
      })),
    }
  })
}

const BY: Readonly<Record<string, 'staff' | 'patient' | 'system'>> = {
  staff: 'staff',
  'patient-link': 'patient',
  patient: 'patient',
  system: 'system',
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function factsOf({ action, facts }: Line) {
  const places = action === 'appointment.places-changed' ? facts['by'] : facts['places']
  return {
    channel: text(facts['channel']),
    quota: text(facts['quota']),
    places: typeof places === 'number' ? places : null,
  }
}

/** Whose booking a step is about: a slot tells by a fact which one has left it. */
const bookingOf = ({ subjectId, facts }: Line): string => text(facts['booking']) ?? subjectId

/** The bookings that are or were of a slot, by id: those that have it, and those that have left it for another. */
async function bookingsOf(
  tx: Tx,
  hospitalId: string,
  slot: { readonly id: string; readonly unitId: string; readonly day: string; readonly startsAt: Instant },
): Promise<ReadonlyMap<string, string>> {
  const rows = await run<{ id: string; number: string }>(
    tx,
    `select a.id, a.number from appointment.appointment a
     where a.hospital_id = $1 and a.unit_id = $2 and a.day = $3::date and a.starts_at = $4 and a.slot_id = $5
     union
     select a.id, a.number from platform.journal j
     join appointment.appointment a on a.hospital_id = j.hospital_id and a.id = (j.facts->>'booking')::uuid
     where j.hospital_id = $1 and j.subject_id = $5 and j.action = 'appointment.moved-out'`,
    [hospitalId, slot.unitId, slot.day, slot.startsAt.toString(), slot.id],
  )
  return new Map(rows.map(row => [row.id, row.number]))
}
