import type { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { isForPatients, listDoctors, type Listed, listUnits } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'
import type { Place, PublishedItem, PublishedRow } from '../contract.ts'
import { type Answering, answeringAt } from '../rules/answering.ts'
import { type Content, type Kind, minutesOf, STAFF_ONLY } from '../rules/content.ts'
import { findItems } from '../rules/find-items.ts'
import { type Published, published } from './published.ts'

/** Who reads: everybody sees what is for patients, staff see all. */
export type Reader = 'patient' | 'staff'

/** The staff-only processes are kept from patients twice: by what they were published for, and here. */
export const isFor = (reader: Reader, one: Pick<Published, 'audience' | 'kind' | 'code'>): boolean =>
  reader === 'staff' || (one.audience === 'patient' && !(one.kind === 'guide' && STAFF_ONLY.has(one.code)))

/** What is published of one item; what is not for this reader is as if it were not there. */
export async function readPublished(house: House, reader: Reader, id: string): Promise<z.output<typeof PublishedItem>> {
  const one = (await published(house)).find(item => item.id === id && isFor(reader, item))
  if (one === undefined) throw new Problem('not-found')
  return shown(house, reader, one)
}

/** The guide of a topic, for this reader's audience. */
export async function readGuide(house: House, reader: Reader, code: string) {
  const all = await published(house)
  const one = all.find(item => item.kind === 'guide' && item.code === code && item.audience === reader)
  return { item: one === undefined ? null : await shown(house, reader, one) }
}

/** The introduction of a doctor; a doctor whom patients do not find has none for them. */
export async function readIntroduction(house: House, reader: Reader, doctorId: string) {
  const [all, { list }] = await Promise.all([published(house), listDoctors(house)])
  const doctor = list.find(one => one.id === doctorId && (reader === 'staff' || one.isPublic))
  if (doctor === undefined) throw new Problem('not-found')
  const one = all.find(item => item.kind === 'doctor' && item.subjectId === doctorId && isFor(reader, item))
  return { item: one === undefined ? null : await shown(house, reader, one) }
}

/** What is published for a reader, of one kind or of all, found by words. */
export async function listPublished(
  house: House,
  reader: Reader,
  asked: { readonly q?: string | undefined; readonly kind?: Kind | undefined },
): Promise<{ items: z.output<typeof PublishedRow>[] }> {
  const all = await published(house)
  const some = all.filter(one => isFor(reader, one) && (asked.kind === undefined || one.kind === asked.kind))
  return { items: findItems(some, asked.q ?? '').map(rowOf) }
}

const rowOf = (one: Published): z.output<typeof PublishedRow> => ({
  ...editionOf(one),
  hint: hintOf(one.content),
  subjectId: one.subjectId,
})

/** One line about what stands in it. */
export const hintOf = (content: Content): string | null => {
  switch (content.kind) {
    case 'guide':
      return content.summary
    case 'number':
      return content.lines.map(line => line.name).join('、')
    case 'notice':
      return content.body.slice(0, 80)
    case 'doctor':
      return content.introduction.slice(0, 80)
  }
}

const editionOf = (one: Published) => ({
  id: one.id,
  kind: one.kind,
  code: one.code,
  title: one.title,
  audience: one.audience,
  revisionId: one.revisionId,
  number: one.number,
  publishedAt: (one.publishedAt as Instant).toString(),
})

async function shown(house: House, reader: Reader, one: Published): Promise<z.output<typeof PublishedItem>> {
  const { units, who } = await listUnits(house)
  const { content } = one
  return {
    ...editionOf(one),
    content: structuredClone(content) as z.output<typeof PublishedItem>['content'],
    subjectId: one.subjectId,
    places: placesIn(content, units, reader),
    answering: linesAnswering(content, house.clock.now(), who.calendar).map(line => ({
      isLive: line.isLive,
      next: line.next?.toString() ?? null,
    })),
    minutes: content.kind === 'guide' ? minutesOf(content) : null,
  }
}

type HospitalCalendar = Parameters<typeof answeringAt>[2]

export const linesAnswering = (content: Content, at: Instant, calendar: HospitalCalendar): readonly Answering[] =>
  content.kind === 'number' ? content.lines.map(line => answeringAt(line.hours, at, calendar)) : []

/** The departments that the words name, each once, with their places. */
function placesIn(content: Content, units: readonly Listed[], reader: Reader): z.output<typeof Place>[] {
  const named = content.kind === 'guide' ? content.steps : content.kind === 'number' ? content.lines : []
  return [...new Set(named.flatMap(one => one.unitId ?? []))].flatMap(unitId => {
    const unit = units.find(one => one.unitId === unitId)
    if (unit === undefined) return []
    const { name, building, floor, room } = unit
    return [{ unitId, name, building, floor, room, isListed: reader === 'staff' || isForPatients(unit) }]
  })
}
