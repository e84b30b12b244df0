import type { z } from 'zod'
import { findDoctors, findUnits, listDoctors, listUnits } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'
import type { KnowledgeFind } from '../contract.ts'
import { findItems } from '../rules/find-items.ts'
import { published } from './published.ts'
import { hintOf, linesAnswering } from './read-published.ts'

type Find = z.output<typeof KnowledgeFind>
export type SearchKind = Find['kind']

/** Of each kind at most this many; a kind that is asked for alone is told whole. */
const OF_EACH = 6
const OF_ONE = 200

/**
 * One search over all that the hospital tells (知识查询, SCR-03): departments, doctors, phone numbers, guides, notices, the best of each
 * kind first. Nothing typed lists one kind.
 */
export async function searchKnowledge(
  house: House,
  { q = '', kind }: { readonly q?: string | undefined; readonly kind?: SearchKind | undefined },
): Promise<{ items: Find[] }> {
  const [{ units, who }, { list }, all] = await Promise.all([listUnits(house), listDoctors(house), published(house)])
  const at = house.clock.now()
  const most = kind === undefined ? OF_EACH : OF_ONE
  const items = {
    department: () =>
      findUnits(units, q).map(unit => ({
        ...found('department', unit.unitId, unit.name),
        hint: placeOf(unit),
        phone: unit.phone ?? unit.unit.phone,
      })),
    number: () =>
      findItems(of('number'), q).map(one => {
        const lines = linesAnswering(one.content, at, who.calendar)
        const live = lines.findIndex(line => line.isLive)
        const line = one.content.kind === 'number' ? one.content.lines[Math.max(0, live)] : undefined
        return {
          ...found('number', one.id, one.title),
          hint: line?.name ?? null,
          phone: line?.phone ?? null,
          isLive: live >= 0,
        }
      }),
    guide: () =>
      findItems(of('guide'), q).map(one => ({
        ...found('guide', one.id, one.title),
        hint: hintOf(one.content),
        audience: one.audience,
      })),
    doctor: () =>
      findDoctors(list, q).map(one => ({
        ...found('doctor', one.id, one.name),
        hint: one.units.map(unit => unit.name).join('、'),
      })),
    notice: () =>
      findItems(of('notice'), q).map(one => ({
        ...found('notice', one.id, one.title),
        hint: hintOf(one.content),
        audience: one.audience,
      })),
  } as const
  function of(one: 'number' | 'guide' | 'notice') {
    return all.filter(item => item.kind === one)
  }
  const kinds = kind === undefined ? (Object.keys(items) as (keyof typeof items)[]) : [kind]
  return { items: kinds.flatMap(one => (items[one]() as Find[]).slice(0, most)) }
}

const found = (kind: SearchKind, id: string, title: string): Find => ({
  kind,
  id,
  title,
  hint: null,
  phone: null,
  isLive: null,
  audience: 'patient',
})

/** 门诊楼 3 层 A301: for a row; the page says it in the reader's language. */
const placeOf = (unit: {
  readonly building: string | null
  readonly floor: string | null
  readonly room: string | null
}): string | null =>
  [unit.building, unit.floor === null ? null : `${unit.floor} 层`, unit.room].filter(Boolean).join(' ') || null
