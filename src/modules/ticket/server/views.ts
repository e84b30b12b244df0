/**
 * Which matters a view of the lists holds (清单口径), said so that an index gives a page or a number of them without reading the rest.
 * Parameters of everything here: `$1` hospital, `$2` person, `$3` now, `$4` the units whose shares the caller reads.
 */
export type View =
  | 'mine'
  | 'undispatched'
  | 'due-soon'
  | 'overdue'
  | 'promises'
  | 'open'
  | 'closed'
  | 'predicted-overdue'
export const VIEWS: readonly View[] = [
  'mine',
  'undispatched',
  'due-soon',
  'overdue',
  'promises',
  'open',
  'closed',
  'predicted-overdue',
]

/** Open matters by the clock that ends next; from here on, `infinity` sorts what has no running clock last. */
const KEY = `coalesce(t.next_at, 'infinity'::timestamptz)`
/** Nobody has begun (0), or somebody has: the two halves of the index of what is open. */
const BEGUN = `(case when t.status in ('registered', 'dispatched') then 0 else 1 end)`
const OPEN = 't.hospital_id = $1 and t.closed_at is null'
const SOON = `$3::timestamptz + interval '15 minutes'`

/** What makes a matter one of the view, for `ticket.ticket t`; `PROMISED` has its own look-up besides. */
const IS: Readonly<Record<View, string>> = {
  mine: '(t.owner_id = $2 or t.offered_to = $2)',
  undispatched: `${BEGUN} = 0`,
  'due-soon': `${KEY} > $3 and ${KEY} <= ${SOON}`,
  overdue: `${KEY} <= $3`,
  promises: `exists (select 1 from ticket.promise p where p.hospital_id = t.hospital_id and p.ticket_id = t.id
    and p.kept_at is null and p.due_at <= $3::timestamptz + interval '24 hours')`,
  open: 'true',
  closed: 'true',
  'predicted-overdue': 't.predicted_at <= $3 and t.limit_due_at > $3',
}
const PROMISED = `t.id in (select p.ticket_id from ticket.promise p where p.hospital_id = $1
  and p.kept_at is null and p.due_at <= $3::timestamptz + interval '24 hours')`

/** Ranges of indexes that together are the view, in all of the hospital; each gives its matters in the order of the list. */
const RANGES: Readonly<Record<View, readonly string[]>> = {
  mine: [`${OPEN} and t.owner_id = $2`, `${OPEN} and t.offered_to = $2 and t.owner_id <> $2`],
  undispatched: [`${OPEN} and ${BEGUN} = 0`],
  'due-soon': [0, 1].map(begun => `${OPEN} and ${BEGUN} = ${begun} and ${IS['due-soon']}`),
  overdue: [0, 1].map(begun => `${OPEN} and ${BEGUN} = ${begun} and ${IS.overdue}`),
  promises: [`${OPEN} and ${PROMISED}`],
  open: [0, 1].map(begun => `${OPEN} and ${BEGUN} = ${begun}`),
  closed: ['t.hospital_id = $1 and t.closed_at is not null'],
  'predicted-overdue': [`${OPEN} and ${IS['predicted-overdue']}`],
}

/** What the caller reads among all: of the hospital, or what departments have a share of and what is the caller's own. */
export interface Reach {
  readonly wholeHospital: boolean
  /** The parameter of the one department that the list is about; null for any. */
  readonly unit: string | null
}

/** Who does not read all of the hospital reads this. */
export const OWN_OR_SHARED = `(t.owner_id = $2 or exists (select 1 from ticket.part p where p.hospital_id = t.hospital_id
  and p.ticket_id = t.id and (p.unit_id = any($4) or p.assignee_id = $2)))`

/** Ids of the open matters within the reach, by their shares: as many as these departments have, however much the hospital has. */
function openWithin({ wholeHospital, unit }: Reach): string {
  if (unit !== null)
    return `select p.ticket_id from ticket.part p where p.hospital_id = $1 and p.matter_closed_at is null and p.unit_id = ${unit}`
  if (wholeHospital) return `select t.id from ticket.ticket t where ${OPEN}`
  return `select p.ticket_id from ticket.part p where p.hospital_id = $1 and p.matter_closed_at is null and p.unit_id = any($4)
    union select p.ticket_id from ticket.part p where p.hospital_id = $1 and p.matter_closed_at is null and p.assignee_id = $2
    union select t.id from ticket.ticket t where ${OPEN} and t.owner_id = $2`
}

/** The same for a share of any department. */
const SHARE_SEEN = `exists (select 1 from ticket.ticket t where t.hospital_id = p.hospital_id and t.id = p.ticket_id and ${OWN_OR_SHARED})`

/** How a page goes on through shares: the order of their matters, which both carry. */
interface Order {
  readonly isClosed: boolean
  /** SQL of the last key and id before the page, or empty. */
  readonly after: string
  readonly limit: number
}
const SHARE_KEY = `coalesce(p.matter_next_at, 'infinity'::timestamptz)`

/** A page of one range of shares, in the order of their matters, each matter once. */
function shares(from: string, where: string, { isClosed, after, limit }: Order): string {
  const [key, state, onwards, order] = isClosed
    ? ['p.matter_closed_at', 'p.matter_closed_at is not null', '<', '1 desc, 2 desc']
    : [SHARE_KEY, 'p.matter_closed_at is null', '>', '1, 2']
  return `select s.id, s.key from ${from} cross join lateral (
     select distinct ${key} as key, p.ticket_id as id from ticket.part p
     where p.hospital_id = $1 and ${state} and ${where}${after === '' ? '' : ` and (${key}, p.ticket_id) ${onwards} ${after}`}
     order by ${order} limit ${limit}) s`
}

/** Ids of the matters within the reach in the order of their list, so many of each range; `also` bounds the key of open ones. */
function pageWithin(
  { wholeHospital, unit }: Reach,
  order: Order,
  also: (key: string) => string = () => 'true',
): string {
  const { isClosed, after, limit } = order
  const within = (where: string) => `${where} and ${also(SHARE_KEY)}`
  if (unit !== null)
    return shares('(select 1) one', within(`p.unit_id = ${unit}${wholeHospital ? '' : ` and ${SHARE_SEEN}`}`), order)
  const [key, state, onwards, direction] = isClosed
    ? ['t.closed_at', 't.closed_at is not null', '<', 'desc']
    : [KEY, 't.closed_at is null', '>', 'asc']
  return `${shares('unnest($4::uuid[]) as u (id)', within('p.unit_id = u.id'), order)}
    union ${shares('(select 1) one', within('p.assignee_id = $2'), order)}
    union (select t.id, ${key} from ticket.ticket t where t.hospital_id = $1 and t.owner_id = $2 and ${state} and ${also(KEY)}
      ${after === '' ? '' : `and (${key}, t.id) ${onwards} ${after}`} order by ${key} ${direction}, t.id ${direction} limit ${limit})`
}

/** Views that are a range of the order itself: shares give them without a look at their matters. */
const KEY_IS: Readonly<Partial<Record<View, (key: string) => string>>> = {
  open: () => 'true',
  overdue: key => `${key} <= $3`,
  'due-soon': key => `${key} > $3 and ${key} <= ${SOON}`,
  closed: () => 'true',
}

/** The types of the four parameters, wherever a range leaves one out. */
const TYPED =
  '$2::uuid is not distinct from $2::uuid and $3::timestamptz is not null and $4::uuid[] is not distinct from $4::uuid[]'

/** The ids of a page of a view with the `key` that it is sorted by; `after`, the last key and id before it, is SQL or empty. */
export function pageSql(view: View, reach: Reach, after: string, limit: number): string {
  const { wholeHospital, unit } = reach
  const isClosed = view === 'closed'
  const [key, order] = isClosed ? ['t.closed_at', 'key desc, id desc'] : [KEY, 'key, id']
  const onwards = after === '' ? '' : ` and (${key}, t.id) ${isClosed ? '<' : '>'} ${after}`
  const seen = wholeHospital ? '' : ` and ${OWN_OR_SHARED}`
  const range = (where: string) =>
    `(select t.id, ${key} as key from ticket.ticket t where ${where}${onwards} order by ${key}${isClosed ? ' desc' : ''}, t.id${isClosed ? ' desc' : ''} limit ${limit})`
  const whole = wholeHospital && unit === null
  const keyIs = KEY_IS[view]
  const found = whole
    ? RANGES[view].map(range).join('\n union all ')
    : keyIs === undefined
      ? range(`${OPEN} and t.id in (${openWithin(reach)}) and ${IS[view]}${unit === null ? '' : seen}`)
      : `select w.id, w.key from (${pageWithin(reach, { isClosed, after, limit }, keyIs)}) w`
  return `select id, key from (${found}) found where ${TYPED} order by ${order} limit ${limit}`
}

/** How many each view holds, no further than `most`: the same conditions as the pages. One row, a column for each view by its place. */
export function countSql(wholeHospital: boolean, most: number): string {
  const reach: Reach = { wholeHospital, unit: null }
  const open = VIEWS.filter(view => view !== 'closed')
  const bounded = (from: string) => `(select count(*) from (select 1 from ${from} limit ${most}) c)`
  const column = (view: View) => `v${VIEWS.indexOf(view)}`
  // All that is open is counted by an index alone, so not by halves.
  const rangesOf = (view: View) => (view === 'open' ? [OPEN] : RANGES[view])
  if (wholeHospital)
    return `select ${VIEWS.map(
      view =>
        `${rangesOf(view)
          .map(where => bounded(`ticket.ticket t where ${where}`))
          .join(' + ')} as ${column(view)}`,
    ).join(',\n ')} where ${TYPED}`
  return `select ${open.map(view => `count(*) filter (where ${IS[view]}) as ${column(view)}`).join(',\n ')},
    ${bounded(`(${pageWithin(reach, { isClosed: true, after: '', limit: most })}) w`)} as ${column('closed')}
    from ticket.ticket t where ${OPEN} and t.id in (${openWithin(reach)}) and ${TYPED}`
}
