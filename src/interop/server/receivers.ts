import type { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Receiver } from '../contract.ts'
import type { ReceiverTable } from './tables.ts'
import { unlessTaken } from './unless-taken.ts'

type Shown = z.output<typeof Receiver>
type Said = Omit<Shown, 'id' | 'version' | 'waiting' | 'lastAnswerAt'>
type Row = ReceiverTable & { waiting: number; lastAnswerAt: Instant | null }

const SHOWN = `select r.*, o.waiting, o.last_answer_at from interop.receiver r cross join lateral (
    select (select count(*)::int from interop.outgoing o where o.hospital_id = r.hospital_id and o.receiver_id = r.id and o.due_at is not null)
        as waiting,
      (select max(o.answered_at) from interop.outgoing o where o.hospital_id = r.hospital_id and o.receiver_id = r.id) as last_answer_at
  ) o where r.hospital_id = $1`

const shown = ({ waiting, lastAnswerAt, ...row }: Row): Shown => ({
  id: row.id,
  name: row.name,
  host: row.host,
  port: row.port,
  application: row.application,
  facility: row.facility,
  charset: row.charset,
  active: row.active,
  version: row.version,
  waiting,
  lastAnswerAt: lastAnswerAt?.toString() ?? null,
})

/** Who is told of bookings (接收方), with how it goes. */
export const listReceivers = (house: House) => async (caller: Caller) => {
  const rows = await house.database.transact(tx => run<Row>(tx, `${SHOWN} order by r.name`, [caller.hospitalId]))
  return { items: rows.map(shown) }
}

/** Adds a receiver: it is told what happens from now on. */
export const addReceiver = (house: House) => (caller: Caller, said: Said) =>
  transact(house, caller, async ({ tx, tell }) => {
    const id = house.ids.next()
    await unlessTaken('receiver-name-taken', () =>
      run(
        tx,
        `insert into interop.receiver (hospital_id, id, name, host, port, application, facility, charset, active, made_by, made_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)`,
        [caller.hospitalId, id, ...valuesOf(said), caller.personId, house.clock.now().toString()],
      ),
    )
    tell({
      action: 'interop.receiver-added',
      subject: { kind: 'interop', id },
      version: 1,
      facts: { active: said.active },
      detail: { host: said.host, port: said.port },
    })
    return read(tx, caller.hospitalId, id)
  })

/** Changes where and how a receiver is told. */
export const changeReceiver =
  (house: House) =>
  (caller: Caller, { id, version, ...said }: Said & { readonly id: string; readonly version: number }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const before = await read(tx, caller.hospitalId, id)
      if (before.version !== version) throw new Problem('stale-version', { id, version: before.version })
      await unlessTaken('receiver-name-taken', () =>
        run(
          tx,
          `update interop.receiver set name = $3, host = $4, port = $5, application = $6, facility = $7, charset = $8, active = $9,
             version = version + 1
           where hospital_id = $1 and id = $2`,
          [caller.hospitalId, id, ...valuesOf(said)],
        ),
      )
      tell({
        action: 'interop.receiver-changed',
        subject: { kind: 'interop', id },
        version: version + 1,
        facts: { active: said.active },
        detail: { before: { host: before.host, port: before.port }, after: { host: said.host, port: said.port } },
      })
      return read(tx, caller.hospitalId, id)
    })

const valuesOf = (said: Said): readonly unknown[] => [
  said.name,
  said.host,
  said.port,
  said.application,
  said.facility,
  said.charset,
  said.active,
]

async function read(tx: Tx, hospitalId: string, id: string): Promise<Shown> {
  const locked = await run(tx, 'select id from interop.receiver where hospital_id = $1 and id = $2 for update', [
    hospitalId,
    id,
  ])
  const [row] = locked.length === 0 ? [] : await run<Row>(tx, `${SHOWN} and r.id = $2`, [hospitalId, id])
  if (row === undefined) throw new Problem('not-found')
  return shown(row)
}
