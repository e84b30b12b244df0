import { type Caller, can } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { placeTemplate } from '#modules/appointment/index.ts'
import { descriptionTemplate, doctorTemplate } from '#modules/directory/index.ts'
import { patientTemplate } from '#modules/patient/index.ts'
import { staffTemplate, unitTemplate } from '#modules/staff/index.ts'
import type { Template } from '#platform/spreadsheet/template.ts'
import type { KINDS } from '../contract.ts'

/** Every kind of list, each from its module, in the order in which a new house brings them. */
const TEMPLATES: Readonly<Record<(typeof KINDS)[number], Template>> = {
  units: unitTemplate,
  staff: staffTemplate,
  descriptions: descriptionTemplate,
  doctors: doctorTemplate,
  places: placeTemplate,
  patients: patientTemplate,
}

export type Kind = keyof typeof TEMPLATES

/** Those that the caller may bring. */
export const templatesFor = (caller: Caller): [Kind, Template][] =>
  (Object.entries(TEMPLATES) as [Kind, Template][]).filter(([, template]) => can(caller, template.permission))

/** The template of a kind; one that the caller may not bring is not there. */
export function templateOf(caller: Caller, kind: string): Template {
  const found = templatesFor(caller).find(([known]) => known === kind)
  if (found === undefined) throw new Problem('not-found')
  return found[1]
}
