import { type Caller, personOf } from '#kernel/caller.ts'
import { maskName } from '#kernel/masking.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal, wallClock } from '#kernel/time.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { isWorkingMinute, organisation, receiverOf } from '#modules/staff/index.ts'
import { isoOf } from '#platform/database.ts'
import { groupWrite } from '#platform/group-write.ts'
import type { House } from '#platform/house.ts'
import { limitClock, predictedFrom, responseClock, stepClock } from '../rules/clock.ts'
import { dispatches, scopeOf } from '../rules/dispatch.ts'
import { type FieldValue, kindOf, limitOf, mayDispatch, mustBeFilled, type PaperTick } from '../rules/service-item.ts'
import { classOf, type Difficulty } from '../rules/ticket.ts'
import { shownCode, ticketNumber, trackingCode } from '../rules/tracking.ts'
import { clockPolicy } from '../settings.ts'
import { randomBytesOf } from '#platform/random.ts'
import { itemsOf } from './items.ts'
import { NEW_TICKETS } from './new-tickets.ts'
import { nextEnd } from './open.ts'
import { similarLane } from './similar.ts'
import { clockRow } from './store.ts'
import type { TicketTable } from './tables.ts'

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
  /** The typed case of the item, and what the window was asked to fill in. */
  readonly kind?: string | null | undefined
  readonly form?: Readonly<Record<string, FieldValue>> | undefined
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
  readonly kind?: string | null
  readonly form?: Readonly<Record<string, FieldValue>>
}

/**
 * Takes a request at the one window and dispatches it in the same moment (一窗受理、实时派单, TKT-01, TKT-03, TKT-04): number,
 * tracking code, owner, a share and a response clock for each department, the limit clock. Everything is written by one
 * statement, so a half ticket cannot be; who comes at the same moment goes with it.
 */
export const createTicket = (house: House) => async (caller: Caller, asked: CreateTicket) => {
  const at = house.clock.now()
  const owner = personOf(caller)
  const [who, items, policy, label, number, similar] = await Promise.all([
    organisation(house),
    itemsOf(house, at),
    house.settings.at(caller.hospitalId, clockPolicy, at),
    asked.patientId === null ? null : patientLabel(house, null, caller.hospitalId, asked.patientId),
    numberOf(house, caller.hospitalId, at),
    asked.patientId === null
      ? []
      : lanesOf(house).similar({ hospitalId: caller.hospitalId, patientId: asked.patientId, item: asked.item, at }),
  ])
  const item = items.get(asked.item)
  if (item === undefined) throw new Problem('item-unknown')
  if (asked.patientId !== null && label === null) throw new Problem('patient-unknown')
  mayDispatch(asked.papers, asked.papersReason)
  const kind = kindOf(item, asked.kind ?? null)
  const form = mustBeFilled(item, kind, asked.form ?? {})
  const receiving = {
    units: who.units,
    isOpen: isWorkingMinute(who.calendar, at),
    receiverOf: (unitId: string) => receiverOf(who, unitId, at),
  }
  const sent = dispatches(item, asked.units, receiving, kind)
  const ticketClass = classOf(asked.difficulty, item.class)
  const own = limitOf(item, kind, asked.difficulty)
  const limit = limitClock(at, ticketClass, policy.value, who.calendar, own)
  const code = trackingCode(randomBytesOf(8))
  const id = house.ids.next()
  const parts = sent.map(one => ({ ...one, id: house.ids.next() }))
  const clock = (rule: typeof limit, of: { partId?: string; sopStep?: string } = {}) =>
    clockRow(rule, {
      hospitalId: caller.hospitalId,
      ticketId: id,
      id: house.ids.next(),
      ...of,
    })
  const response = responseClock(at, policy.value, who.calendar)
  const limits = item.steps.flatMap(step =>
    step.within === null ? [] : [clock(stepClock(at, step.within, policy.value, who.calendar), { sopStep: step.key })],
  )
  const clocks = [clock(limit), ...parts.map(part => clock(response, { partId: part.id })), ...limits]
  const personal: Personal = {
    ...asked.requester,
    description: asked.description,
    code,
    papers: asked.papers,
    papersReason: asked.papersReason,
    ...(kind !== null && { kind: kind.key }),
    ...(Object.keys(form).length > 0 && { form }),
  }
  const units = parts.map(part => part.unitId)
  const next = nextEnd(clocks) ?? limit.dueAt
  return lanesOf(house).write({
    caller,
    at,
    entries: [
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
    rows: {
      ticket: [
        {
          hospitalId: caller.hospitalId,
          id,
          number,
          tracking: house.cipher.tokens('ticket.tracking', code)[0] as Buffer,
          itemCode: item.code,
          itemVersion: item.version,
          scope: scopeOf(parts),
          class: ticketClass,
          difficulty: asked.difficulty,
          urgency: asked.urgency,
          channel: asked.channel,
          contactWay: asked.contactWay,
          consent: asked.consent,
          patientId: label?.id ?? null,
          patientMasked: label?.nameMasked ?? maskName(asked.requester.name),
          personal: house.cipher.encipherJson(personal),
          ownerId: owner,
          position: caller.position,
          openedAt: at,
          wantedAt: asked.wantedAt === null ? null : Temporal.Instant.from(asked.wantedAt),
          limitDueAt: limit.dueAt,
          nextAt: next,
          predictedAt: predictedFrom(at, limit.dueAt, 'dispatched'),
          policyVersion: policy.version,
        },
      ],
      part: parts.map(part => ({
        hospitalId: caller.hospitalId,
        ticketId: id,
        id: part.id,
        unitId: part.unitId,
        assigneeId: part.personId,
        assignedAs: part.as,
        dispatchedAt: at,
        nextAt: next,
      })),
      clock: clocks,
    },
    answer: {
      id,
      number,
      version: 1,
      status: 'dispatched' as const,
      trackingCode: shownCode(code),
      dueAt: isoOf(limit.dueAt),
      similar,
    },
  })
}

/** `TK-261121-0007`: counted by day of the hospital’s zone. */
async function numberOf(house: House, hospitalId: string, at: Instant): Promise<string> {
  const { day } = wallClock(at, house.hospital.zone)
  const count = await house.numbers.next(hospitalId, 'ticket', day)
  return ticketNumber(day, count)
}

type Lanes = Readonly<ReturnType<typeof openLanes>>
const lanes = new WeakMap<House, Lanes>()
const openLanes = (house: House) => ({ write: groupWrite(house, NEW_TICKETS), similar: similarLane(house) })

function lanesOf(house: House): Lanes {
  const open = lanes.get(house) ?? openLanes(house)
  lanes.set(house, open)
  return open
}
