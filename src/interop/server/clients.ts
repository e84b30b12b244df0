import type { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Channel } from '#modules/appointment/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { baseOf } from '../fhir/server/call.ts'
import { digestOf, forgetClients, newSecret, type Scope } from '../fhir/server/client.ts'
import type { Client } from '../contract.ts'
import type { ClientTable } from './tables.ts'
import { unlessTaken } from './unless-taken.ts'

type Shown = z.output<typeof Client>

const shown = (row: ClientTable): Shown => ({
  id: row.id,
  name: row.name,
  channel: row.channel as Shown['channel'],
  scopes: row.scopes as Scope[],
  madeAt: row.madeAt.toString(),
  lastUsedAt: row.lastUsedAt?.toString() ?? null,
  revokedAt: row.revokedAt?.toString() ?? null,
  version: row.version,
})

/** Machine accounts (接口账号), the good ones first, and the address that they go to. */
export const listClients = (house: House) => async (caller: Caller) => {
  const rows = await house.database.transact(tx =>
    run<ClientTable>(
      tx,
      'select * from interop.client where hospital_id = $1 order by revoked_at nulls first, name limit 500',
      [caller.hospitalId],
    ),
  )
  return { items: rows.map(shown), address: baseOf(house) }
}

interface Said {
  readonly name: string
  readonly channel: Channel
  readonly scopes: readonly Scope[]
}

/** Makes an account. The secret is said here and never again: only its digest is kept. */
export const makeClient =
  (house: House) =>
  (caller: Caller, { name, channel, scopes }: Said) =>
    transact(house, caller, async ({ tx, tell }) => {
      const secret = newSecret()
      const id = house.ids.next()
      await unlessTaken('client-name-taken', () =>
        run(
          tx,
          `insert into interop.client (hospital_id, id, name, channel, scopes, secret_digest, secret_version, made_by, made_at, version)
         values ($1, $2, $3, $4, $5, $6, 1, $7, $8, 1)`,
          [
            caller.hospitalId,
            id,
            name,
            channel,
            scopes,
            digestOf(secret),
            caller.personId,
            house.clock.now().toString(),
          ],
        ),
      )
      tell({ action: 'interop.client-made', subject: { kind: 'interop', id }, version: 1, facts: { scopes, channel } })
      return { client: shown(await load(tx, caller.hospitalId, id)), secret }
    })

/** Changes what an account is called, may and counts as; its tokens follow within two seconds. */
export const changeClient =
  (house: House) =>
  async (caller: Caller, { id, version, ...said }: Said & { readonly id: string; readonly version: number }) => {
    const changed = await transact(house, caller, async ({ tx, tell }) => {
      const before = await load(tx, caller.hospitalId, id)
      if (before.version !== version) throw new Problem('stale-version', { id, version: before.version })
      await unlessTaken('client-name-taken', () =>
        run(
          tx,
          `update interop.client set name = $3, channel = $4, scopes = $5, version = version + 1 where hospital_id = $1 and id = $2`,
          [caller.hospitalId, id, said.name, said.channel, said.scopes],
        ),
      )
      tell({
        action: 'interop.client-changed',
        subject: { kind: 'interop', id },
        version: version + 1,
        facts: { scopes: said.scopes, channel: said.channel },
      })
      return shown(await load(tx, caller.hospitalId, id))
    })
    forgetClients(house)
    return changed
  }

/** Another secret: whoever has the old one is out at once. */
export const renewSecret =
  (house: House) =>
  async (caller: Caller, { id }: { readonly id: string }) => {
    const renewed = await transact(house, caller, async ({ tx, tell }) => {
      const { version, revokedAt } = await load(tx, caller.hospitalId, id)
      if (revokedAt !== null) throw new Problem('not-found')
      const secret = newSecret()
      await run(
        tx,
        `update interop.client set secret_digest = $3, secret_version = secret_version + 1, version = version + 1
       where hospital_id = $1 and id = $2`,
        [caller.hospitalId, id, digestOf(secret)],
      )
      tell({
        action: 'interop.client-secret-changed',
        subject: { kind: 'interop', id },
        version: version + 1,
        facts: {},
      })
      return { client: shown(await load(tx, caller.hospitalId, id)), secret }
    })
    forgetClients(house)
    return renewed
  }

/** Ends an account for good; what it booked stays. */
export const revokeClient =
  (house: House) =>
  async (caller: Caller, { id }: { readonly id: string }) => {
    const revoked = await transact(house, caller, async ({ tx, tell }) => {
      const { version, revokedAt } = await load(tx, caller.hospitalId, id)
      if (revokedAt === null) {
        await run(
          tx,
          'update interop.client set revoked_at = $3, version = version + 1 where hospital_id = $1 and id = $2',
          [caller.hospitalId, id, house.clock.now().toString()],
        )
        tell({ action: 'interop.client-revoked', subject: { kind: 'interop', id }, version: version + 1, facts: {} })
      }
      return shown(await load(tx, caller.hospitalId, id))
    })
    forgetClients(house)
    return revoked
  }

async function load(tx: Tx, hospitalId: string, id: string): Promise<ClientTable> {
  const [row] = await run<ClientTable>(
    tx,
    'select * from interop.client where hospital_id = $1 and id = $2 for update',
    [hospitalId, id],
  )
  if (row === undefined) throw new Problem('not-found')
  return row
}
