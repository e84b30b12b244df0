import type { UnitKind } from '#modules/staff/rules/organisation.ts'

/** One department of the demo hospital (示范医院科室), with what the directory says of it. */
export interface Department {
  readonly code: string
  readonly name: string
  readonly kind: Extract<UnitKind, 'clinical' | 'technical' | 'administrative'>
  /** Building, floor and room. */
  readonly at: readonly [building: string, floor: string, room: string]
  /** Of the hospital's own switchboard. */
  readonly extension: string
  /** Day and night; the others follow the hospital calendar. */
  readonly always?: true
  /** Two people: the head stands in for the liaison. */
  readonly small?: true
  readonly aliases: readonly string[]
  readonly services: readonly string[]
  readonly introduction: string
  readonly notes: string
}

export const CLINIC = '门诊楼'
export const INPATIENT = '住院楼'
export const EMERGENCY = '急诊楼'
export const TECHNICAL = '医技楼'
export const OFFICES = '行政楼'
