import { type Caller, can } from '#kernel/caller.ts'
import type { Answer, Sending } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { writeSetting } from '#platform/settings.ts'
import type * as contract from '../contract.ts'
import { nextAt, SILENT_MINUTES } from '../rules/plan.ts'
import { backupPolicy } from '../settings.ts'
import { backUp } from './back-up.ts'
import { folderOf, readyFolder } from './folder.ts'
import { lastDone, lastPassed, newestBackups, newestTests, savePlan, takePlan } from './store.ts'

const SHOWN = 60
/** A daily backup that is this old is one too few. */
const LATE_HOURS = 36

/** What the administrator's page shows (备份与恢复测试). */
export async function readBackups(house: House, caller: Caller): Promise<Answer<typeof contract.readBackups>> {
  const { hospitalId } = caller
  const now = house.clock.now()
  const { version, value: policy } = await house.settings.at(hospitalId, backupPolicy, now)
  return house.database.transact(async tx => {
    const silent = now.subtract({ minutes: SILENT_MINUTES })
    const backups = await newestBackups(tx, hospitalId, silent, SHOWN)
    const tests = await newestTests(tx, hospitalId, SHOWN)
    const [last, passed, plan] = [
      await lastDone(tx, hospitalId),
      await lastPassed(tx, hospitalId),
      await takePlan(tx, hospitalId),
    ]
    const since = plan === null ? null : plan.nextAt.subtract({ hours: 24 })
    const lastAt = last ?? since
    return {
      backups: backups.map(row => ({
        ...row,
        startedAt: row.startedAt.toString(),
        finishedAt: row.finishedAt?.toString() ?? null,
      })),
      tests: tests.map(row => ({
        ...row,
        at: row.at.toString(),
        backupAt: row.backupAt.toString(),
        differences: [...row.differences],
      })),
      plan: { ...policy, version },
      folder: folderOf(house, policy),
      nextAt: plan?.nextAt.toString() ?? null,
      lastAt: last?.toString() ?? null,
      lastTestAt: passed?.toString() ?? null,
      isLate: lastAt === null || lastAt.until(now).total('hours') > LATE_HOURS,
      testIsDue: passed === null || passed.until(now).total('hours') > 24 * policy.testEvery,
      mayRun: can(caller, 'backup:run'),
      mayPlan: can(caller, 'setting:write'),
    }
  })
}

/** Begins a backup at once; it goes on after the answer. */
export async function runNow(house: House, caller: Caller): Promise<{ id: string }> {
  const { value: policy } = await house.settings.at(caller.hospitalId, backupPolicy, house.clock.now())
  const folder = await readyFolder(house, policy)
  const { id } = await backUp(house, caller, { kind: 'by-hand', to: { folder } })
  return { id }
}

/** Sets the plan; the next backup is at its hour. */
export async function planBackups(
  house: House,
  caller: Caller,
  { version, ...policy }: Sending<typeof contract.planBackups>['body'],
): Promise<{ version: number }> {
  const now = house.clock.now()
  await readyFolder(house, policy)
  house.settings.forget()
  const before = await house.settings.at(caller.hospitalId, backupPolicy, now)
  if (before.version !== version) throw new Problem('stale-version')
  const written = await transact(house, caller, async ({ tx, tell }) => {
    const next = await writeSetting(tx, caller.hospitalId, backupPolicy, policy, {
      personId: caller.personId,
      effectiveFrom: now,
      at: now,
    })
    const plan = await takePlan(tx, caller.hospitalId)
    if (plan !== null)
      await savePlan(tx, caller.hospitalId, { ...plan, nextAt: nextAt(now, policy.hour, house.hospital.zone) })
    tell({
      action: 'backup.planned',
      subject: { kind: 'backup', id: caller.hospitalId },
      version: next,
      facts: { hour: policy.hour, keep: policy.keep },
      detail: { before: before.value, after: policy },
    })
    return next
  })
  house.settings.forget()
  return { version: written }
}
