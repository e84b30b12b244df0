import type { Bundle, FhirResource } from 'fhir/r4.js'
import { type Asked, pageSize } from '../rules/search.ts'
import type { Base, ResourceType } from './common.ts'

/** One page of what was found, and where the next one begins. */
export interface Page<R extends FhirResource = FhirResource> {
  readonly resources: readonly R[]
  /** The place of its last entry, where more follow. */
  readonly next: string | null
}

/**
 * A page as a search answers it: what of the question was understood stands in `self`. How many there are is said only where the
 * page holds them all.
 */
export function searchset(page: Page, { type, asked, base }: { type: ResourceType; asked: Asked; base: Base }): Bundle {
  const isWhole = page.next === null && !asked.has('_after') && pageSize(asked) > 0
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(isWhole ? { total: page.resources.length } : {}),
    link: [
      { relation: 'self', url: addressOf(base, type, asked) },
      ...(page.next === null
        ? []
        : [{ relation: 'next', url: addressOf(base, type, new Map([...asked, ['_after', [page.next]]])) }]),
    ],
    ...(page.resources.length === 0
      ? {}
      : {
          entry: page.resources.map(resource => ({
            fullUrl: `${base}/${resource.resourceType}/${resource.id ?? ''}`,
            resource,
            search: { mode: 'match' as const },
          })),
        }),
  }
}

function addressOf(base: Base, type: string, asked: Asked): string {
  const query = new URLSearchParams([...asked].flatMap(([name, values]) => values.map(value => [name, value])))
  return query.size === 0 ? `${base}/${type}` : `${base}/${type}?${query.toString()}`
}
