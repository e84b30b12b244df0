import { Problem } from '#kernel/problem.ts'
import type { ItemKind, ServiceItem } from './service-item.ts'

/** Where one share of a new matter goes: the unit, and the person there who has it now. Never empty (TKT-04). */
export interface Dispatch {
  readonly unitId: string
  readonly personId: string
  /** In which post the person receives it. */
  readonly as: string
}

/** What the rule needs to know of the hospital: its units, and who receives at each now (ORG-02). */
export interface Receiving {
  readonly units: ReadonlyMap<string, { readonly id: string; readonly code: string }>
  /** Is it working time by the hospital calendar? */
  readonly isOpen: boolean
  receiverOf(unitId: string): { readonly personId: string; readonly as: string }
}

/**
 * Who receives a new matter (派单规则): the departments that the clerk chose; without any, the unit that the item's rule names for
 * this hour; and those of a typed case in any event. Each share goes to the unit's liaison on duty, or whoever stands in for the
 * liaison now (TKT-04, TKT-05, TKT-18).
 */
export function dispatches(
  item: ServiceItem,
  chosen: readonly string[],
  hospital: Receiving,
  kind: Pick<ItemKind, 'receivers'> | null = null,
): readonly Dispatch[] {
  const codes = kind?.receivers ?? []
  const own = chosen.length > 0 || codes.length > 0 ? codes : [codeAt(item, hospital.isOpen)]
  const units = new Set([...chosen, ...own.map(code => ruleUnit(item, code, hospital))])
  return [...units].map(unitId => dispatchTo(unitId, hospital))
}

/** The unit that the rule names, by day and outside the hours. */
export const codeAt = (item: Pick<ServiceItem, 'receiver' | 'offHours'>, isOpen: boolean): string =>
  isOpen ? item.receiver : (item.offHours ?? item.receiver)

/** The receiver of one unit. */
export function dispatchTo(unitId: string, hospital: Omit<Receiving, 'isOpen'>): Dispatch {
  if (!hospital.units.has(unitId)) throw new Problem('unit-unknown')
  const { personId, as } = hospital.receiverOf(unitId)
  return { unitId, personId, as }
}

function ruleUnit(item: ServiceItem, code: string, hospital: Receiving): string {
  for (const unit of hospital.units.values()) if (unit.code === code) return unit.id
  throw new Problem('rule-without-receiver', { item: item.code })
}

/** Several departments take part (多部门); it says nothing about difficulty. */
export const scopeOf = (units: readonly unknown[]): 'single' | 'multi' => (units.length > 1 ? 'multi' : 'single')
