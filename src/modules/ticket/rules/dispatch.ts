import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { type Organisation, type Receiver, receiverOf } from '#modules/staff/index.ts'
import type { ServiceItem } from './service-item.ts'

/** Where one share of a new matter goes: the unit, and the person there who has it now. Never empty (TKT-04). */
export interface Dispatch {
  readonly unitId: string
  readonly personId: string
  readonly as: Receiver['as']
}

/**
 * Who receives a new matter (派单规则): the departments that the clerk chose; without any, the unit that the item's rule names.
 * Each share goes to the unit's liaison on duty, or whoever stands in for the liaison now (ORG-02, TKT-05).
 */
export function dispatches(
  item: ServiceItem,
  chosen: readonly string[],
  organisation: Organisation,
  at: Instant,
): readonly Dispatch[] {
  const units = chosen.length > 0 ? [...new Set(chosen)] : [ruleUnit(item, organisation)]
  return units.map(unitId => {
    if (!organisation.units.has(unitId)) throw new Problem('unit-unknown')
    const receiver = receiverOf(organisation, unitId, at)
    return { unitId, personId: receiver.personId, as: receiver.as }
  })
}

function ruleUnit(item: ServiceItem, organisation: Organisation): string {
  for (const unit of organisation.units.values()) if (unit.code === item.receiver) return unit.id
  throw new Problem('rule-without-receiver', { item: item.code })
}

/** Several departments take part (多部门); it says nothing about difficulty. */
export const scopeOf = (parts: readonly unknown[]): 'single' | 'multi' => (parts.length > 1 ? 'multi' : 'single')
