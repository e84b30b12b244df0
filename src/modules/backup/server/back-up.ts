import { join } from 'node:path'
import type { Client } from 'pg'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { makeBackup, type Progress } from '#platform/backup/make.ts'
import type { House } from '#platform/house.ts'
import { transact } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import { fileNameAt } from '../rules/plan.ts'
import { endBroken, failed } from './end-broken.ts'
import { aliveAs, beginRow, endRow, failRow, seenRow } from './store.ts'
import type { BackupKind } from './tables.ts'

export interface BackUp {
  readonly kind: BackupKind
  /** A folder, for a file that is named by the time, or a whole path. */
  readonly to: { readonly folder: string } | { readonly file: string }
  readonly onTable?: (progress: Progress) => void
}

/** One backup that has begun: its row of the log, and its end. */
export interface Begun {
  readonly id: string
  readonly file: string
  /** Whether it became whole; never rejects, the log holds why. */
  readonly through: Promise<boolean>
}

const BREATH_MS = 20_000

/**
 * Begins a backup and writes it to the log (备份, SEC-04). One at a time; one whose process died is told as broken off and holds up
 * nobody. The session that reads the data carries the backup's name from before its row is there: it is how others see that it lives.
 */
export async function backUp(house: House, caller: Caller, asked: BackUp): Promise<Begun> {
  const at = house.clock.now()
  const file = 'file' in asked.to ? asked.to.file : join(asked.to.folder, fileNameAt(at, house.hospital.zone))
  const id = house.ids.next()
  await endBroken(house)
  const client = await house.database.connect(aliveAs(id))
  try {
    await transact(house, { ...caller, once: null }, async ({ tx }) => {
      const row = { hospitalId: caller.hospitalId, id, kind: asked.kind, file, at, authorId: caller.personId }
      if (!(await beginRow(tx, row))) throw new Problem('backup-running')
    })
  } catch (error) {
    await client.end()
    throw error
  }
  return { id, file, through: carryOut(house, client, { ...asked, id, file }) }
}

async function carryOut(
  house: House,
  client: Client,
  { id, kind, file, onTable }: BackUp & { id: string; file: string },
): Promise<boolean> {
  const hospitalId = house.hospital.id
  const system = systemCaller(hospitalId)
  const alive = setInterval(() => {
    house.database.transact(tx => seenRow(tx, hospitalId, id, house.clock.now())).catch(() => undefined)
  }, BREATH_MS)
  try {
    const { manifest, bytes } = await makeBackup(client, {
      keys: house.keys,
      file,
      at: house.clock.now(),
      ...(onTable && { onTable }),
    })
    const rows = manifest.tables.reduce((sum, one) => sum + one.rows, 0)
    await transact(house, system, async ({ tx, tell }) => {
      await endRow(tx, hospitalId, id, {
        at: house.clock.now(),
        bytes,
        rows,
        tables: manifest.tables.length,
        key: house.keys.current.id,
      })
      tell({ action: 'backup.made', subject: { kind: 'backup', id }, facts: { kind, bytes, rows } })
    })
    return true
  } catch (error) {
    house.log.error(errorFacts(error), 'a backup failed')
    const reason = reasonOf(error)
    await transact(house, system, async ({ tx, tell }) => {
      const [ended] = await failRow(tx, hospitalId, id, house.clock.now(), reason)
      // Whoever found it dead meanwhile has told it already.
      if (ended !== undefined) tell(failed(id, kind, reason))
    }).catch(() => undefined)
    return false
  } finally {
    clearInterval(alive)
    // Last: while its session stands, the backup lives.
    await client.end().catch(() => undefined)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no-space',
  ENOENT: 'no-folder',
  ENOTDIR: 'no-folder',
  EACCES: 'not-allowed',
  EROFS: 'not-allowed',
}

/** A word for the log; what an error says in full stays out of it. */
const reasonOf = (error: unknown): string => REASONS[(error as { code?: string }).code ?? ''] ?? 'error'
