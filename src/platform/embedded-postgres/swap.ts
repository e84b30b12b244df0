import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where a restore works beside the data of the house; what is left of one that died is no house's. */
export const WORKSHOP = 'restoring'
const READY = 'restored.ready'

/** The data that the restore made are whole: from here on they are the house's, whatever dies.. */
export function beginSwap(home: string, kept: string): void {
  const beside = join(home, `${READY}.new`)
  writeFileSync(beside, kept)
  sync(beside)
  renameSync(beside, join(home, READY))
  sync(home)
}

/** Puts restored data in the place of the old ones, or goes on where somebody died in the middle of it. */
export function finishSwap(home: string): void {
  const ready = join(home, READY)
  if (!existsSync(ready)) return
  const [cluster, fresh] = [join(home, 'postgres'), join(home, WORKSHOP, 'postgres')]
  if (existsSync(fresh)) {
    if (existsSync(cluster)) renameSync(cluster, join(home, readFileSync(ready, 'utf8')))
    renameSync(fresh, cluster)
    sync(home)
  }
  rmSync(ready)
  rmSync(join(home, WORKSHOP), { recursive: true, force: true })
}

function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
