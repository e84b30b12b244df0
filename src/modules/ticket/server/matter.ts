import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { tellOpened } from '#platform/reading.ts'
import { isSignature } from '../rules/confirmation.ts'
import { isOpenPart } from '../rules/ticket.ts'
import { stationOf } from '../rules/tracking.ts'
import { change, type Open, toldPatient } from './change.ts'
import { archive } from './confirm-ticket.ts'
import { goOn } from './disagree-ticket.ts'
import type { Outcome } from './finish-part.ts'
import { itemsOf } from './items.ts'
import { followed } from './merged.ts'
import { rateMatter as rate, ratingOf } from './rate-matter.ts'
import { endWaiting } from './resume-ticket.ts'
import { load, promisesOf } from './store.ts'
import type { PartTable, TicketTable } from './tables.ts'

const SHOWN_LINES = 50

/** The matter of a patient's link; anything else does not exist for it. */
function mine(caller: Caller): string {
  if (caller.kind !== 'patient-link' || caller.only?.kind !== 'ticket') throw new Problem('not-found')
  return caller.only.id
}

/** What the patient sees of the own matter: where it stands, who has it, what was promised and told (TKT-08, POR-03). */
export const readMatter = (house: House) => async (asking: Caller) => {
  mine(asking)
  const caller = await house.database.transact(tx => followed(tx, asking))
  const id = mine(caller)
  const now = house.clock.now()
  const who = await organisation(house)
  const items = await itemsOf(house, now)
  const found = await house.database.transact(async tx => {
    const { ticket, parts } = await load(tx, caller.hospitalId, id, false)
    return {
      ticket,
      parts,
      promises: await promisesOf(tx, caller.hospitalId, id),
      rating: await ratingOf(house, tx, caller.hospitalId, ticket),
      lines: await run<{
        at: Instant
        action: string
        facts: { patientSees?: boolean }
        detail: Buffer | null
      }>(
        tx,
        `select at, action, facts, detail from platform.journal where hospital_id = $1 and subject_id = $2 and kind = 'change'
           and action in ('ticket.replied', 'ticket.progressed', 'ticket.waiting', 'ticket.accepted', 'ticket.step-done') order by at desc, id desc limit ${SHOWN_LINES}`,
        [caller.hospitalId, id],
      ),
    }
  })
  const { ticket, parts } = found
  await tellOpened(house, caller, {
    action: 'ticket.opened',
    subject: { kind: 'ticket', id },
    patientId: ticket.patientId,
    facts: { by: 'patient' },
  })
  const unitName = (unitId: string) => who.units.get(unitId)?.name ?? ''
  const owner = who.people.get(ticket.ownerId)?.name ?? ''
  const next = found.promises.find(promise => promise.keptAt === null)
  const waiting = ticket.waitingSince === null ? undefined : found.lines.find(line => line.action === 'ticket.waiting')
  const outcome = ticket.outcome === null ? null : house.cipher.decipherJson<Outcome>(ticket.outcome)
  const accepted = found.lines.findLast(line => line.action === 'ticket.accepted')
  return {
    hospital: { name: house.hospital.name, phone: house.hospital.phone },
    number: ticket.number,
    title: items.get(ticket.itemCode)?.name ?? ticket.itemCode,
    station: stationOf(ticket.status),
    openedAt: ticket.openedAt.toString(),
    inHandAt: accepted?.at.toString() ?? null,
    resolvedAt: ticket.resolvedAt?.toString() ?? null,
    closedAt: ticket.closedAt?.toString() ?? null,
    withNow: withNow(ticket, parts, unitName, owner),
    owner: { name: owner, phone: house.hospital.phone },
    promise: next === undefined ? null : { text: house.cipher.decipher(next.text), dueAt: next.dueAt.toString() },
    waitingFor: waiting === undefined ? null : wordsOf(house, waiting.detail, 'reason'),
    result:
      stationOf(ticket.status) === 'please-confirm' || ticket.closedAt !== null ? (outcome?.result ?? null) : null,
    told: found.lines
      .filter(line => line.action === 'ticket.replied' || line.facts.patientSees === true)
      .map(line => ({ at: line.at.toString(), text: wordsOf(house, line.detail, 'text') }))
      .toReversed(),
    confirmedAt: outcome?.confirmation?.at ?? null,
    rating: found.rating,
    version: ticket.version,
    now: now.toString(),
  }
}

/** The departments that work on it; when all of them are done, the owner. */
function withNow(
  ticket: TicketTable,
  parts: readonly PartTable[],
  unitName: (id: string) => string,
  owner: string,
): string {
  if (ticket.closedAt !== null || ticket.status === 'resolved') return ''
  const open = parts.filter(part => isOpenPart(part.status))
  return [...new Set(open.map(part => unitName(part.unitId)))].join('、') || owner
}

const wordsOf = (house: House, detail: Buffer | null, name: string): string =>
  String(house.journal.detail({ detail })[name] ?? '')

const stepped =
  (house: House) =>
  async (caller: Caller, step: string, version: number | undefined, work: (open: Open) => Promise<void>) => {
    const asked = { id: mine(caller), ...(version !== undefined && { version }) }
    const changed = await change(house, caller, asked, step, work)
    return { version: changed.version, station: stationOf(changed.status) }
  }

/** The patient confirms by the own link, with or without a drawn signature; the matter is archived. */
export const confirmMatter = (house: House) => (caller: Caller, asked: { signature: string | null; version: number }) =>
  stepped(house)(caller, 'archived', asked.version, async open => {
    if (asked.signature !== null && !isSignature(asked.signature))
      throw new Problem('confirmation-incomplete', { method: 'signature', lacks: 'signature' })
    const method = asked.signature === null ? 'link' : 'signature'
    archive(open, { method, signature: asked.signature, witnessId: null, words: null })
  })

/** The patient says that it is not settled; the owner is told. */
export const disagreeMatter = (house: House) => (caller: Caller, asked: { reason: string }) =>
  stepped(house)(caller, 'in_progress', undefined, async open => {
    goOn(open)
    open.tell('ticket.disagreed', {}, { detail: { reason: asked.reason } })
    await open.notify([open.ticket.ownerId], { step: 'disagreed', level: 0 })
  })

/** 我需要帮助: the owner, and the desk if the owner is away, hear of it at once. */
export const askForHelp = (house: House) => (caller: Caller, asked: { text: string | null }) =>
  stepped(house)(caller, 'help', undefined, async open => {
    open.tell('ticket.help-wanted', {}, { detail: asked.text === null ? {} : { text: asked.text } })
    await open.notify([open.ticket.ownerId], { step: 'help-wanted', level: 0 })
  })

/** The patient adds something, or answers what we waited for: then work goes on. */
export const answerMatter = (house: House) => (caller: Caller, asked: { text: string }) =>
  stepped(house)(caller, 'answer', undefined, async open => {
    if (open.ticket.status === 'waiting_patient') {
      const waited = endWaiting(open)
      open.tell('ticket.resumed', { minutes: Math.floor(waited / 60_000) }, { detail: { answer: asked.text } })
    } else open.tell('ticket.patient-answered', {}, { detail: { text: asked.text } })
    toldPatient(open)
    await open.notify([open.ticket.ownerId], { step: 'patient-answered', level: 0 })
  })

/** The patient rates a settled matter by the own link. */
export const rateMatter = (house: House) => (caller: Caller, asked: { stars: number; words: string | null }) =>
  rate(house)(caller, { ...asked, id: mine(caller) })
