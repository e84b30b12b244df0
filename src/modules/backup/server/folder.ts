import { access, constants, mkdir, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import type { BackupPolicy } from '../rules/plan.ts'

/** Where the daily backups go; without one of the hospital's choice, beside the seals of the house. */
export const folderOf = (house: House, policy: BackupPolicy): string =>
  policy.folder ?? join(house.sealFile === null ? '.' : dirname(house.sealFile), 'backups')

/** Makes our own folder; one that the hospital chose must be there, since a disk that is not mounted looks like an empty one. */
export async function readyFolder(house: House, policy: BackupPolicy): Promise<string> {
  const folder = folderOf(house, policy)
  if (policy.folder === null) await mkdir(folder, { recursive: true, mode: 0o700 })
  const found = isAbsolute(folder) || policy.folder === null ? await stat(folder).catch(() => null) : null
  const usable =
    found?.isDirectory() === true &&
    (await access(folder, constants.W_OK).then(
      () => true,
      () => false,
    ))
  if (!usable) throw new Problem('folder-unusable', { pointer: '/body/folder' })
  return folder
}
