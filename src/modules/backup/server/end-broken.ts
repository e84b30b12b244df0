import { rm } from 'node:fs/promises'
import { systemCaller } from '#kernel/caller.ts'
import { isBefore } from '#kernel/time.ts'
import { partOf } from '#platform/backup/make.ts'
import { type House, transact } from '#platform/house.ts'
import { SILENT_MINUTES } from '../rules/plan.ts'
import { brokenRows, failRow, INTERRUPTED, savePlan, takePlan, wholeRow } from './store.ts'
import type { BackupKind } from './tables.ts'

export const failed = (id: string, kind: BackupKind, reason: string) =>
  ({ action: 'backup.failed', subject: { kind: 'backup', id }, facts: { kind, reason } }) as const

/**
 * Ends backups whose process died (中途中断): tells it, takes away what they left half written, and lets a daily one be made up for at
 * once. Two processes that look at the same moment tell it once. In a restored house, the backup that it was restored from was whole.
 */
export async function endBroken(house: House): Promise<void> {
  const hospitalId = house.hospital.id
  const at = house.clock.now()
  const broken = await transact(house, systemCaller(hospitalId), async ({ tx, tell }) => {
    const found = await brokenRows(tx, hospitalId, at.subtract({ minutes: SILENT_MINUTES }))
    for (const { id } of found.filter(row => row.restoredFrom)) {
      await wholeRow(tx, hospitalId, id)
      tell({ action: 'backup.restored-from', subject: { kind: 'backup', id }, facts: {} })
    }
    const rows = found.filter(row => !row.restoredFrom)
    for (const { id, kind } of rows) {
      await failRow(tx, hospitalId, id, at, INTERRUPTED)
      tell(failed(id, kind, INTERRUPTED))
    }
    const plan = rows.some(row => row.kind === 'daily') ? await takePlan(tx, hospitalId) : null
    if (plan !== null && isBefore(at, plan.nextAt)) await savePlan(tx, hospitalId, { ...plan, nextAt: at })
    return rows
  })
  // Where it ran on another machine, there is nothing of it here.
  for (const { file } of broken) await rm(partOf(file), { force: true }).catch(() => undefined)
}
