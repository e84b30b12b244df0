import { type Caller as Line, call, parseMessage } from '#interop/hl7v2/index.ts'
import { systemCaller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { afterTry, type OutgoingPolicy, type Try } from '../rules/outgoing.ts'
import { outgoingPolicy } from '../settings.ts'
import { bytesOf, sealBytes } from './bytes.ts'
import { holdRestored } from './hold-restored.ts'
import type { OutgoingTable, ReceiverTable } from './tables.ts'

/** So many to one receiver before others have their turn. */
const IN_A_ROW = 50
/** A sweep waits so long for what it began; what takes longer goes on beside the next sweeps. */
const PATIENCE_MS = 700
/** A try that its process did not finish is over after so long beyond the wait for an answer. */
const LEASE_SECONDS = 45

const running = new WeakMap<House, Map<string, Promise<void>>>()
const stopped = new WeakSet<House>()

/** Sends what is due to each receiver (发送), one after the other on one connection: a slow one holds up nobody else. */
export const sendOutgoing: Sweep = {
  name: 'interop: send',
  every: 1,
  run: async house => {
    await holdRestored(house)
    const lines = running.get(house) ?? new Map<string, Promise<void>>()
    running.set(house, lines)
    for (const receiver of await receiversDue(house))
      if (!lines.has(receiver.id) && !stopped.has(house))
        lines.set(
          receiver.id,
          sendTo(house, receiver)
            .catch((error: unknown) => house.log.error(errorFacts(error), 'messages to a receiver could not be sent'))
            .finally(() => lines.delete(receiver.id)),
        )
    await Promise.race([Promise.all(lines.values()), patience()])
  },
}

const patience = (): Promise<void> =>
  new Promise(resume => {
    setTimeout(resume, PATIENCE_MS).unref()
  })

/** Takes nothing more, and waits until what is under way has its answer: for whoever stops the house. */
export async function stopTelling(house: House): Promise<void> {
  stopped.add(house)
  const lines = running.get(house)
  if (lines !== undefined) await Promise.all(lines.values())
}

const receiversDue = (house: House): Promise<ReceiverTable[]> =>
  house.database.transact(tx =>
    run(
      tx,
      `select * from interop.receiver r where hospital_id = $1 and active and exists (
         select from interop.outgoing o where o.hospital_id = $1 and o.receiver_id = r.id and o.due_at <= $2::timestamptz)`,
      [house.hospital.id, house.clock.now().toString()],
    ),
  )

async function sendTo(house: House, receiver: ReceiverTable): Promise<void> {
  let line: Line | null = null
  try {
    for (let count = 0; count < IN_A_ROW && !stopped.has(house); count += 1) {
      const policy = (await house.settings.at(house.hospital.id, outgoingPolicy, house.clock.now())).value
      const message = await take(house, receiver.id, policy)
      if (message === null) return
      line ??= await connect(receiver, policy)
      const { outcome, answer } =
        line === null
          ? { outcome: { fault: 'no-connection' } as const, answer: null }
          : await tryOnce(house, line, message)
      await settle(house, policy, message, outcome, answer)
      // What ended badly begins anew with a connection of its own, by its due time.
      if ('fault' in outcome) return
    }
  } finally {
    line?.close()
  }
}

async function connect(receiver: ReceiverTable, { answerSeconds }: OutgoingPolicy): Promise<Line | null> {
  try {
    return await call({ host: receiver.host, port: receiver.port, answerMilliseconds: answerSeconds * 1000 })
  } catch {
    return null
  }
}

/**
 * Takes the next message of a receiver, committed as being sent before it is: the oldest that is due and has no older one of the same
 * booking before it that is still to be delivered.
 */
const take = (house: House, receiverId: string, { answerSeconds }: OutgoingPolicy): Promise<OutgoingTable | null> =>
  house.database.transact(async tx => {
    const now = house.clock.now()
    const [message] = await run<OutgoingTable>(
      tx,
      // Materialised, so that the choice is made once: joined, it could be made again for each row.
      `with next as materialized (
         select id from interop.outgoing n where hospital_id = $1 and receiver_id = $2 and due_at <= $3::timestamptz and not exists (
           select from interop.outgoing e where e.hospital_id = $1 and e.receiver_id = $2 and e.appointment_id = n.appointment_id
             and e.turn < n.turn and e.due_at is not null)
         order by id limit 1 for update skip locked)
       update interop.outgoing o set state = 'sending', attempts = attempts + 1, sent_at = $3, due_at = $4
       from next where o.hospital_id = $1 and o.id = next.id returning o.*`,
      [house.hospital.id, receiverId, now.toString(), now.add({ seconds: answerSeconds + LEASE_SECONDS }).toString()],
    )
    return message ?? null
  })

interface Tried {
  readonly outcome: Try
  readonly answer: Buffer | null
}

async function tryOnce(house: House, line: Line, message: OutgoingTable): Promise<Tried> {
  let answer: Buffer
  try {
    answer = await line.send(bytesOf(house.cipher, message.content))
  } catch {
    return { outcome: { fault: 'no-answer' }, answer: null }
  }
  return { outcome: judge(answer, message.controlId), answer }
}

function judge(bytes: Buffer, controlId: string): Try {
  try {
    const answer = parseMessage(bytes)
    const code = answer.field('MSA', 1).raw.trim().toUpperCase()
    return answer.field('MSA', 2).raw.trim() === controlId && code !== ''
      ? { code: code.slice(0, 2) }
      : { fault: 'other-answer' }
  } catch (error) {
    if (error instanceof Problem) return { fault: 'other-answer' }
    throw error
  }
}

async function settle(
  house: House,
  policy: OutgoingPolicy,
  message: OutgoingTable,
  outcome: Try,
  answer: Buffer | null,
): Promise<void> {
  const at: Instant = house.clock.now()
  const { state, dueAt, code, fault } = afterTry(policy, message, outcome, at)
  const isOver = state !== 'waiting'
  await transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const saved = await run(
      tx,
      `update interop.outgoing set state = $3, due_at = $4, answer_code = $5, fault = $6, answer = $7, answered_at = $8
       where hospital_id = $1 and id = $2 and state = 'sending' and attempts = $9 returning id`,
      [
        house.hospital.id,
        message.id,
        state,
        dueAt?.toString() ?? null,
        code,
        fault,
        answer === null ? null : sealBytes(house.cipher, answer),
        answer === null ? null : at.toString(),
        message.attempts,
      ],
    )
    if (isOver && saved.length > 0)
      tell({
        action: 'interop.message-answered',
        subject: { kind: 'interop', id: message.id },
        patientId: message.patientId,
        facts: { trigger: message.trigger, state },
      })
  })
  if (state === 'taken' && message.attempts > 1) await wakeOthers(house, message.receiverId, at)
  if (state === 'waiting') house.log.warn({ message: message.id, fault, code }, 'hl7: a message goes again later')
}

/** A receiver that is back is told at once of what could not be delivered meanwhile. */
const wakeOthers = (house: House, receiverId: string, at: Instant): Promise<unknown> =>
  house.database.transact(tx =>
    run(
      tx,
      `update interop.outgoing set due_at = $3 where hospital_id = $1 and receiver_id = $2 and due_at > $3::timestamptz
         and state = 'waiting' and fault is not null`,
      [house.hospital.id, receiverId, at.toString()],
    ),
  )
