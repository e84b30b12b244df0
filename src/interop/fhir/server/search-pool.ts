import type { Schedule, Slot } from 'fhir/r4.js'
import { seekSlots } from '#modules/appointment/index.ts'
import { seekSessions } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'
import type { Page } from '../resource/bundle.ts'
import { scheduleResource, slotResource, slotStates } from '../resource/slot.ts'
import {
  type Asked,
  codesOf,
  cursorOf,
  idsOf,
  NOBODY,
  pageSize,
  readCursor,
  referenceOf,
  stretchOf,
} from '../rules/search.ts'
import { type Call, type Names, namesIn } from './call.ts'

/** A search by the code of a department; an unknown one finds nothing. */
const unitAsked = (asked: Asked, names: Names): string | undefined => {
  const code = codesOf(asked, 'service-type')?.[0]
  return code === undefined ? undefined : (names.unitWithCode(code) ?? NOBODY)
}

/** Slots of the pool, free for the account's channel or not (号源). */
export async function searchSlots(house: House, call: Call, asked: Asked): Promise<Page<Slot>> {
  const names = await namesIn(house)
  const size = pageSize(asked)
  const after = readCursor(asked, 'moment')
  const { from, before } = stretchOf(asked, 'start', house.hospital.zone)
  const slots = await seekSlots(house, {
    channel: call.client.channel,
    atMost: size + 1,
    ...given('ids', idsOf(asked)),
    ...given('sessionId', referenceOf(asked, 'schedule', 'Schedule')),
    ...given('doctorId', referenceOf(asked, 'schedule.actor', 'Practitioner')),
    ...given('unitId', unitAsked(asked, names)),
    ...given('from', from?.toString()),
    ...given('before', before?.toString()),
    ...given('states', codesOf(asked, 'status')?.flatMap(slotStates)),
    ...given('after', after && { at: after.order, id: after.id }),
  })
  return pageOf(
    slots,
    size,
    slot => cursorOf(slot.startsAt, slot.id),
    slot => slotResource(slot, names.unit(slot.unitId), call.base),
  )
}

const OUTWARD = ['open', 'substituted', 'stopped'] as const

/** Clinic sessions that are given out (出诊). What is only planned is nobody's business outside. */
export async function searchSchedules(house: House, call: Call, asked: Asked): Promise<Page<Schedule>> {
  const names = await namesIn(house)
  const size = pageSize(asked)
  const after = readCursor(asked, 'day')
  const { from, before } = stretchOf(asked, 'date', house.hospital.zone)
  const active = codesOf(asked, 'active')?.[0]
  const sessions = await house.database.transact(tx =>
    seekSessions(tx, house.hospital.id, {
      atMost: size + 1,
      states: active === undefined ? OUTWARD : active === 'false' ? ['stopped'] : ['open', 'substituted'],
      ...given('ids', idsOf(asked)),
      ...given('seenBy', referenceOf(asked, 'actor', 'Practitioner')),
      ...given('unitId', unitAsked(asked, names)),
      ...given('from', from?.toString()),
      ...given('before', before?.toString()),
      ...given('after', after && { day: after.order, id: after.id }),
    }),
  )
  return pageOf(
    sessions,
    size,
    one => cursorOf(one.day, one.id),
    one => scheduleResource(one, names.unit(one.unitId), names.doctor(one.seenBy), call.base),
  )
}

/** A member where there is a value. */
export const given = <K extends string, V>(name: K, value: V | undefined): { [_ in K]?: V } =>
  (value === undefined ? {} : { [name]: value }) as { [_ in K]?: V }

/** What fits on a page, and its end where there is more. */
export function pageOf<T, R extends Page['resources'][number]>(
  found: readonly T[],
  size: number,
  cursor: (one: T) => string,
  resource: (one: T) => R,
): Page<R> {
  const shown = found.slice(0, size)
  const last = shown.at(-1)
  return { resources: shown.map(resource), next: found.length > size && last !== undefined ? cursor(last) : null }
}
