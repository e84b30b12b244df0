import { randomUUID } from 'node:crypto'
import { type Database, run } from '#platform/database.ts'

/** What a screen hears: that something changed, never what. */
export interface LiveEvent {
  /** `tx:id` of the journal row, to resume after; null for what is not in the journal (presence). */
  readonly id: string | null
  readonly subject: string
  readonly subjectId: string
  readonly version: number | null
  readonly action: string
  /** Whose record it is about: for who may hear it, and never sent. */
  readonly patientId: string | null
}

/** Tells open screens, on every process, what happened, in the journal's order. */
export interface Live {
  /** Hears what happens from now on. */
  subscribe(hear: (event: LiveEvent) => void): () => void
  /** What happened after `lastId`, oldest first; null when that is too long ago and the screen must load anew. */
  since(hospitalId: string, lastId: string): Promise<LiveEvent[] | null>
  /** The last row that was told. */
  position(): string
  /** The journal has grown: called after each commit that wrote to it. */
  moved(): void
  /** How many changes this process has written so far. */
  changes(): number
  /** Something that is not in the journal, such as who looks at a matter. */
  whisper(event: Omit<LiveEvent, 'id' | 'version' | 'patientId'>): void
  /** Called whenever the journal may have grown, here or on another process. */
  onMove(hear: () => void): void
  start(hospitalId: string): Promise<void>
  stop(): Promise<void>
}

const TOPIC = 'yiguanjia_live'
const POLL_MS = 1000
/** At most this often a process tells the others. */
const NOTIFY_MS = 50
const CATCH_UP = 500
const READ = `select tx, id, action, subject_kind as subject, subject_id, version, patient_id from platform.journal
  where hospital_id = $1 and (tx, id) > ($2::xid8, $3::uuid) and tx < platform.horizon()
    and kind = 'change' order by tx, id limit ${CATCH_UP}`

interface Row {
  readonly tx: string
  readonly id: string
  readonly action: string
  readonly subject: string
  readonly subjectId: string
  readonly version: number | null
  readonly patientId: string | null
}
const eventOf = (row: Row): LiveEvent => ({
  id: `${row.tx}:${row.id}`,
  subject: row.subject,
  subjectId: row.subjectId,
  version: row.version,
  action: row.action,
  patientId: row.patientId,
})

interface Place {
  readonly tx: string
  readonly id: string
}
const NEWEST = `select tx, id from platform.journal where hospital_id = $1 and tx < platform.horizon()
  order by tx desc, id desc limit 1`
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** A number of a transaction, as far as 64 bits reach for certain. */
const TX = /^\d{1,19}$/

export function liveFrom(database: Database): Live {
  /** What this process says when it tells the others, so that it does not wake itself. */
  const me = randomUUID()
  const hearers = new Set<(event: LiveEvent) => void>()
  const movers: (() => void)[] = []
  let cursor = { tx: '0', id: '00000000-0000-0000-0000-000000000000' }
  let hospital = ''
  let reading = false
  let again = false
  let poll: NodeJS.Timeout | null = null
  let telling: NodeJS.Timeout | null = null
  let stopListening: (() => Promise<void>) | null = null

  const tell = (event: LiveEvent) => {
    for (const hear of hearers) hear(event)
  }
  const readOn = async (): Promise<void> => {
    if (reading) {
      again = true
      return
    }
    reading = true
    try {
      do {
        again = false
        const rows = await database.transact(tx => run<Row>(tx, READ, [hospital, cursor.tx, cursor.id]))
        for (const row of rows) tell(eventOf(row))
        const last = rows.at(-1)
        if (last !== undefined) cursor = { tx: last.tx, id: last.id }
        if (rows.length === CATCH_UP) again = true
      } while (again)
    } catch {
      // The database is away; the next poll tries again.
    } finally {
      reading = false
    }
  }
  /** With nobody to tell, the place is kept up by the clock alone, so that the first to come begins near the end. */
  const skipOn = async (): Promise<void> => {
    const [newest] = await database.statement<Place>(NEWEST, [hospital])
    if (newest !== undefined && hearers.size === 0) cursor = newest
  }
  const move = () => {
    if (hearers.size > 0) void readOn()
    for (const hear of movers) hear()
  }
  let changes = 0
  const moved = () => {
    changes += 1
    if (telling !== null) return
    telling = setTimeout(() => {
      telling = null
      move()
      database.notify(TOPIC, me).catch(() => undefined)
    }, NOTIFY_MS)
  }
  return {
    subscribe(hear) {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
    async since(hospitalId, lastId) {
      const [tx = '', id = ''] = lastId.split(':')
      if (!TX.test(tx) || !UUID.test(id)) return null
      const rows = await database.transact(open => run<Row>(open, READ, [hospitalId, tx, id]))
      return rows.length === CATCH_UP ? null : rows.map(eventOf)
    },
    moved,
    changes: () => changes,
    position: () => `${cursor.tx}:${cursor.id}`,
    whisper(event) {
      const whole: LiveEvent = { ...event, id: null, version: null, patientId: null }
      tell(whole)
      database.notify(TOPIC, JSON.stringify(whole)).catch(() => undefined)
    },
    onMove(hear) {
      movers.push(hear)
    },
    async start(hospitalId) {
      hospital = hospitalId
      await skipOn()
      stopListening = await database.listen(TOPIC, payload => {
        if (payload === me) return
        if (payload === '' || UUID.test(payload)) move()
        else tell(JSON.parse(payload) as LiveEvent)
      })
      poll = setInterval(() => {
        if (hearers.size === 0) skipOn().catch(() => undefined)
        move()
      }, POLL_MS)
    },
    async stop() {
      if (poll !== null) clearInterval(poll)
      if (telling !== null) clearTimeout(telling)
      hearers.clear()
      await stopListening?.()
    },
  }
}
