import { basename } from 'node:path'
import { systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import type { Loaded } from '#platform/backup/load.ts'
import { type House, transact } from '#platform/house.ts'
import { backupPolicy } from '../settings.ts'
import { insertTest, savePlan, takePlan } from './store.ts'

const DIFFERENCES_KEPT = 50

/** Writes down that a backup was restored on trial, and how that went (恢复测试记录, SEC-04). */
export async function recordRestoreTest(
  house: House,
  tested: Loaded & { readonly file: string; readonly seconds: number },
): Promise<void> {
  const hospitalId = house.hospital.id
  const at = house.clock.now()
  const { manifest, differences } = tested
  const rows = manifest.tables.reduce((sum, one) => sum + one.rows, 0)
  const passed = differences.length === 0
  const { value: policy } = await house.settings.at(hospitalId, backupPolicy, at)
  await transact(house, systemCaller(hospitalId), async ({ tx, tell }) => {
    const id = house.ids.next()
    await insertTest(tx, hospitalId, {
      id,
      at,
      file: basename(tested.file),
      backupAt: Temporal.Instant.from(manifest.at),
      passed,
      tables: manifest.tables.length,
      rows,
      seconds: tested.seconds,
      differences: differences.slice(0, DIFFERENCES_KEPT),
    })
    const plan = await takePlan(tx, hospitalId)
    if (passed && plan !== null)
      await savePlan(tx, hospitalId, { ...plan, remindAt: at.add({ hours: 24 * policy.testEvery }) })
    tell({ action: 'backup.restore-tested', subject: { kind: 'backup', id }, facts: { passed, rows } })
  })
}
