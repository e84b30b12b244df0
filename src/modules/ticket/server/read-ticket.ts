import { type Caller, can, canIn } from '#kernel/caller.ts'
import { maskName, maskPhone } from '#kernel/masking.ts'
import type { Instant } from '#kernel/time.ts'
import { type Organisation, organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { tellOpened } from '#platform/reading.ts'
import { acts } from '../rules/acts.ts'
import { elapsed } from '../rules/clock.ts'
import { criticalPath } from '../rules/critical-path.ts'
import { isOpenPart } from '../rules/ticket.ts'
import { shownCode } from '../rules/tracking.ts'
import type { Personal } from './create-ticket.ts'
import type { Outcome } from './finish-part.ts'
import { mustSee } from './guests.ts'
import { itemsOf, versionOf } from './items.ts'
import { followed, mergedInto, numberOf, roundsOf, withMerged } from './merged.ts'
import { formShown, sopShown } from './read-sop.ts'
import { rowOf } from './rows.ts'
import { stampsOf } from './stamps.ts'
import { clockOf, someone, unitOf } from './shown.ts'
import { load, meetingsOf, promisesOf } from './store.ts'
import type { MeetingTable, PartTable, PromiseTable, RoundTable } from './tables.ts'

interface LineRow {
  readonly id: string
  readonly subjectId: string
  readonly at: Instant
  readonly action: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly unitId: string | null
  readonly facts: Record<string, unknown>
  readonly detail: Buffer | null
}
const LINES = 500

/** One matter with its time line, for whoever may see it; the reading is journaled (SEC-03), once for as long as it stays open. */
export const openTicket = (house: House) => async (asking: Caller, wanted: { id: string }) => {
  const now = house.clock.now()
  const who = await organisation(house)
  const items = await itemsOf(house, now)
  const found = await house.database.transact(async tx => {
    const caller = await followed(tx, asking)
    const id = caller === asking ? wanted.id : (caller.only?.id ?? wanted.id)
    const stored = await load(tx, caller.hospitalId, id, false)
    await mustSee(tx, caller, stored)
    const merged = await mergedInto(tx, caller.hospitalId, id)
    const family = [id, ...merged.map(one => one.id)]
    return {
      ...stored,
      item: await versionOf(house, tx, stored.ticket.itemCode, stored.ticket.itemVersion),
      stamps: await stampsOf(tx, caller.hospitalId, id),
      caller,
      merged: await withMerged(tx, caller.hospitalId, merged),
      into: await numberOf(tx, caller.hospitalId, stored.ticket.mergedInto),
      rounds: await roundsOf(tx, caller.hospitalId, id),
      promises: await promisesOf(tx, caller.hospitalId, id),
      meetings: (await Promise.all(family.map(one => meetingsOf(tx, caller.hospitalId, one)))).flat(),
      attachments: await tx
        .selectFrom('ticket.attachment')
        .select(['id', 'name', 'type', 'at'])
        .where('hospitalId', '=', caller.hospitalId)
        .where('ticketId', 'in', family)
        .orderBy('at')
        .execute(),
      lines: await run<LineRow>(
        tx,
        `select id, subject_id, at, action, actor_kind, actor_id, unit_id, facts, detail from platform.journal
         where hospital_id = $1 and subject_id = any($2) and kind = 'change' and action <> 'ticket.link-made'
         order by at desc, id desc limit ${LINES}`,
        [caller.hospitalId, family],
      ),
    }
  })
  const { ticket, parts, caller } = found
  const numberFrom = new Map(found.merged.map(one => [one.ticket.id, one.ticket.number]))
  await tellOpened(house, caller, {
    action: 'ticket.opened',
    subject: { kind: 'ticket', id: ticket.id },
    patientId: ticket.patientId,
    facts: { by: caller.kind },
  })
  const row = rowOf(who, items, found, now)
  const personal = house.cipher.decipherJson<Personal>(ticket.personal)
  const outcome = ticket.outcome === null ? null : house.cipher.decipherJson<Outcome>(ticket.outcome)
  const lines = found.lines
    .map(line => ({ ...lineOf(house, who, line), of: numberFrom.get(line.subjectId) ?? null }))
    .toReversed()
  const staff = caller.kind === 'staff'
  const mineParts = parts.filter(
    part => part.assigneeId === caller.personId || (staff && canIn(caller, 'ticket:work', part.unitId)),
  )
  return {
    ...row,
    trackingCode: staff ? shownCode(personal.code) : '',
    channel: ticket.channel as never,
    requester: {
      nameMasked: maskName(personal.name),
      relation: personal.relation,
      phoneMasked: personal.phone === null ? '' : maskPhone(personal.phone),
    },
    description: personal.description,
    difficulty: [...ticket.difficulty],
    scope: ticket.scope,
    wantedAt: ticket.wantedAt?.toString() ?? null,
    contactWay: ticket.contactWay as never,
    consent: ticket.consent,
    position: ticket.position,
    papers: [...personal.papers],
    papersReason: personal.papersReason,
    kind: found.item?.kinds.find(kind => kind.key === personal.kind)?.name ?? null,
    form: formShown(found.item, personal),
    sop: sopShown(house, who, found.item, {
      ...found,
      kind: personal.kind ?? null,
      mayTick:
        mineParts.some(part => isOpenPart(part.status)) ||
        (staff && (caller.personId === ticket.ownerId || can(caller, 'ticket:own') || can(caller, 'ticket:manage'))),
    }),
    parts: [
      ...parts.map(part => ({ ...partShown(house, who, part), of: null })),
      ...found.merged.flatMap(one =>
        one.parts
          .filter(part => part.status === 'done')
          .map(part => ({ ...partShown(house, who, part), of: one.ticket.number })),
      ),
    ],
    clocks: found.clocks.map(clock => clockOf(who, clock, parts)),
    promises: [
      ...found.promises.map(promise => ({ ...promiseShown(house, who, promise, now), of: null })),
      // An open promise goes on in this matter; a kept one stands where it was given.
      ...found.merged.flatMap(one =>
        one.promises
          .filter(promise => promise.keptAt !== null)
          .map(promise => ({ ...promiseShown(house, who, promise, now), of: one.ticket.number })),
      ),
    ],
    meetings: found.meetings.map(meeting => meetingShown(house, who, meeting)),
    attachments: found.attachments.map(one => ({
      id: one.id,
      name: house.cipher.decipher(one.name),
      type: one.type,
      at: one.at.toString(),
    })),
    offeredTo: ticket.offeredTo === null ? null : someone(who, ticket.offeredTo),
    elapsed: elapsed(ticket.openedAt, ticket.closedAt ?? now, ticket.waitedMs, ticket.waitingSince),
    waitingReason:
      ticket.waitingSince === null
        ? null
        : String(lines.findLast(line => line.action === 'ticket.waiting')?.detail['reason'] ?? ''),
    criticalPath: criticalPath(ticket, parts, now).map(({ unitId, ...segment }) => ({
      ...segment,
      unit: unitId === null ? null : unitOf(who, unitId),
    })),
    result: outcome?.result ?? null,
    evidence: outcome?.evidence ?? null,
    confirmation:
      outcome?.confirmation === undefined
        ? null
        : {
            method: outcome.confirmation.method,
            at: outcome.confirmation.at,
            by: outcome.confirmation.by === null ? null : someone(who, outcome.confirmation.by).name,
          },
    mergedInto: found.into,
    merged: found.merged.map(one => ({
      id: one.ticket.id,
      number: one.ticket.number,
      item: items.get(one.ticket.itemCode)?.name ?? one.ticket.itemCode,
      description: house.cipher.decipherJson<Personal>(one.ticket.personal).description,
      openedAt: one.ticket.openedAt.toString(),
    })),
    rounds: found.rounds.map(round => roundShown(house, round)),
    attempts: ticket.attempts,
    closedAt: ticket.closedAt?.toString() ?? null,
    line: lines,
    may: [
      ...acts({
        status: ticket.status,
        ownParts: mineParts.map(part => part.status),
        openParts: parts.filter(part => isOpenPart(part.status)).length,
        owns: staff && (caller.personId === ticket.ownerId || can(caller, 'ticket:own')),
        manages: staff && can(caller, 'ticket:manage'),
        reclassified: ticket.reclassified,
      }),
    ],
    now: now.toString(),
  }
}

const lineOf = (house: House, who: Organisation, line: LineRow) => ({
  id: line.id,
  at: line.at.toString(),
  action: line.action,
  by: { kind: line.actorKind, name: line.actorId === null ? null : (who.people.get(line.actorId)?.name ?? null) },
  unit: line.unitId === null ? null : unitOf(who, line.unitId),
  facts: line.facts,
  detail: { ...house.journal.detail(line) },
})

function partShown(house: House, who: Organisation, part: PartTable) {
  const outcome = part.outcome === null ? null : house.cipher.decipherJson<Outcome>(part.outcome)
  return {
    id: part.id,
    unit: unitOf(who, part.unitId),
    assignee: someone(who, part.assigneeId),
    assignedAs: part.assignedAs,
    status: part.status,
    dispatchedAt: part.dispatchedAt.toString(),
    acceptedAt: part.acceptedAt?.toString() ?? null,
    doneAt: part.doneAt?.toString() ?? null,
    dueAt: part.dueAt?.toString() ?? null,
    responseBreach: part.responseBreach,
    result: outcome?.result ?? null,
    minutes: part.minutes,
    task: part.task === null ? null : house.cipher.decipher(part.task),
  }
}

function roundShown(house: House, round: RoundTable) {
  const outcome = round.outcome === null ? null : house.cipher.decipherJson<Outcome>(round.outcome)
  return {
    round: round.round,
    status: round.status,
    result: outcome?.result ?? null,
    evidence: outcome?.evidence ?? null,
    method: outcome?.confirmation?.method ?? null,
    closedAt: round.closedAt.toString(),
  }
}

const promiseShown = (house: House, who: Organisation, promise: PromiseTable, now: Instant) => ({
  id: promise.id,
  text: house.cipher.decipher(promise.text),
  dueAt: promise.dueAt.toString(),
  madeBy: someone(who, promise.madeBy),
  madeAt: promise.madeAt.toString(),
  keptAt: promise.keptAt?.toString() ?? null,
  broken: promise.brokenAt !== null || (promise.keptAt ?? now).epochMilliseconds > promise.dueAt.epochMilliseconds,
})

const meetingShown = (house: House, who: Organisation, meeting: MeetingTable) => ({
  id: meeting.id,
  way: meeting.way,
  place: meeting.place,
  startsAt: meeting.startsAt.toString(),
  calledBy: someone(who, meeting.calledBy),
  invited: meeting.invited.map(({ unitId, ...answer }) => ({ unit: unitOf(who, unitId), ...answer })),
  people: (meeting.people ?? []).map(({ personId, ...answer }) => ({ person: someone(who, personId), ...answer })),
  minutes: meeting.minutes === null ? null : house.cipher.decipher(meeting.minutes),
  responsible: meeting.responsibleUnitId === null ? null : unitOf(who, meeting.responsibleUnitId),
  deadline: meeting.deadline?.toString() ?? null,
  beyondLimit: meeting.beyondLimit,
  decidedAt: meeting.decidedAt?.toString() ?? null,
})
