import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { messageChannels } from '../settings.ts'

const OF_PROVIDERS = ['sms.access-key-secret', 'sms.receipt-key', 'wechat.app-secret'] as const
export const robotSecret = (code: string): string => `robot.${code}`

/** The key of a provider, for the adapter alone: nothing shows or logs it. Null while it is not set. */
export async function secretOf(house: House, name: string): Promise<string | null> {
  const [row] = await house.database.statement<{ value: Buffer }>(
    'select value from notification.secret where hospital_id = $1 and name = $2',
    [house.hospital.id, name],
  )
  return row === undefined ? null : house.cipher.decipher(row.value)
}

/** The names of the keys that the channels want, each with when it was set: what a screen may know of them. */
export async function listSecrets(house: House): Promise<{ name: string; setAt: string | null }[]> {
  const { value } = await house.settings.at(house.hospital.id, messageChannels, house.clock.now())
  const names = [...OF_PROVIDERS, ...value.robot.groups.map(group => robotSecret(group.code))]
  const rows = await house.database.transact(tx =>
    tx
      .selectFrom('notification.secret')
      .select(['name', 'setAt'])
      .where('hospitalId', '=', house.hospital.id)
      .execute(),
  )
  const set = new Map(rows.map(row => [row.name, row.setAt.toString()]))
  return names.map(name => ({ name, setAt: set.get(name) ?? null }))
}

/** Sets a key (设置渠道密钥): written enciphered, and never read back by anybody. */
export const setSecret =
  (house: House) =>
  async (caller: Caller, asked: { readonly name: string; readonly value: string }): Promise<void> => {
    const wanted = await listSecrets(house)
    if (!wanted.some(one => one.name === asked.name)) throw new Problem('secret-unknown', { name: asked.name })
    await transact(house, caller, async ({ tx, tell }) => {
      await run(
        tx,
        `insert into notification.secret as s (hospital_id, name, version, value, set_at, set_by)
         values ($1, $2, 1, $3, $4, $5)
         on conflict (hospital_id, name) do update
           set version = s.version + 1, value = excluded.value, set_at = excluded.set_at, set_by = excluded.set_by`,
        [
          caller.hospitalId,
          asked.name,
          house.cipher.encipher(asked.value),
          house.clock.now().toString(),
          caller.personId,
        ],
      )
      // A new secret ends the token that was fetched with the old one.
      await run(tx, 'delete from notification.access_token where hospital_id = $1', [caller.hospitalId])
      tell({
        action: 'message.secret-set',
        subject: { kind: 'setting', id: caller.hospitalId },
        facts: { name: asked.name },
      })
    })
  }
