import { type Instant, Temporal } from '#kernel/time.ts'

/** A day as far as it is known (不完整日期): `1980`, `1980-01` or `1980-01-01`. */
export type PartialDay = string

interface Parts {
  readonly year: string
  readonly month: string | undefined
  readonly day: string | undefined
  readonly time: string
  readonly offset: string | undefined
}

const STAMP = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,9}))?)?)?)?)?)?([+-]\d{4})?$/
/** Not of the standard, but some hospital systems print dates as their database does. */
const DASHED = /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?([+-]\d{4})?$/

function read(text: string): Parts | null {
  const found = STAMP.exec(text) ?? DASHED.exec(text)
  if (!found) return null
  const [, year = '', month, day, hour = '00', minute = '00', second = '00', fraction = '0', offset] = found
  if (Number(year) < 1800) return null
  return { year, month, day, time: `${hour}:${minute}:${second}.${fraction}`, offset }
}

/** A day of HL7, `19800101` or less of it, or of a time with a zone: the day that it names. Null when it is none. */
export function readDay(text: string): PartialDay | null {
  const parts = read(text)
  if (!parts) return null
  const { year, month, day } = parts
  const known = [year, month, day].filter(part => part !== undefined).join('-')
  return isDay(`${year}-${month ?? '01'}-${day ?? '01'}`) ? known : null
}

/** An instant of HL7, `20260305083000+0800`; without an offset in `zone`, what is missing as its beginning. Null when it is none. */
export function readInstant(text: string, zone: string): Instant | null {
  const parts = read(text)
  if (!parts) return null
  const { year, month = '01', day = '01', time, offset } = parts
  const local = `${year}-${month}-${day}T${time}`
  try {
    if (offset !== undefined) return Temporal.Instant.from(`${local}${offset}`)
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function isDay(iso: string): boolean {
  try {
    Temporal.PlainDate.from(iso)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
