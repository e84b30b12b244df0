import type { Message, Segment } from '#interop/hl7v2/index.ts'
import { maskIdNumber, maskName } from '#kernel/masking.ts'

/** A segment as a person may read it: what identifies the patient is masked (脱敏, SEC-05). */
export interface ReadableSegment {
  readonly name: string
  readonly fields: readonly { readonly number: number; readonly value: string; readonly masked: boolean }[]
}

type Way = 'plain' | 'hidden' | 'name' | 'number' | 'phone' | 'birthday'

const HIDDEN = '***'

function plainOnly(...numbers: readonly number[]): Readonly<Record<number, Way>> {
  return Object.fromEntries(numbers.map(number => [number, 'plain' as const]))
}

/** Fields that say nothing of the person, and how those are shown that do. What is not listed is hidden. */
const WAYS: Readonly<Record<string, Readonly<Record<number, Way>>>> = {
  PID: {
    1: 'plain',
    2: 'number',
    3: 'number',
    4: 'number',
    5: 'name',
    7: 'birthday',
    8: 'plain',
    9: 'name',
    13: 'phone',
    14: 'phone',
    18: 'number',
    19: 'number',
    30: 'plain',
    33: 'plain',
  },
  PV1: {
    1: 'plain',
    2: 'plain',
    3: 'plain',
    4: 'plain',
    6: 'plain',
    7: 'plain',
    8: 'plain',
    9: 'plain',
    10: 'plain',
    17: 'plain',
    18: 'plain',
    19: 'number',
    36: 'plain',
    44: 'plain',
    45: 'plain',
    50: 'number',
  },
  // Who asked for a booking and who keeps it (12 to 22) is hidden: it may be the patient or a relative.
  SCH: plainOnly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 25, 26, 27),
  TQ1: plainOnly(1, 2, 3, 4, 5, 6, 7, 8, 9),
  RGS: plainOnly(1, 2, 3),
  AIS: plainOnly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
  AIP: plainOnly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
  AIL: plainOnly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
  AIG: plainOnly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
  MRG: { 1: 'number', 2: 'number', 3: 'number', 4: 'number', 5: 'number', 6: 'number', 7: 'name' },
}
/** Segments about the message itself. */
const PLAIN: ReadonlySet<string> = new Set(['MSH', 'EVN', 'MSA', 'ERR', 'SFT'])

/** The segments of a message with their filled fields, numbered as in the standard. */
export const maskedSegments = (message: Message): readonly ReadableSegment[] =>
  message.segments.map(segment => ({
    name: segment.name,
    fields: segment.fields.flatMap((raw, at) => (raw === '' ? [] : [readable(message, segment, at + 1)])),
  }))

function readable(message: Message, segment: Segment, number: number): ReadableSegment['fields'][number] {
  const field = segment.field(number)
  const way = PLAIN.has(segment.name) ? 'plain' : (WAYS[segment.name]?.[number] ?? 'hidden')
  if (way === 'plain' || field.isDelete) return { number, value: field.raw, masked: false }
  const { component, repetition } = message.separators
  if (way === 'hidden') return { number, value: HIDDEN, masked: true }
  const value = field.repetitions.map(one => masked(way, one.raw, component)).join(repetition)
  return { number, value, masked: true }
}

function masked(way: Exclude<Way, 'plain' | 'hidden'>, raw: string, separator: string): string {
  const components = separator === '' ? [raw] : raw.split(separator)
  if (way === 'birthday') return raw.length > 4 ? `${raw.slice(0, 4)}****` : raw
  if (way === 'name') return maskName(nameOf(components))
  if (way === 'phone') return components.map(maskDigits).join(separator)
  const [first = '', ...rest] = components
  return [maskIdNumber(first), ...rest].join(separator)
}

const HAN = /\p{Script=Han}/u
/** Family, given, further names. */
function nameOf([family = '', given = '', further = '']: readonly string[]): string {
  const parts = [family, given, further].filter(part => part !== '')
  return parts.join(HAN.test(family + given) ? '' : ' ')
}

const SHOWN_DIGITS = 4
/** Use, equipment, country and area codes: short, and of letters and digits. */
const CODE = /^(?:[A-Za-z.]{1,8}|X\.400|\+?\d{0,4})$/

/** A telephone number keeps its last four digits. */
function maskDigits(component: string): string {
  if (CODE.test(component)) return component
  const digits = component.replaceAll(/\D/g, '')
  return digits.length > SHOWN_DIGITS
    ? `${'*'.repeat(digits.length - SHOWN_DIGITS)}${digits.slice(-SHOWN_DIGITS)}`
    : HIDDEN
}
