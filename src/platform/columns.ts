import type { Instant } from '#kernel/time.ts'

/** What PostgreSQL calls a type, its number, and how a value of it is written: a tenth of the work of JSON, on both sides. */
interface Type<Value> {
  readonly name: string
  readonly oid: number
  /** At most so many bytes. */
  room(value: Value): number
  /** Writes the value at `at`; returns where it ended. */
  write(bytes: Buffer, at: number, value: Value): number
}

/** One column of rows that are written together: its type, and where a row has its value. */
export interface Column<Row> {
  readonly type: string
  /** So many bytes at most the column takes. */
  room(rows: readonly Row[]): number
  /** Writes it as an array at `at`; returns where it ended. */
  write(bytes: Buffer, at: number, rows: readonly Row[]): number
}

/** The columns of a row, by name. */
export type Columns<Row, Name extends string = string> = Readonly<Record<Name, Column<Row>>>

/**
 * Rows of some requests as parameters of one statement (批量写入): an array for each column in PostgreSQL's binary form, from `$first` on.
 * `table` is what stands after `from`: the columns, or some of them, and `request`, the place of the request whose row it is, from 0.
 */
export function rowsAs<Row, Name extends string>(first: number, columns: Columns<Row, Name>) {
  const names = Object.keys(columns) as Name[]
  const all = names.map(name => columns[name])
  return {
    next: first + names.length + 1,
    values(requests: readonly (readonly Row[])[]): Buffer[] {
      const rows = requests.flat()
      const places = requests.flatMap((some, request) => some.map(() => request))
      let room = PLACE.room(places)
      for (const column of all) room += column.room(rows)
      const bytes = Buffer.allocUnsafe(room)
      let end = PLACE.write(bytes, 0, places)
      const values = [bytes.subarray(0, end)]
      for (const column of all) {
        const begin = end
        end = column.write(bytes, begin, rows)
        values.push(bytes.subarray(begin, end))
      }
      return values
    },
    table(alias: string, some: readonly Name[] = names): string {
      const arrays = some.map(name => `, $${first + 1 + names.indexOf(name)}::${columns[name].type}[]`)
      return `unnest($${first}::integer[]${arrays.join('')}) as ${alias} (request, ${some.join(', ')})`
    },
  }
}

const HEAD = 20
const NULL = -1

/** `of` gives a row's value; null stays null. */
const columnOf =
  <Value>(type: Type<Value>) =>
  <Row>(of: (row: Row) => Value | null): Column<Row> => ({
    type: type.name,
    room(rows) {
      let room = HEAD
      for (const row of rows) {
        const value = of(row)
        room += 4 + (value === null ? 0 : type.room(value))
      }
      return room
    },
    write(bytes, at, rows) {
      // One dimension, that there may be nulls, the type, how many, counted from 1.
      bytes.writeInt32BE(1, at)
      bytes.writeInt32BE(1, at + 4)
      bytes.writeInt32BE(type.oid, at + 8)
      bytes.writeInt32BE(rows.length, at + 12)
      bytes.writeInt32BE(1, at + 16)
      let end = at + HEAD
      for (const row of rows) {
        const value = of(row)
        const begin = end + 4
        end = value === null ? begin : type.write(bytes, begin, value)
        bytes.writeInt32BE(value === null ? NULL : end - begin, begin - 4)
      }
      return end
    },
  })

export const uuid = columnOf<string>({
  name: 'uuid',
  oid: 2950,
  room: () => 16,
  write(bytes, at, value) {
    let end = at
    for (let digit = 0; digit < value.length; digit += 2) {
      if (value.charCodeAt(digit) === DASH) digit += 1
      bytes[end] = ((DIGITS[value.charCodeAt(digit)] ?? 0) << 4) | (DIGITS[value.charCodeAt(digit + 1)] ?? 0)
      end += 1
    }
    return end
  },
})
const DASH = 45
/** What a hexadecimal digit is worth, by its character code. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(0, Number.parseInt(String.fromCharCode(code), 16) || 0),
)

const UTF8_AT_MOST = 3
export const text = columnOf<string>({
  name: 'text',
  oid: 25,
  room: value => value.length * UTF8_AT_MOST,
  write: (bytes, at, value) => at + bytes.write(value, at),
})

export const bytea = columnOf<Uint8Array>({
  name: 'bytea',
  oid: 17,
  room: value => value.length,
  write(bytes, at, value) {
    bytes.set(value, at)
    return at + value.length
  },
})

export const integer = columnOf<number>({
  name: 'integer',
  oid: 23,
  room: () => 4,
  write: (bytes, at, value) => bytes.writeInt32BE(value, at),
})

export const boolean = columnOf<boolean>({
  name: 'boolean',
  oid: 16,
  room: () => 1,
  write: (bytes, at, value) => bytes.writeUInt8(value ? 1 : 0, at),
})

/** Milliseconds to 2000-01-01, from which PostgreSQL counts its microseconds. */
const EPOCH_MS = 946_684_800_000
const HALF = 2 ** 32
export const timestamptz = columnOf<Instant>({
  name: 'timestamptz',
  oid: 1184,
  room: () => 8,
  write(bytes, at, value) {
    const micros = (value.epochMilliseconds - EPOCH_MS) * 1000
    const high = Math.floor(micros / HALF)
    return bytes.writeUInt32BE(micros - high * HALF, bytes.writeInt32BE(high, at))
  },
})

const PLACE = integer((place: number) => place)
