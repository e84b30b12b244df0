import { join } from 'node:path'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { makeBackup, type Progress } from '#platform/backup/make.ts'
import type { House } from '#platform/house.ts'
import { transact } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import { fileNameAt, SILENT_MINUTES } from '../rules/plan.ts'
import { beginRow, endRow, failRow, seenRow, silentRows } from './store.ts'
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

/** Begins a backup and writes it to the log (备份, SEC-04). One at a time; one that fell silent is told as broken off. */
export async function backUp(house: House, caller: Caller, asked: BackUp): Promise<Begun> {
  const at = house.clock.now()
  const file = 'file' in asked.to ? asked.to.file : join(asked.to.folder, fileNameAt(at, house.hospital.zone))
  const id = house.ids.next()
  await transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    for (const silent of await silentRows(tx, caller.hospitalId, at.subtract({ minutes: SILENT_MINUTES }))) {
      await failRow(tx, caller.hospitalId, silent.id, at, 'interrupted')
      tell(failed(silent.id, silent.kind, 'interrupted'))
    }
    if (
      !(await beginRow(tx, {
        hospitalId: caller.hospitalId,
        id,
        kind: asked.kind,
        file,
        at,
        authorId: caller.personId,
      }))
    )
      throw new Problem('backup-running')
  })
  return { id, file, through: carryOut(house, { ...asked, id, file }) }
}

const failed = (id: string, kind: BackupKind, reason: string) =>
  ({ action: 'backup.failed', subject: { kind: 'backup', id }, facts: { kind, reason } }) as const

async function carryOut(
  house: House,
  { id, kind, file, onTable }: BackUp & { id: string; file: string },
): Promise<boolean> {
  const hospitalId = house.hospital.id
  const system = systemCaller(hospitalId)
  const alive = setInterval(() => {
    house.database.transact(tx => seenRow(tx, hospitalId, id, house.clock.now())).catch(() => undefined)
  }, BREATH_MS)
  try {
    const client = await house.database.connect()
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
    } finally {
      await client.end()
    }
  } catch (error) {
    house.log.error(errorFacts(error), 'a backup failed')
    const reason = reasonOf(error)
    await transact(house, system, async ({ tx, tell }) => {
      await failRow(tx, hospitalId, id, house.clock.now(), reason)
      tell(failed(id, kind, reason))
    }).catch(() => undefined)
    return false
  } finally {
    clearInterval(alive)
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
