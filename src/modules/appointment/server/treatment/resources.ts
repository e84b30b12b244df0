import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { wallClock } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { holdingOn, mustBeOpen } from '../../rules/treatment.ts'
import { versionsOf } from './store.ts'
import type { ResourceTable } from './tables.ts'

type Written = Omit<ResourceTable, 'hospitalId' | 'id' | 'version' | 'authorId' | 'writtenAt'>

/** A resource as screens see it. */
export const resourceView = ({ hospitalId: _h, authorId: _a, writtenAt: _w, ...resource }: ResourceTable) => ({
  ...resource,
  hours: resource.hours.map(one => ({ ...one, weekdays: [...one.weekdays] })),
})

/** Resources as they hold today, and the versions that are to come (治疗资源). */
export const listResources = (house: House) => async (caller: Caller) => {
  const today = wallClock(house.clock.now(), house.hospital.zone).day.toString()
  const all = await house.database.transact(tx => versionsOf(tx, caller.hospitalId, null))
  const seen = all.filter(one => canIn(caller, 'appointment:read', one.unitId))
  return {
    items: [...Map.groupBy(seen, one => one.id).values()].flatMap(versions => {
      const holding = holdingOn(versions, today)
      return holding?.isActive === true ? [resourceView(holding)] : []
    }),
    toCome: seen.filter(one => one.effectiveFrom > today).map(resourceView),
  }
}

/** Writes a resource anew, or its next version: what was booked before stays as it was (治疗资源维护). */
export const writeResource = (house: House) => (caller: Caller, asked: Written & { readonly id: string | null }) =>
  transact(house, caller, async ({ tx, tell }) => {
    mustBeOpen(asked)
    const { hospitalId } = caller
    const all = await versionsOf(tx, hospitalId, null)
    const own = all.filter(one => one.id === asked.id)
    if (asked.id !== null && own.length === 0) throw new Problem('not-found')
    if (all.some(one => one.code === asked.code && one.id !== asked.id))
      throw new Problem('resource-code', { pointer: '/body/code' })
    const id = asked.id ?? house.ids.next()
    const version = Math.max(0, ...own.map(one => one.version)) + 1
    const written = await run(
      tx,
      `insert into appointment.resource (hospital_id, id, version, effective_from, code, name, kind, unit_id, place, capacity, slot_minutes,
           hours, on_holidays, preparation, consent, is_active, author_id, written_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::json, $13, $14, $15, $16, $17, $18) on conflict do nothing returning id`,
      [
        hospitalId,
        id,
        version,
        asked.effectiveFrom,
        asked.code,
        asked.name,
        asked.kind,
        asked.unitId,
        asked.place,
        asked.capacity,
        asked.slotMinutes,
        JSON.stringify(asked.hours),
        asked.onHolidays,
        asked.preparation,
        asked.consent,
        asked.isActive,
        caller.personId,
        house.clock.now().toString(),
      ],
    )
    if (written.length === 0) throw new Problem('stale-version', { id, version })
    tell({
      action: 'appointment.resource-written',
      subject: { kind: 'resource', id },
      version,
      unitId: asked.unitId,
      facts: { resource: id, version, from: asked.effectiveFrom },
      detail: { ...asked },
    })
    return { id, version }
  })
