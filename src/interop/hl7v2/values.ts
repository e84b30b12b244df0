import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { Field, Message, Segment } from './message.ts'
import { type PartialDay, readDay, readInstant } from './timestamp.ts'

/** What a message says of one value (三态): nothing, that it is to be deleted, or what it is. */
export type Change<T> = T | null | undefined

/** Leaves out what nothing was said about, so that only `null` and values remain. */
export type Stated<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

/** A segment being translated: where it stands decides what a refusal points at. */
export interface Source {
  readonly segment: Segment
  /** Its number among the segments of its name, from 1. */
  readonly sequence: number
  /** The zone of times that are sent without one. */
  readonly zone: string
}

export const sourceOf = (message: Message, segment: Segment, zone: string): Source => ({
  segment,
  sequence: message.all(segment.name).indexOf(segment) + 1,
  zone,
})

export const locationOf = ({ segment, sequence }: Source, field: number): string =>
  `${segment.name}^${sequence}^${field}`

// oxlint-disable-next-line no-control-regex -- what a database cannot store and no screen can show
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

const LONGEST = 1000
const MOST = 100

/**
 * A component of a field as people would have typed it.
 * @throws Problem `hl7-value-invalid` when its bytes were no characters of the character set, or far more than a value has
 */
export function readText(source: Source, number: number, field: Field, component: number, subcomponent = 1): string {
  const value = field.component(component, subcomponent)
  if (value.length > LONGEST || value.includes('\uFFFD')) throw invalid(source, number)
  return value.replaceAll(CONTROL, '').trim()
}

/** The repetitions of a field. @throws Problem `hl7-value-invalid` when there are absurdly many */
export function readRepetitions(source: Source, number: number, field: Field): readonly Field[] {
  const { repetitions } = field
  if (repetitions.length > MOST) throw invalid(source, number)
  return repetitions
}

/** Empty: nothing said; `""`: delete; else what `read` makes of the field. `undefined` of `read` counts as nothing said. */
export function change<T>(source: Source, number: number, read: (field: Field) => Change<T>): Change<T> {
  const field = source.segment.field(number)
  if (field.isEmpty) return undefined
  return field.isDelete ? null : read(field)
}

/** A component that stands for the whole field. */
export const textChange = (source: Source, number: number, component = 1): Change<string> =>
  change(source, number, field => {
    const value = readText(source, number, field, component)
    return value === '""' ? null : value || undefined
  })

/** @throws Problem `hl7-value-invalid` */
export const dayChange = (source: Source, number: number): Change<PartialDay> =>
  change(source, number, field => asked(source, number, readDay(readText(source, number, field, 1))))

/** @throws Problem `hl7-value-invalid` */
export const instantChange = (source: Source, number: number): Change<Instant> =>
  change(source, number, field => asked(source, number, readInstant(readText(source, number, field, 1), source.zone)))

function asked<T>(source: Source, number: number, value: T | null): T {
  if (value === null) throw invalid(source, number)
  return value
}

const invalid = (source: Source, number: number): Problem =>
  new Problem('hl7-value-invalid', { location: locationOf(source, number) })

/** The object without its `undefined` members. */
export const stated = <T extends object>(changes: T): Stated<T> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Stated<T>
