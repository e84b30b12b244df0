import { rm } from 'node:fs/promises'
import { systemCaller } from '#kernel/caller.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { type BackupPolicy, nextAt, RETRY_MINUTES } from '../rules/plan.ts'
import { backupPolicy } from '../settings.ts'
import { backUp } from './back-up.ts'
import { endBroken } from './end-broken.ts'
import { readyFolder } from './folder.ts'
import { dailyFiles, lastPassed, removeRow, savePlan, takePlan } from './store.ts'

const running = new WeakMap<House, Promise<void>>()
const going = new WeakSet<House>()

/** For who stops the house or looks at what came of it: the backup that the sweep began. */
export const dailyBackupThrough = (house: House): Promise<void> => running.get(house) ?? Promise.resolve()

/**
 * The daily backup (每日备份, SEC-04) and the reminder of the restore test, by the house's clock. A house that was off at the hour makes
 * up for it when it is back. The backup itself goes on beside the other sweeps.
 */
export const dailyBackup: Sweep = {
  name: 'backup: daily',
  every: 30,
  async run(house, now) {
    const hospitalId = house.hospital.id
    await endBroken(house)
    const { value: policy } = await house.settings.at(hospitalId, backupPolicy, now)
    const upcoming = nextAt(now, policy.hour, house.hospital.zone)
    const due = await transact(house, systemCaller(hospitalId), async ({ tx, tell }) => {
      const plan = await takePlan(tx, hospitalId)
      const remindLater = now.add({ hours: 24 * policy.testEvery })
      if (plan === null) {
        await savePlan(tx, hospitalId, { nextAt: upcoming, remindAt: remindLater })
        return false
      }
      const isDue = !isBefore(now, plan.nextAt)
      const mustRemind = !isBefore(now, plan.remindAt)
      // The hour was moved to an earlier one than what was planned. What begins now is planned once more until it is through: the
      // house may die at any moment.
      const soon = now.add({ minutes: RETRY_MINUTES })
      const nextAtNow = isDue ? earlier(soon, upcoming) : earlier(upcoming, plan.nextAt)
      if (mustRemind) {
        const passed = await lastPassed(tx, hospitalId)
        const days = passed === null ? policy.testEvery : Math.floor(passed.until(now).total('hours') / 24)
        tell({ action: 'backup.restore-test-due', subject: { kind: 'backup', id: hospitalId }, facts: { days } })
      }
      // A week later it is said again, until somebody has done it.
      const remindAt = mustRemind ? now.add({ hours: 24 * 7 }) : plan.remindAt
      if (isDue || mustRemind || nextAtNow !== plan.nextAt)
        await savePlan(tx, hospitalId, { nextAt: nextAtNow, remindAt })
      return isDue
    })
    if (due && !going.has(house)) running.set(house, daily(house, policy))
  },
}

const earlier = (one: Instant, other: Instant): Instant => (isBefore(other, one) ? other : one)

async function daily(house: House, policy: BackupPolicy): Promise<void> {
  going.add(house)
  try {
    const whole = await begin(house, policy)
    await planNext(house, policy, whole)
    if (whole) await removeOld(house, policy.keep)
  } finally {
    going.delete(house)
  }
}

async function begin(house: House, policy: BackupPolicy): Promise<boolean> {
  try {
    const folder = await readyFolder(house, policy)
    const { through } = await backUp(house, systemCaller(house.hospital.id), { kind: 'daily', to: { folder } })
    return await through
  } catch (error) {
    const reason = error instanceof Problem ? error.code : 'error'
    // Somebody makes one by hand, or another process this one: it is looked at again in half an hour.
    if (reason === 'backup-running') return false
    await transact(house, systemCaller(house.hospital.id), async ({ tell }) =>
      tell({
        action: 'backup.failed',
        subject: { kind: 'backup', id: house.hospital.id },
        facts: { kind: 'daily', reason },
      }),
    ).catch(() => undefined)
    return false
  }
}

/** The day after where it became whole; else half an hour later, unless the next one is due before. */
async function planNext(house: House, { hour }: BackupPolicy, whole: boolean): Promise<void> {
  const hospitalId = house.hospital.id
  const now = house.clock.now()
  const upcoming = nextAt(now, hour, house.hospital.zone)
  const next = whole ? upcoming : earlier(now.add({ minutes: RETRY_MINUTES }), upcoming)
  await house.database
    .transact(async tx => {
      const plan = await takePlan(tx, hospitalId)
      if (plan !== null) await savePlan(tx, hospitalId, { ...plan, nextAt: next })
    })
    .catch(() => undefined)
}

/** Only files that the log names as daily ones are taken away, never whatever else lies in the folder. */
async function removeOld(house: House, keep: number): Promise<void> {
  const hospitalId = house.hospital.id
  await house.database.transact(async tx => {
    const files = await dailyFiles(tx, hospitalId)
    for (const { id, file } of files.slice(keep)) {
      await rm(file, { force: true })
      await removeRow(tx, hospitalId, id)
    }
  })
}
