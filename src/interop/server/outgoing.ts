import type { z } from 'zod'
import { parseMessage } from '#interop/hl7v2/index.ts'
import { type Caller, can } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { seekAppointments } from '#modules/appointment/index.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead, transact } from '#platform/house.ts'
import type * as contract from '../contract.ts'
import type { OutgoingRow } from '../contract.ts'
import { maskedSegments } from '../rules/masked-segments.ts'
import { canResend, mustBeResendable } from '../rules/outgoing.ts'
import { bytesOf } from './bytes.ts'
import { hoursOf } from './read.ts'
import type { OutgoingTable } from './tables.ts'

type Shown = z.output<typeof OutgoingRow>
type Row = OutgoingTable & { receiver: string }

const ROWS = 50

const shown = (row: Row): Shown => ({
  id: row.id,
  madeAt: row.madeAt.toString(),
  receiver: row.receiver,
  controlId: row.controlId,
  trigger: row.trigger,
  state: row.state,
  attempts: row.attempts,
  dueAt: row.dueAt?.toString() ?? null,
  answeredAt: row.answeredAt?.toString() ?? null,
  answerCode: row.answerCode,
  fault: row.fault,
  resentAt: row.resentAt?.toString() ?? null,
})

const FROM = `select o.*, r.name as receiver from interop.outgoing o
  join interop.receiver r on r.hospital_id = o.hospital_id and r.id = o.receiver_id where o.hospital_id = $1`

interface Asked {
  readonly state?: Shown['state'] | undefined
  readonly day?: string | undefined
  readonly controlId?: string | undefined
  readonly after?: string | undefined
}

/** Messages to other systems (发出的消息), the newest first. */
export const listOutgoing =
  (house: House) =>
  async (caller: Caller, asked: Asked): Promise<Answer<typeof contract.listOutgoing>> => {
    const values: unknown[] = [caller.hospitalId]
    const put = (value: unknown): string => `$${values.push(value)}`
    const where: string[] = []
    if (asked.state !== undefined) where.push(`o.state = ${put(asked.state)}`)
    if (asked.controlId !== undefined) where.push(`o.control_id = ${put(asked.controlId)}`)
    if (asked.day !== undefined) {
      const { from, to } = hoursOf(house, asked.day)
      where.push(`o.made_at >= ${put(from)}::timestamptz`, `o.made_at < ${put(to)}::timestamptz`)
    }
    if (asked.after !== undefined)
      where.push(
        `(o.made_at, o.id) < (select l.made_at, l.id from interop.outgoing l where l.hospital_id = $1 and l.id = ${put(asked.after)})`,
      )
    const rows = await house.database.transact(tx =>
      run<Row>(tx, `${[FROM, ...where].join(' and ')} order by o.made_at desc, o.id desc limit ${ROWS + 1}`, values),
    )
    const page = rows.slice(0, ROWS)
    return { items: page.map(shown), next: rows.length > ROWS ? (page.at(-1)?.id ?? null) : null }
  }

/** How the messages of one day went out (发出概况). */
export const outgoingFigures =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly day?: string | undefined },
  ): Promise<Answer<typeof contract.outgoingFigures>> => {
    const now = house.clock.now()
    const day = asked.day ?? now.toZonedDateTimeISO(house.hospital.zone).toPlainDate().toString()
    const { from, to } = hoursOf(house, day)
    return house.database.transact(async tx => {
      const counts = await run<{ state: Shown['state']; count: number }>(
        tx,
        `select state, count(*) from interop.outgoing
         where hospital_id = $1 and made_at >= $2::timestamptz and made_at < $3::timestamptz group by state`,
        [caller.hospitalId, from, to],
      )
      const [receivers] = await run<{ count: number }>(
        tx,
        'select count(*) from interop.receiver where hospital_id = $1',
        [caller.hospitalId],
      )
      const of = (state: Shown['state']): number => counts.find(row => row.state === state)?.count ?? 0
      return {
        day,
        ofDay: {
          waiting: of('waiting'),
          sending: of('sending'),
          taken: of('taken'),
          refused: of('refused'),
          'given-up': of('given-up'),
        },
        receivers: receivers?.count ?? 0,
        now: now.toString(),
      }
    })
  }

/** One of them, readable, what identifies a person masked; that it was read is written to the journal. */
export const openOutgoing =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string }): Promise<Answer<typeof contract.openOutgoing>> => {
    const found = await house.database.transact(async tx => {
      const [row] = await run<Row>(tx, `${FROM} and o.id = $2`, [caller.hospitalId, asked.id])
      if (row === undefined) throw new Problem('not-found')
      const ids = [row.appointmentId]
      const [booking] = await seekAppointments(tx, caller.hospitalId, { ids, unitIds: [], atMost: 1 })
      const label =
        row.patientId !== null && can(caller, 'patient:read')
          ? await patientLabel(house, tx, caller.hospitalId, row.patientId)
          : null
      return { row, booking, label }
    })
    const { row, booking, label } = found
    await tellRead(house, caller, {
      action: 'interop.message-opened',
      subject: { kind: 'interop', id: row.id },
      patientId: row.patientId,
      facts: { state: row.state },
    })
    return {
      ...shown(row),
      bookingNumber: booking?.number ?? null,
      patient: label === null ? null : { id: label.id, nameMasked: label.nameMasked },
      segments: segmentsOf(bytesOf(house.cipher, row.content)),
      answer: row.answer === null ? [] : segmentsOf(bytesOf(house.cipher, row.answer)),
      canResend: canResend(row.state) && can(caller, 'interop:replay'),
    }
  }

function segmentsOf(bytes: Buffer): z.output<typeof contract.MessageSegment>[] {
  try {
    return maskedSegments(parseMessage(bytes)).map(({ name, fields }) => ({ name, fields: [...fields] }))
  } catch (error) {
    if (error instanceof Problem) return []
    throw error
  }
}

/** Has a message sent again that was refused or given up (重发): the same bytes, the same MSH-10. */
export const resendOutgoing =
  (house: House) =>
  (caller: Caller, asked: { readonly id: string; readonly reason: string }): Promise<unknown> =>
    transact(house, caller, async ({ tx, tell }) => {
      const [row] = await run<OutgoingTable>(
        tx,
        'select * from interop.outgoing where hospital_id = $1 and id = $2 for update',
        [caller.hospitalId, asked.id],
      )
      if (row === undefined) throw new Problem('not-found')
      mustBeResendable(row.state)
      const at = house.clock.now().toString()
      // It counts from now: what was given up for its age has as long again.
      await run(
        tx,
        `update interop.outgoing set state = 'waiting', attempts = 0, due_at = $3, made_at = $3, resent_at = $3, resent_by = $4
         where hospital_id = $1 and id = $2`,
        [caller.hospitalId, row.id, at, caller.personId],
      )
      tell({
        action: 'interop.message-resent',
        subject: { kind: 'interop', id: row.id },
        patientId: row.patientId,
        facts: { from: row.state },
        detail: { reason: asked.reason },
      })
      return { id: row.id }
    })
