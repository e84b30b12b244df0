import { type Caller, can } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import type { Instant } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { STANDS_AT } from '#platform/listeners.ts'
import { removalHour } from '#platform/retention.ts'
import type * as contract from '../contract.ts'
import type { Cared } from './cared.ts'

const EVENTS = 100
const RUNS = 14

/** What who runs the house must see to (运行维护): what nobody could take, what is kept for how long, and what went. */
export const readUpkeep =
  (house: House, { kinds }: Cared) =>
  async (caller: Caller): Promise<Answer<typeof contract.readUpkeep>> => {
    const now = house.clock.now()
    const { hospitalId } = caller
    const kept = await Promise.all(
      kinds.map(async ({ name, keep }) => {
        const { version, value } = await house.settings.at(hospitalId, keep, now)
        return { name, title: keep.title, days: value.days, atLeast: keep.atLeast, version }
      }),
    )
    const { hour } = (await house.settings.at(hospitalId, removalHour, now)).value
    return house.database.transact(async tx => {
      const undelivered = await run<{
        listener: string
        journalId: string
        action: string
        at: Instant
        error: string
      }>(
        tx,
        `select u.listener, u.journal_id, u.at, u.error, coalesce((
           select j.action from platform.journal j where j.hospital_id = u.hospital_id and ${STANDS_AT('u.journal_tx', 'u.journal_id')}), '') as action
         from platform.undelivered u where u.hospital_id = $1 order by u.at desc, u.journal_id limit ${EVENTS}`,
        [hospitalId],
      )
      const runs = await run<{
        id: string
        beganAt: Instant
        endedAt: Instant | null
        removed: Record<string, number>
        failed: string[]
      }>(
        tx,
        `select id, began_at, ended_at, removed, failed from platform.removal where hospital_id = $1
         order by began_at desc limit ${RUNS}`,
        [hospitalId],
      )
      return {
        undelivered: undelivered.map(row => ({ ...row, at: row.at.toString(), error: causeOf(row.error) })),
        kept,
        runs: runs.map(row => ({
          ...row,
          beganAt: row.beganAt.toString(),
          endedAt: row.endedAt?.toString() ?? null,
        })),
        hour,
        mayAct: can(caller, 'upkeep:act'),
        maySet: can(caller, 'setting:write'),
      }
    })
  }

/** The kind of an error, and what the database named: never a message, which could quote a row. */
function causeOf(facts: string): string {
  const { error, code, constraint } = JSON.parse(facts) as { error?: string; code?: string; constraint?: string }
  return [error, code, constraint].filter(Boolean).join(' · ')
}
