import type { MessageState } from './message-state.ts'
import { STATES } from './message-state.ts'
import { OUT_STATES, type OutgoingRow } from './outward/outgoing-state.ts'

type OutgoingState = OutgoingRow['state']

/** What stands in the address of the log: which messages, and which of them is open. Never a person's data. */
export interface MessageSearch {
  readonly state?: MessageState
  /** Absent: today. */
  readonly day?: string
  /** Every parked message, whatever its day. */
  readonly parked?: true
  readonly controlId?: string
  /** The last message of the page before. */
  readonly after?: string
  readonly message?: string
  /** Absent: messages that came; else those that were sent, by their state. */
  readonly direction?: 'out'
  readonly sent?: OutgoingState
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const DAY = /^2[01]\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const LONGEST = 200

/** Leaves of an address what the log understands. */
export function messageSearch(search: Readonly<Record<string, unknown>>): MessageSearch {
  const text = (name: string, shape: RegExp) => {
    const value = search[name]
    return typeof value === 'string' && shape.test(value) ? { [name]: value } : {}
  }
  const state = STATES.find(one => one === search['state'])
  const sent = OUT_STATES.find(one => one === search['sent'])
  const controlId = typeof search['controlId'] === 'number' ? String(search['controlId']) : search['controlId']
  return {
    ...(state === undefined ? {} : { state }),
    ...text('day', DAY),
    ...(search['parked'] === true ? { parked: true as const } : {}),
    ...(typeof controlId === 'string' && controlId.trim() !== ''
      ? { controlId: controlId.trim().slice(0, LONGEST) }
      : {}),
    ...(search['direction'] === 'out' ? { direction: 'out' as const } : {}),
    ...(sent === undefined ? {} : { sent }),
    ...text('after', UUID),
    ...text('message', UUID),
  }
}
