import { systemCaller } from '#kernel/caller.ts'
import type { Action, Event, Events } from '#kernel/event.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { errorFacts } from '#platform/log.ts'

declare module '#kernel/event.ts' {
  interface Events {
    /** A listener could not take an event after several tries, and it was put aside for a person (搁置); the subject is that event. */
    'event.set-aside': { readonly listener: string; readonly action: string }
  }
}

/**
 * A module hears what others did: the journal is the outbox. Each listener has a place in it, and the place moves in the
 * transaction of what the listener does, so each event is taken once, in order, whatever dies in between.
 */
export interface Listener {
  /** Unique in the house, for example `ticket: patient merged`. */
  readonly name: string
  readonly hears: readonly Action[]
  /** Of these, only the events that have the fact: a rush of others costs it nothing. */
  readonly onlyWith?: { readonly [A in Action]?: keyof Required<Events[A]> & string }
  /**
   * At most so many events each second, and down to a tenth of them while hundreds of changes are written in each: for work that may lag
   * behind a rush and must not take the machine from the desk.
   */
  readonly perSecond?: number
  hear(house: House, tx: Tx, event: Event): Promise<void>
}

const AT_ONCE = 50
const TRIES = 5
const KEEP_MS = 60_000

/** A place in the journal. */
export interface Place {
  readonly tx: string
  readonly id: string
}
export const START: Place = { tx: '0', id: '00000000-0000-0000-0000-000000000000' }

interface Row extends Place {
  readonly at: Instant
  readonly action: Action
  readonly subjectId: string
  readonly patientId: string | null
  readonly facts: Event['facts']
}

/**
 * Up to where a listener has found nothing of its own, and when that was last kept: in memory only, so that a journal that grows
 * by other events is neither read again nor written to. Lost, it is found again.
 */
const passed = new WeakMap<House, Map<string, { upTo: Place; keptAt: number }>>()

/**
 * Brings one listener as far as the journal is, or as far as it comes before `stopping` or with `atMost` events; returns how many
 * it took.
 */
export async function deliver(
  house: House,
  listener: Listener,
  stopping?: AbortSignal,
  atMost = Number.POSITIVE_INFINITY,
): Promise<number> {
  let taken = 0
  for (;;) {
    const size = Math.min(AT_ONCE, atMost - taken)
    const batch = await deliverSome(house, listener, size)
    taken += batch
    if (batch > 0) house.live.moved()
    if (batch < size || taken >= atMost || stopping?.aborted === true) return taken
  }
}

async function deliverSome(house: House, listener: Listener, atMost: number): Promise<number> {
  const hospitalId = house.hospital.id
  const memory = passed.get(house) ?? new Map<string, { upTo: Place; keptAt: number }>()
  passed.set(house, memory)
  const known = memory.get(listener.name) ?? { upTo: START, keptAt: 0 }
  let at: Row | undefined
  let before = 0
  try {
    return await house.database.transact(async tx => {
      const horizon = await horizonOf(tx, hospitalId)
      if (horizon === undefined || !isAfter(horizon, known.upTo)) return 0
      const place = await placeOf(tx, hospitalId, listener.name)
      if (place === null) return 0
      const from = isAfter(known.upTo, place) ? known.upTo : place
      const rows = await run<Row>(
        tx,
        `select tx, id, at, action, subject_id, patient_id, facts from platform.journal
         where hospital_id = $1 and (tx, id) > ($2::xid8, $3::uuid) and (tx, id) <= ($4::xid8, $5::uuid)
           and action = any($6) and kind = 'change'${onlyWithFacts(listener)}
         order by tx, id limit ${atMost}`,
        [hospitalId, from.tx, from.id, horizon.tx, horizon.id, listener.hears],
      )
      for (const [index, row] of rows.entries()) {
        at = row
        before = index
        await listener.hear(house, tx, { ...row, hospitalId })
      }
      const last = rows.at(-1)
      const end = rows.length < atMost ? horizon : last
      const keep = rows.length > 0 || performance.now() - known.keptAt > KEEP_MS
      if (end !== undefined && keep) await moveTo(tx, hospitalId, listener.name, end)
      // Only the whole way is remembered: what a failed commit took back is read again.
      if (rows.length === 0)
        memory.set(listener.name, { upTo: horizon, keptAt: keep ? performance.now() : known.keptAt })
      return rows.length
    })
  } catch (error) {
    // Those before the one that failed are taken by themselves; it comes first next time, and only it counts as failed.
    if (before > 0) return deliverSome(house, listener, before)
    house.log.error({ listener: listener.name, event: at?.id, ...errorFacts(error) }, 'a listener failed')
    if (at !== undefined) await failed(house, listener, at, error)
    return 0
  }
}

/** Names are the house's own, so that they may stand in the text. */
const onlyWithFacts = ({ onlyWith = {} }: Listener): string =>
  Object.entries(onlyWith)
    .map(([action, fact]) => ` and (action <> '${action}' or facts ->> '${fact}' is not null)`)
    .join('')

/** The last row that no open transaction can come before. */
const HORIZON = `select tx, id from platform.journal where hospital_id = $1 and tx < platform.horizon()
  order by tx desc, id desc limit 1`
const horizonOf = async (tx: Tx, hospitalId: string): Promise<Place | undefined> =>
  (await run<Place>(tx, HORIZON, [hospitalId]))[0]

/** The same, by itself. */
export const newest = async (house: House): Promise<Place | undefined> =>
  (await house.database.statement<Place>(HORIZON, [house.hospital.id]))[0]

const SCANNED_AT_ONCE = 5000

/** What happened after a place, by name only, and how far it looked. */
export async function actionsAfter(house: House, place: Place): Promise<{ upTo: Place; actions: ReadonlySet<string> }> {
  const [found] = await house.database.statement<Place & { actions: string[] }>(
    `select (array_agg(tx order by tx desc, id desc))[1] as tx, (array_agg(id order by tx desc, id desc))[1] as id,
       array_agg(distinct action) as actions
     from (
       select tx, id, action from platform.journal where hospital_id = $1 and (tx, id) > ($2::xid8, $3::uuid)
         and tx < platform.horizon() order by tx, id limit ${SCANNED_AT_ONCE}
     ) as recent having count(*) > 0`,
    [house.hospital.id, place.tx, place.id],
  )
  return { upTo: found ?? place, actions: new Set(found?.actions) }
}

const isAfter = (a: Place, b: Place): boolean => (a.tx === b.tx ? a.id > b.id : BigInt(a.tx) > BigInt(b.tx))

/** Locks the listener's place; null when another process has it. */
async function placeOf(tx: Tx, hospitalId: string, name: string): Promise<Place | null> {
  await run(
    tx,
    'insert into platform.listener (hospital_id, name, tx, id) values ($1, $2, $3::xid8, $4) on conflict do nothing',
    [hospitalId, name, START.tx, START.id],
  )
  const [place] = await run<Place>(
    tx,
    'select tx, id from platform.listener where hospital_id = $1 and name = $2 for update skip locked',
    [hospitalId, name],
  )
  return place ?? null
}

const moveTo = (tx: Tx, hospitalId: string, name: string, to: Place) =>
  run(tx, 'update platform.listener set tx = $3::xid8, id = $4, failures = 0 where hospital_id = $1 and name = $2', [
    hospitalId,
    name,
    to.tx,
    to.id,
  ])

/** After several tries the event is put aside, where a person sees it, and the next may pass. */
async function failed(house: House, listener: Listener, row: Row, error: unknown): Promise<void> {
  await house.database.transact(async tx => {
    if ((await placeOf(tx, house.hospital.id, listener.name)) === null) return
    const [now] = await run<{ failures: number }>(
      tx,
      'update platform.listener set failures = failures + 1 where hospital_id = $1 and name = $2 returning failures',
      [house.hospital.id, listener.name],
    )
    if ((now?.failures ?? 0) < TRIES) return
    await run(
      tx,
      `insert into platform.undelivered (hospital_id, listener, journal_tx, journal_id, at, error) values ($1, $2, $3::xid8, $4, $5, $6)
       on conflict do nothing`,
      [
        house.hospital.id,
        listener.name,
        row.tx,
        row.id,
        house.clock.now().toString(),
        JSON.stringify(errorFacts(error)),
      ],
    )
    await tellSetAside(house, tx, listener, row)
    await moveTo(tx, house.hospital.id, listener.name, row)
  })
}

/** So that a person hears of it; not where telling it is what failed. */
async function tellSetAside(house: House, tx: Tx, listener: Listener, row: Row): Promise<void> {
  if (row.action === 'event.set-aside') return
  const entry: Entry<'event.set-aside'> = {
    action: 'event.set-aside',
    subject: { kind: 'upkeep', id: row.id },
    facts: { listener: listener.name, action: row.action },
  }
  await house.journal.write(tx, systemCaller(house.hospital.id), [entry], house.clock.now())
}

/** One event of the journal, as a listener hears it; a place of transaction 0 is looked for by its id alone, which is slow. */
export async function eventOf(tx: Tx, hospitalId: string, place: Place): Promise<Event | undefined> {
  const [row] = await run<Row>(
    tx,
    `select tx, id, at, action, subject_id, patient_id, facts from platform.journal
     where hospital_id = $1 and ${STANDS_AT('$2::xid8', '$3')}`,
    [hospitalId, place.tx, place.id],
  )
  return row === undefined ? undefined : { ...row, hospitalId }
}

/** SQL: is it the row of the journal at this place? */
export const STANDS_AT = (tx: string, id: string): string =>
  `tx >= ${tx} and tx <= case when ${tx} = '0' then platform.horizon() else ${tx} end and id = ${id}`
