import type { z } from 'zod'
import { hl7Problems, isHl7Problem, parseMessage, placeOf } from '#interop/hl7v2/index.ts'
import { type Caller, can } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { type Language, Problem, problemTitle } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import type * as contract from '../contract.ts'
import { maskedSegments } from '../rules/masked-segments.ts'
import { canReplay } from '../rules/settling.ts'
import { assumedCharset } from '../settings.ts'
import { bytesOf } from './bytes.ts'
import { readMessage, type StoredMessage } from './store.ts'

interface AskMessages {
  readonly state?: StoredMessage['state'] | undefined
  readonly day?: string | undefined
  readonly controlId?: string | undefined
  /** The last message of the page before. */
  readonly after?: string | undefined
}

const ROWS = 50

/** The log of messages (消息日志), the newest first; nothing of it identifies a person. */
export const listMessages =
  (house: House) =>
  async (
    caller: Caller,
    { state, day, controlId, after }: AskMessages,
    language: Language,
  ): Promise<Answer<typeof contract.listMessages>> => {
    const rows = await house.database.transact(tx => {
      let query = tx
        .selectFrom('interop.message')
        .select(ROW)
        .where('hospitalId', '=', caller.hospitalId)
        .orderBy('receivedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(ROWS + 1)
      if (state !== undefined) query = query.where('state', '=', state)
      if (controlId !== undefined) query = query.where('controlId', '=', controlId)
      if (day !== undefined) {
        const { from, to } = hoursOf(house, day)
        query = query.where('receivedAt', '>=', from as never).where('receivedAt', '<', to as never)
      }
      if (after !== undefined)
        query = query.where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple('receivedAt', 'id'),
            '<',
            selectFrom('interop.message as last')
              .select(['last.receivedAt', 'last.id'])
              .where('last.hospitalId', '=', caller.hospitalId)
              .where('last.id', '=', after)
              .$asTuple('receivedAt', 'id'),
          ),
        )
      return query.execute()
    })
    const shown = rows.slice(0, ROWS)
    return {
      items: shown.map(row => rowOf(row, language)),
      next: rows.length > ROWS ? (shown.at(-1)?.id ?? null) : null,
    }
  }

const ROW = [
  'id',
  'receivedAt',
  'sender',
  'controlId',
  'type',
  'trigger',
  'state',
  'problem',
  'location',
  'sameIdOtherBytes',
  'answeredAt',
  'replayedAt',
] as const satisfies readonly (keyof StoredMessage)[]

const rowOf = (
  row: Pick<StoredMessage, (typeof ROW)[number]>,
  language: Language,
): z.output<typeof contract.MessageRow> => ({
  id: row.id,
  receivedAt: row.receivedAt.toString(),
  sender: row.sender,
  controlId: row.controlId,
  type: row.type,
  trigger: row.trigger,
  state: row.state,
  reason: row.problem === null ? null : reasonOf(row.problem, row.location, language),
  sameIdOtherBytes: row.sameIdOtherBytes,
  answered: row.answeredAt !== null,
  replayedAt: row.replayedAt?.toString() ?? null,
})

const reasonOf = (problem: string, location: string | null, language: Language): string =>
  problemTitle(
    hl7Problems[isHl7Problem(problem) ? problem : 'hl7-failed'],
    { location: placeOf(location ?? '') },
    language,
  )

/** When a day of the hospital begins and ends. */
export function hoursOf(house: House, day: string): { readonly from: string; readonly to: string } {
  const from = Temporal.PlainDate.from(day).toZonedDateTime(house.hospital.zone)
  return { from: from.toInstant().toString(), to: from.add({ days: 1 }).toInstant().toString() }
}

/** How the interface does on one day (接口概况): by state, and what is parked whatever its day. */
export const messageFigures =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly day?: string | undefined },
  ): Promise<Answer<typeof contract.messageFigures>> => {
    const now = house.clock.now()
    const day = asked.day ?? now.toZonedDateTimeISO(house.hospital.zone).toPlainDate().toString()
    const { from, to } = hoursOf(house, day)
    return house.database.transact(async tx => {
      const counts = await run<{ state: StoredMessage['state']; count: number }>(
        tx,
        `select state, count(*) from interop.message
         where hospital_id = $1 and received_at >= $2::timestamptz and received_at < $3::timestamptz group by state`,
        [caller.hospitalId, from, to],
      )
      const [parked] = await run<{ count: number }>(
        tx,
        `select count(*) from interop.message where hospital_id = $1 and state = 'parked'`,
        [caller.hospitalId],
      )
      const [last] = await run<{ receivedAt: Instant }>(
        tx,
        `select received_at from interop.message where hospital_id = $1 order by received_at desc limit 1`,
        [caller.hospitalId],
      )
      const of = (state: StoredMessage['state']): number => counts.find(row => row.state === state)?.count ?? 0
      return {
        day,
        ofDay: {
          received: of('received'),
          applied: of('applied'),
          refused: of('refused'),
          parked: of('parked'),
          repeated: of('repeated'),
        },
        parked: parked?.count ?? 0,
        lastReceivedAt: last?.receivedAt.toString() ?? null,
        now: now.toString(),
      }
    })
  }

/** One message (消息明细), readable, what identifies a person masked; that it was read is written to the journal. */
export const openMessage =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly id: string },
    language: Language,
  ): Promise<Answer<typeof contract.openMessage>> => {
    const { value } = await house.settings.at(caller.hospitalId, assumedCharset, house.clock.now())
    const message = await house.database.transact(tx => readMessage(tx, caller.hospitalId, asked.id))
    if (message === undefined) throw new Problem('not-found')
    const label =
      message.patientId !== null && can(caller, 'patient:read')
        ? await patientLabel(house, null, caller.hospitalId, message.patientId)
        : null
    const segments = (sealed: Buffer | null) =>
      sealed === null ? [] : segmentsOf(bytesOf(house.cipher, sealed), value.charset)
    await tellRead(house, caller, {
      action: 'interop.message-opened',
      subject: { kind: 'interop', id: message.id },
      patientId: message.patientId,
      facts: { state: message.state },
    })
    return {
      ...rowOf(message, language),
      peer: message.peer,
      length: message.length,
      charset: message.charset,
      processingId: message.processingId,
      version: message.hl7Version,
      occurredAt: message.occurredAt?.toString() ?? null,
      appliedAt: message.appliedAt?.toString() ?? null,
      place: placeOf(message.location ?? '') || null,
      repeatOf: message.repeatOf,
      attempts: message.attempts,
      dueAt: message.dueAt?.toString() ?? null,
      patient: label === null ? null : { id: label.id, nameMasked: label.nameMasked },
      segments: segments(message.raw),
      answer: segments(message.answer),
      canReplay: canReplay(message.state) && can(caller, 'interop:replay'),
    }
  }

/** None when the bytes cannot be read as a message. */
function segmentsOf(bytes: Buffer, assumed: 'utf-8' | 'gb18030'): z.output<typeof contract.MessageSegment>[] {
  try {
    return maskedSegments(parseMessage(bytes, assumed)).map(({ name, fields }) => ({ name, fields: [...fields] }))
  } catch (error) {
    if (error instanceof Problem) return []
    throw error
  }
}
