/**
 * What a module lets be counted (计数口径): each set says in one place which rows it has, so that a figure and the rows behind it
 * cannot differ. Parameters of every set: `$1` hospital, `$2` from, `$3` to, `$4` now, `$5` and `$6` the least ids of that
 * time, `$7` the hospital's zone; where a type cannot be guessed, cast them.
 */
export interface CountedSet {
  readonly name: string
  /** What its rows are of, as in the journal: `ticket`, `appointment`. */
  readonly record: string
  /** A state at the end of the period, not something that happened within it: days are not added up. */
  readonly isState: boolean
  readonly sql: string
}

/** A record as the list behind a number shows it: its number, what it is about, whose it is (masked), and where it opens on the desk. */
export interface CountedRecord {
  readonly number: string
  readonly title: string
  readonly person: string | null
  readonly opensAt: string | null
}

/** Every set has these columns, in this order. */
export const COUNTED_COLUMNS = [
  'key',
  'record_id',
  'at',
  'item',
  'channel',
  'position',
  'owner_group',
  'class',
  'scope',
  'unit_id',
  'hit',
  'mark',
  'reason',
  'minutes',
  'waited',
  'trips_made',
  'trips_avoided',
  'coordination',
] as const
export type CountedColumn = (typeof COUNTED_COLUMNS)[number]

const TYPES: Readonly<Record<CountedColumn, string>> = {
  key: 'uuid',
  record_id: 'uuid',
  at: 'timestamptz',
  item: 'text',
  channel: 'text',
  position: 'text',
  owner_group: 'text',
  class: 'text',
  scope: 'text',
  unit_id: 'uuid',
  hit: 'boolean',
  mark: 'boolean',
  reason: 'text',
  minutes: 'integer',
  waited: 'integer',
  trips_made: 'integer',
  trips_avoided: 'integer',
  coordination: 'integer',
}

/** The select list of a set: SQL by column; what it does not say is null. `key` tells its rows apart, `record_id` is what a row opens. */
export const countedColumns = (own: Readonly<Partial<Record<CountedColumn, string>>>): string =>
  COUNTED_COLUMNS.map(name => `${own[name] ?? `null::${TYPES[name]}`} as ${name}`).join(', ')
