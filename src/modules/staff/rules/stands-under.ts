import type { UnitKind } from './organisation.ts'

/** Under what a unit may stand. The hospital is the one root. */
export const STANDS_UNDER: Readonly<Record<UnitKind, readonly UnitKind[]>> = {
  hospital: [],
  campus: ['hospital'],
  'service-department': ['hospital', 'campus', 'administrative'],
  centre: ['hospital', 'campus', 'administrative', 'service-department'],
  desk: ['centre', 'service-department'],
  group: ['centre'],
  clinical: ['hospital', 'campus', 'clinical'],
  technical: ['hospital', 'campus', 'technical', 'clinical'],
  administrative: ['hospital', 'campus', 'administrative'],
  office: ['hospital', 'campus', 'service-department', 'centre', 'clinical', 'technical', 'administrative'],
  community: ['hospital'],
}
