import { randomBytes } from 'node:crypto'
import { type Caller, personOf } from '#kernel/caller.ts'
import { maskName } from '#kernel/masking.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, wallClock } from '#kernel/time.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { organisation, receiverOf } from '#modules/staff/index.ts'
import { type House, transact } from '#platform/house.ts'
import { journalInsert } from '#platform/journal.ts'
import { places, run } from '#platform/database.ts'
import { limitClock, responseClock } from '../rules/clock.ts'
import { dispatches, scopeOf } from '../rules/dispatch.ts'
import { mayDispatch, type PaperTick } from '../rules/service-item.ts'
import { classOf, type Difficulty } from '../rules/ticket.ts'
import { shownCode, trackingCode } from '../rules/tracking.ts'
import { clockPolicy } from '../settings.ts'
import { itemsOf } from './items.ts'
import { clockRow } from './store.ts'
import type { ClockTable, TicketTable } from './tables.ts'

export interface CreateTicket {
  readonly patientId: string | null
  readonly requester: { readonly name: string; readonly relation: string; readonly phone: string | null }
  readonly item: string
  readonly description: string
  readonly difficulty: readonly Difficulty[]
  readonly units: readonly string[]
  readonly urgency: TicketTable['urgency']
  readonly channel: string
  readonly wantedAt: Instant | string | null
  readonly contactWay: string
  readonly consent: boolean
  readonly papers: readonly PaperTick[]
  readonly papersReason: string | null
}

/** The words of a matter that identify people; enciphered as one. */
export interface Personal {
  readonly name: string
  readonly relation: string
  readonly phone: string | null
  readonly description: string
  readonly code: string
  readonly papers: readonly PaperTick[]
  readonly papersReason: string | null
}

const DUPLICATE_HOURS = 24
/** In the order of the patient's index, so that an empty hospital's planner takes it too. */
const SIMILAR_AT_MOST = 5

/**
 * Takes a request at the one window and dispatches it in the same moment (一窗受理、实时派单, TKT-01, TKT-03, TKT-04): number,
 * tracking code, owner, a share and a response clock for each department, the limit clock. Everything is written by one
 * statement, so a half ticket cannot be.
 */
export const createTicket = (house: House) => async (caller: Caller, asked: CreateTicket) => {
  const at = house.clock.now()
  const owner = personOf(caller)
  const [who, items, policy, label, number] = await Promise.all([
    organisation(house),
    itemsOf(house, at),
    house.settings.at(caller.hospitalId, clockPolicy, at),
    asked.patientId === null ? null : patientLabel(house, null, caller.hospitalId, asked.patientId),
    numberOf(house, caller.hospitalId, at),
  ])
  const item = items.get(asked.item)
  if (item === undefined) throw new Problem('item-unknown')
  if (asked.patientId !== null && label === null) throw new Problem('patient-unknown')
  mayDispatch(asked.papers, asked.papersReason)
  const sent = dispatches(item, asked.units, { units: who.units, receiverOf: unitId => receiverOf(who, unitId, at) })
  const ticketClass = classOf(asked.difficulty)
  const limit = limitClock(at, ticketClass, policy.value, who.calendar)
  const code = trackingCode(randomBytes(8))
  const id = house.ids.next()
  const parts = sent.map(one => ({ ...one, id: house.ids.next() }))
  const clock = (rule: typeof limit, partId?: string) =>
    clockRow(rule, {
      hospitalId: caller.hospitalId,
      ticketId: id,
      id: house.ids.next(),
      ...(partId !== undefined && { partId }),
    })
  const response = responseClock(at, policy.value, who.calendar)
  const clocks = [clock(limit), ...parts.map(part => clock(response, part.id))]
  const personal: Personal = {
    ...asked.requester,
    description: asked.description,
    code,
    papers: asked.papers,
    papersReason: asked.papersReason,
  }
  const units = parts.map(part => part.unitId)
  const journal = house.journal.values(
    caller,
    [
      {
        action: 'ticket.registered',
        subject: { kind: 'ticket', id },
        version: 1,
        patientId: label?.id ?? null,
        facts: {
          number,
          item: item.code,
          itemVersion: item.version,
          class: ticketClass,
          channel: asked.channel,
          units,
        },
        detail: { description: asked.description },
      },
      {
        action: 'ticket.dispatched',
        subject: { kind: 'ticket', id },
        version: 1,
        patientId: label?.id ?? null,
        facts: { units, people: parts.map(part => part.personId), as: parts.map(part => part.as), round: 1 },
      },
    ],
    at,
  )
  const values = [
    caller.hospitalId,
    id,
    number,
    house.cipher.tokens('ticket.tracking', code)[0],
    item.code,
    item.version,
    scopeOf(parts),
    ticketClass,
    asked.difficulty,
    asked.urgency,
    asked.channel,
    asked.contactWay,
    asked.consent,
    label?.id ?? null,
    label?.nameMasked ?? maskName(asked.requester.name),
    house.cipher.encipherJson(personal),
    owner,
    caller.position,
    at.toString(),
    asked.wantedAt === null ? null : String(asked.wantedAt),
    limit.dueAt.toString(),
    (clocks.length > 1 ? response.dueAt : limit.dueAt).toString(),
    policy.version,
    at.subtract({ hours: DUPLICATE_HOURS }).toString(),
    ...parts.flatMap(part => [part.id, part.unitId, part.personId, part.as]),
    ...clocks.flatMap(clockValues),
    ...journal,
  ]
  const answer = ([saved]: readonly Saved[]) => ({
    id,
    number,
    version: 1,
    status: 'dispatched' as const,
    trackingCode: shownCode(code),
    dueAt: limit.dueAt.toString(),
    similar: saved?.similar ?? [],
  })
  const insert = insertOf(parts.length)
  // One statement is a transaction of its own; a key needs the claim before it and the answer behind it.
  if (caller.once !== null)
    return transact(house, caller, async ({ tx }) => answer(await run<Saved>(tx, insert, values)))
  const saved = answer(await house.database.statement<Saved>(insert, values))
  house.live.moved()
  return saved
}

interface Saved {
  readonly similar: { id: string; number: string }[]
}

/** `TK-261121-0007`: counted by day of the hospital’s zone. */
async function numberOf(house: House, hospitalId: string, at: Instant): Promise<string> {
  const { day } = wallClock(at, house.hospital.zone)
  const count = await house.numbers.next(hospitalId, 'ticket', day)
  return `TK-${day.toString().slice(2).replaceAll('-', '')}-${String(count).padStart(4, '0')}`
}

const clockValues = (clock: ClockTable): readonly unknown[] => [
  clock.id,
  clock.partId,
  clock.kind,
  clock.dueAt.toString(),
  JSON.stringify(clock.steps),
  clock.nextAt?.toString() ?? null,
]

const PART = { first: 25, columns: 4 }
const CLOCK = { columns: 6 }

/** Everything that a new ticket of so many shares writes; prepared once for each count. */
function insertOf(parts: number): string {
  const clocks = parts + 1
  const clockFirst = PART.first + parts * PART.columns
  const journalFirst = clockFirst + clocks * CLOCK.columns
  return `
with ticket as (
  insert into ticket.ticket (hospital_id, id, number, tracking, status, item_code, item_version, scope, class, difficulty, urgency,
    channel, contact_way, consent, patient_id, patient_masked, personal, owner_id, first_owner_id, position, opened_at, wanted_at,
    limit_due_at, next_at, told_at, waited_ms, overdue, response_breach, escalation_level, round, reclassified, attempts,
    policy_version, version)
  values ($1, $2, $3, $4, 'dispatched', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18, $19, $20,
    $21, $22, $19, 0, false, false, 0, 1, 0, 0, $23, 1)
), part as (
  insert into ticket.part (hospital_id, ticket_id, status, dispatched_at, response_breach, round, id, unit_id, assignee_id, assigned_as)
  values ${places(PART.first, parts, PART.columns, `$1, $2, 'dispatched', $19, false, 1, `)}
), clock as (
  insert into ticket.clock (hospital_id, ticket_id, started_at, steps_done, breached, id, part_id, kind, due_at, steps, next_at)
  values ${places(clockFirst, clocks, CLOCK.columns, '$1, $2, $19, 0, false, ')}
), journal as (${journalInsert(journalFirst, 2)})
select coalesce(json_agg(json_build_object('id', s.id, 'number', s.number)), '[]'::json) as similar
from (
  select t.id, t.number from ticket.ticket t
  where t.hospital_id = $1 and t.patient_id = $14 and t.opened_at >= $24 and t.item_code = $5 and t.closed_at is null
  order by t.opened_at desc limit ${SIMILAR_AT_MOST}
) as s`
}
