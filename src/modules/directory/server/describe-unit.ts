import type { z } from 'zod'
import { type Caller, canIn } from '#kernel/caller.ts'
import type { Answer, Sending } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { organisation } from '#modules/staff/index.ts'
import { type House, transact } from '#platform/house.ts'
import type { describeUnit as endpoint } from '../contract.ts'
import { type Description, describedFields, readFloor } from '../rules/description.ts'
import { forgetDescriptions, openForStaff } from './directory.ts'
import { descriptionOf, saveDescription } from './store.ts'

type Asked = z.output<(typeof endpoint)['params']> & Sending<typeof endpoint>['body'] & { readonly unitId: string }

/** Writes what the directory tells about a unit (科室介绍): by the unit itself, or by whoever may for all. */
export async function describeUnit(house: House, caller: Caller, asked: Asked): Promise<Answer<typeof endpoint>> {
  const { unitId } = asked
  const who = await organisation(house)
  // Somebody else's unit and no unit at all are refused alike.
  if (!who.units.has(unitId) || (caller.kind !== 'system' && !canIn(caller, 'directory:write', unitId)))
    throw new Problem('not-found')
  await write(house, caller, asked)
  forgetDescriptions(house)
  return openForStaff(house, caller, unitId)
}

const write = (house: House, caller: Caller, asked: Asked): Promise<void> =>
  transact(house, caller, async ({ tx, tell }) => {
    const { unitId, version } = asked
    const stored = await descriptionOf(tx, caller.hospitalId, unitId)
    const after = descriptionIn(asked)
    const fields = describedFields(stored, { ...stored, ...after }).filter(field => field in after)
    if (stored.version !== version)
      throw new Problem('stale-version', { id: unitId, version: stored.version, changed: fields })
    if (fields.length === 0) return
    const by = { at: house.clock.now().toString(), personId: caller.personId }
    if (!(await saveDescription(tx, caller.hospitalId, { ...after, unitId, version }, by)))
      throw new Problem('stale-version', { id: unitId })
    tell({
      action: 'directory.described',
      subject: { kind: 'description', id: unitId },
      version: version + 1,
      unitId,
      facts: { fields },
      detail: {
        before: Object.fromEntries(fields.map(field => [field, stored[field]])),
        after: Object.fromEntries(fields.map(field => [field, after[field]])),
      },
    })
  })

function descriptionIn(asked: Asked): Description {
  const floor = asked.floor === null ? null : readFloor(asked.floor)
  if (asked.floor !== null && floor === null) throw new Problem('floor-unreadable', { pointer: '/body/floor' })
  return {
    introduction: asked.introduction,
    building: asked.building,
    floor,
    room: asked.room,
    mapPoint: asked.mapPoint,
    phone: asked.phone,
    hours: asked.hours,
    services: distinct(asked.services),
    visitingNotes: asked.visitingNotes,
    aliases: distinct(asked.aliases),
    isPublic: asked.isPublic,
  }
}

const distinct = (words: readonly string[]): string[] => [...new Set(words)]
