import type { Answer } from '#kernel/endpoint.ts'
import type { Say } from '#ui/language.ts'
import type { readCatalogue, readItemVersion } from '../../contract.ts'
import type { Item } from '../ticket.ts'
import type { zh } from './text.zh.ts'

/** What the catalogue shows of an item, as the contract says it. */
export type Entry = Answer<typeof readCatalogue>['items'][number]
export type Version = Answer<typeof readItemVersion>
export type Step = Item['steps'][number]
export type Paper = Item['papers'][number]
export type ItemField = Item['fields'][number]
export type Kind = Item['kinds'][number]
type SayItem = Say<typeof zh>

/** 30 分钟、24 小时、当日办结、3 个工作日内; by class where it has no limit of its own. */
export function sayDue(due: Item['due'], say: SayItem): string {
  if (due === null) return say('due.class')
  if (due.kind === 'working-days') return due.days === 0 ? say('due.same-day') : say('due.days', { days: due.days })
  return due.minutes % 60 === 0
    ? say('due.hours', { hours: due.minutes / 60 })
    : say('due.minutes', { minutes: due.minutes })
}

/** A key that no row of the list has yet. */
export function freshKey(keys: readonly string[], letter: string): string {
  for (let n = keys.length + 1; ; n += 1) if (!keys.includes(`${letter}${n}`)) return `${letter}${n}`
}

export const EMPTY_STEP: Omit<Step, 'key'> = {
  name: '',
  optional: false,
  evidence: 'none',
  tells: null,
  observed: null,
  module: null,
  within: null,
  endsLimit: false,
}

export const NEW_ITEM: Item = {
  code: '',
  version: 1,
  name: '',
  group: 'desk',
  class: 'general',
  due: null,
  receiver: '',
  offHours: null,
  papers: [],
  fields: [],
  kinds: [],
  steps: [
    { ...EMPTY_STEP, key: 's1', observed: 'registered' },
    { ...EMPTY_STEP, key: 's2' },
  ],
  evidence: '',
  proof: 'words',
  active: true,
}
