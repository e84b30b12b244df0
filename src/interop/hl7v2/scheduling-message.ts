import type { Instant } from '#kernel/time.ts'
import { type Charset, encode } from './charset.ts'
import { escape, STANDARD } from './escape.ts'

/** How an event of a booking is told (SIU 事件): its trigger, its word in table 0278, what becomes of the resources, and why. */
export const TOLD = {
  booked: { trigger: 'S12', status: 'Booked', action: 'A', reason: ['BOOKED', '预约'] },
  moved: { trigger: 'S13', status: 'Booked', action: 'U', reason: ['MOVED', '改约'] },
  cancelled: { trigger: 'S15', status: 'Cancelled', action: 'D', reason: ['CANCELLED', '取消'] },
  stopped: { trigger: 'S15', status: 'Cancelled', action: 'D', reason: ['STOPPED', '停诊'] },
  'no-show': { trigger: 'S26', status: 'Noshow', action: 'U', reason: ['NOSHOW', '爽约'] },
} as const
export type Told = keyof typeof TOLD

/** A booking as a receiver is told of it, all in plain values. */
export interface SchedulingMessage {
  readonly told: Told
  readonly at: Instant
  readonly zone: string
  readonly controlId: string
  readonly charset: Charset
  readonly from: { readonly application: string; readonly facility: string }
  readonly to: { readonly application: string; readonly facility: string }
  /** The number of the booking here. */
  readonly number: string
  /** What the receiver's side calls it, where it told of it. */
  readonly placer: { readonly system: string; readonly value: string } | null
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly unit: { readonly code: string; readonly name: string }
  readonly doctor: { readonly code: string; readonly name: string }
  readonly patient: {
    readonly identifiers: readonly { readonly system: string; readonly type: string; readonly value: string }[]
    readonly name: string
    readonly birthDate: string | null
    readonly sex: 'male' | 'female' | 'other' | 'unknown'
  }
}

const SEX = { male: 'M', female: 'F', other: 'O', unknown: 'U' } as const

/** The bytes of a scheduling message of version 2.5.1, without its frame. */
export function printScheduling(message: SchedulingMessage): Buffer {
  const { told, charset, from, to, patient, unit, doctor } = message
  const { trigger, status, action, reason } = TOLD[told]
  const say = (value: string): string => escape(value, STANDARD)
  const parts = (...values: readonly string[]): string => values.map(say).join('^')
  const time = (at: Instant): string => timestamp(at, message.zone)
  const start = time(message.startsAt)
  const minutes = String(Math.round((message.endsAt.epochMilliseconds - message.startsAt.epochMilliseconds) / 60_000))
  const sch = fields(27, {
    1: message.placer === null ? '' : parts(message.placer.value, message.placer.system),
    2: parts(message.number, from.application),
    6: parts(...reason, 'L'),
    9: minutes,
    10: 'MIN',
    25: status,
  })
  const ids = patient.identifiers.map(({ value, system, type }) => parts(value, '', '', system, type)).join('~')
  const lines = [
    [
      'MSH',
      '^~\\&',
      say(from.application),
      say(from.facility),
      say(to.application),
      say(to.facility),
      time(message.at),
      '',
      `SIU^${trigger}^SIU_S12`,
      message.controlId,
      'P',
      '2.5.1',
      '',
      '',
      'AL',
      'NE',
      'CHN',
      charset === 'gb18030' ? 'GB 18030-2000' : 'UNICODE UTF-8',
    ],
    ['SCH', ...sch],
    ['TQ1', ...fields(8, { 1: '1', 7: start, 8: time(message.endsAt) })],
    [
      'PID',
      ...fields(8, {
        1: '1',
        3: ids,
        5: `${say(patient.name)}^^^^^^L`,
        7: (patient.birthDate ?? '').replaceAll('-', ''),
        8: SEX[patient.sex],
      }),
    ],
    ['PV1', '1', 'O', parts(unit.code)],
    ['RGS', '1', action],
    ['AIS', '1', action, parts(unit.code, unit.name, 'L'), start, '0', 'MIN', minutes, 'MIN', '', status],
    [
      'AIP',
      '1',
      action,
      parts(doctor.code, doctor.name),
      'DOC^医生^L',
      '',
      start,
      '0',
      'MIN',
      minutes,
      'MIN',
      '',
      status,
    ],
  ]
  return encode(`${lines.map(line => line.join('|').replace(/\|+$/, '')).join('\r')}\r`, charset)
}

/** Fields by their numbers, the others empty. */
const fields = (count: number, given: Readonly<Record<number, string>>): readonly string[] =>
  Array.from({ length: count }, (_, at) => given[at + 1] ?? '')

/** To the second, in local time: `20260305083001`. */
export const timestamp = (at: Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'second' }).replaceAll(/\D/g, '')
