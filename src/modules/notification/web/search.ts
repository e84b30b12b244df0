import type { z } from 'zod'
import { Channel, DeliveryState, MessageState } from '../contract.ts'

export const VIEWS = ['log', 'tasks', 'figures'] as const

/** What stands in the address of the messages: never a person's data. */
export interface MessageSearch {
  readonly view?: 'tasks' | 'figures'
  readonly state?: z.output<typeof MessageState>
  /** Absent: today. */
  readonly day?: string
  readonly from?: string
  readonly to?: string
  readonly channel?: z.output<typeof Channel>
  readonly tried?: z.output<typeof DeliveryState>
  readonly done?: true
  readonly after?: string
  readonly message?: string
  readonly task?: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const DAY = /^2[01]\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Leaves of an address what the page understands. */
export function messageSearch(search: Readonly<Record<string, unknown>>): MessageSearch {
  const text = (name: string, shape: RegExp) => {
    const value = search[name]
    return typeof value === 'string' && shape.test(value) ? { [name]: value } : {}
  }
  const oneOf = (name: string, options: readonly string[]) =>
    options.includes(String(search[name])) ? { [name]: search[name] } : {}
  return {
    ...oneOf('view', ['tasks', 'figures']),
    ...oneOf('state', MessageState.options),
    ...oneOf('channel', Channel.options),
    ...oneOf('tried', DeliveryState.options),
    ...(search['done'] === true ? { done: true as const } : {}),
    ...text('day', DAY),
    ...text('from', DAY),
    ...text('to', DAY),
    ...text('after', UUID),
    ...text('message', UUID),
    ...text('task', UUID),
  }
}
