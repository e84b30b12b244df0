import { setTimeout as pause } from 'node:timers/promises'
import { acknowledge, faultOf, type Header, type Inbound, type Intention, readInbound } from '#interop/hl7v2/index.ts'
import { systemCaller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import { dueWhenParked } from '../rules/settling.ts'
import { toldBy, waitsFor } from '../rules/waited-for.ts'
import { assumedCharset } from '../settings.ts'
import { type Applied, applyIntention, type Occasion } from './apply-intention.ts'
import { answerControlId, bytesOf, digestsOf, sealBytes, tokensOf } from './bytes.ts'
import { findTaken, lockMessage, replaceWaits, type StoredMessage, saveMessage, wake } from './store.ts'

export interface Settled {
  readonly state: StoredMessage['state']
  /** The acknowledgement, without its frame. */
  readonly answer: Buffer
  readonly problem: string | null
  /** Parked messages that may be applied now, in the order in which they came. */
  readonly woken: readonly string[]
}

export interface Settling {
  /** The message as it was read already, where it was. */
  readonly inbound?: Inbound
  /** Whether the sender waits for the answer. */
  readonly isAsked?: boolean
}

/**
 * Does what a kept message wants, or finds out that it came before, must wait or is refused: that, the new state, the journal
 * and the answer are one transaction. A message that is settled already gets the answer that it got.
 */
export const settleMessage =
  (house: House) =>
  async (id: string, settling: Settling = {}): Promise<Settled> => {
    const read = await reader(house)
    const caller = systemCaller(house.hospital.id)
    return againAfterRaces(() =>
      transact(house, caller, async work => {
        const message = await lockMessage(work.tx, house.hospital.id, id)
        if (message === undefined) throw new Problem('not-found')
        if (message.state !== 'received' && message.state !== 'parked')
          return {
            state: message.state,
            answer: await answered(house, work.tx, message),
            problem: message.problem,
            woken: [],
          }
        return settle(house, work, message, settling.inbound ?? read(message), {
          insists: false,
          isAsked: settling.isAsked ?? false,
        })
      }),
    )
  }

/** Reads kept bytes as the house's settings say. */
export async function reader(house: House): Promise<(message: StoredMessage) => Inbound> {
  const { value } = await house.settings.at(house.hospital.id, assumedCharset, house.clock.now())
  const settings = { zone: house.hospital.zone, assumed: value.charset }
  return message => readInbound(bytesOf(house.cipher, message.raw), settings)
}

const TRIES = 5

/** Two messages about the same new person, or the same message twice, at once: the one that came too late looks again. */
export async function againAfterRaces<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries === TRIES || !isRace(error)) throw error
      await pause(Math.random() * 20 * tries)
    }
  }
}

const UNIQUE_VIOLATION = '23505'
export const isRace = (error: unknown): boolean =>
  (error instanceof Problem && error.code === 'stale-version') || (error as { code?: string }).code === UNIQUE_VIOLATION

/**
 * Settles a locked message.
 * @param how.insists a person wants it applied although what it speaks of is unknown
 */
export async function settle(
  house: House,
  work: Work,
  message: StoredMessage,
  inbound: Inbound,
  how: { readonly insists: boolean; readonly isAsked: boolean },
): Promise<Settled> {
  const { header } = inbound
  const earlier = await findTaken(work.tx, message, digestsOf(house.cipher, bytesOf(house.cipher, message.raw)))
  const outcome: Outcome =
    earlier !== undefined
      ? { state: 'repeated', repeatOf: earlier.id, patientId: earlier.patientId }
      : await apply(house, work.tx, message, inbound, how.insists)
  const at = house.clock.now()
  const problem = outcome.state === 'refused' ? outcome.problem : null
  const fault = problem === null ? null : faultOf(problem)
  const answer = earlier?.answer
    ? bytesOf(house.cipher, earlier.answer)
    : acknowledge(header, { at, zone: house.hospital.zone, controlId: answerControlId(house.ids) }, fault ?? undefined)
  await saveMessage(work.tx, message, {
    state: outcome.state,
    patientId: outcome.state === 'refused' ? message.patientId : (outcome.patientId ?? null),
    repeatOf: outcome.state === 'repeated' ? outcome.repeatOf : null,
    occurredAt: inbound.intentions?.[0]?.occurredAt ?? null,
    appliedAt: outcome.state === 'applied' ? at : null,
    problem: problem?.code ?? null,
    condition: fault?.condition ?? null,
    location: fault?.location ?? null,
    answer: sealBytes(house.cipher, answer),
    answeredAt: how.isAsked ? at : message.answeredAt,
    dueAt: outcome.state === 'parked' ? dueWhenParked(at, message.attempts) : null,
  })
  work.tell(entryOf(message, header, outcome))
  const waits = outcome.state === 'parked' ? (inbound.intentions ?? []).flatMap(waitsFor) : []
  await replaceWaits(work.tx, message, tokensOf(house.cipher, waits, 'current'))
  const told = outcome.state === 'applied' ? (inbound.intentions ?? []).flatMap(toldBy) : []
  const woken = await wake(work.tx, message.hospitalId, tokensOf(house.cipher, told, 'all'), at)
  return { state: outcome.state, answer, problem: problem?.code ?? null, woken }
}

type Outcome =
  | { readonly state: 'applied'; readonly patientId: string | null }
  | { readonly state: 'parked'; readonly patientId: string | null }
  | { readonly state: 'repeated'; readonly patientId: string | null; readonly repeatOf: string }
  | { readonly state: 'refused'; readonly problem: Problem }

/** All that a message wants, or nothing of it. */
async function apply(
  house: House,
  tx: Tx,
  message: StoredMessage,
  inbound: Inbound,
  insists: boolean,
): Promise<Outcome> {
  if (inbound.refusal !== null) return { state: 'refused', problem: inbound.refusal }
  await run(tx, 'savepoint applying')
  try {
    const applied = await applyAll(inside(house, tx), inbound.intentions, {
      source: message.sender || 'HL7',
      receivedAt: message.receivedAt,
      isUpdate: inbound.header.trigger === 'A08',
      insists,
    })
    if (applied !== null) return { state: 'applied', ...applied }
    await run(tx, 'rollback to savepoint applying')
    return { state: 'parked', patientId: null }
  } catch (error) {
    if (!(error instanceof Problem) || isRace(error)) throw error
    await run(tx, 'rollback to savepoint applying')
    return { state: 'refused', problem: error }
  }
}

/** The person that the message is about first; null when it speaks of somebody or something unknown. */
async function applyAll(house: House, intentions: readonly Intention[], occasion: Occasion): Promise<Applied | null> {
  let patientId: string | null = null
  for (const intention of intentions) {
    const applied = await applyIntention(house, intention, occasion)
    if (applied === null) return null
    patientId ??= applied.patientId
  }
  return { patientId }
}

/** The house, in which use cases run in a transaction that is open already: they stand or fall with it. */
const inside = (house: House, tx: Tx): House => ({
  ...house,
  database: { ...house.database, transact: work => work(tx), statement: (text, values) => run(tx, text, values) },
})

function entryOf(message: StoredMessage, header: Header, outcome: Outcome) {
  const subject = { kind: 'interop', id: message.id }
  const facts = { trigger: triggerOf(header), sameIdOtherBytes: message.sameIdOtherBytes }
  if (outcome.state === 'refused') {
    const { code, facts: said } = outcome.problem
    const location = typeof said['location'] === 'string' ? said['location'] : ''
    return { action: 'interop.message-refused' as const, subject, facts: { ...facts, problem: code, location } }
  }
  const { patientId } = outcome
  if (outcome.state === 'repeated')
    return {
      action: 'interop.message-repeated' as const,
      subject,
      patientId,
      facts: { ...facts, repeatOf: outcome.repeatOf },
    }
  return { action: `interop.message-${outcome.state}` as const, subject, patientId, facts }
}

/** A header is the sender's to fill: only what has the shape of a code goes into the journal. */
const triggerOf = ({ type, trigger }: Pick<Header, 'type' | 'trigger'>): string =>
  [type, trigger].map(word => (/^[A-Z0-9]{1,4}$/.test(word) ? word : '?')).join(' ')

/** The answer that a settled message got; the sender asks for it now. */
async function answered(house: House, tx: Tx, message: StoredMessage): Promise<Buffer> {
  if (message.answer === null) throw new Error('a settled message has no answer')
  if (message.answeredAt === null) await saveMessage(tx, message, { answeredAt: house.clock.now() })
  return bytesOf(house.cipher, message.answer)
}

/** Refuses a message at which something broke here, so that its sender is told and the log shows it. */
export const refuseBroken =
  (house: House) =>
  async (id: string, isAsked: boolean, code: 'hl7-failed' | 'hl7-record-locked' = 'hl7-failed'): Promise<Buffer> => {
    const read = await reader(house)
    return transact(house, systemCaller(house.hospital.id), async work => {
      const message = await lockMessage(work.tx, house.hospital.id, id)
      if (message === undefined) throw new Problem('not-found')
      if (message.state !== 'received') return answered(house, work.tx, message)
      const { header } = read(message)
      const settled = await settle(
        house,
        work,
        message,
        { header, intentions: null, refusal: new Problem(code) },
        { insists: false, isAsked },
      )
      return settled.answer
    })
  }
