import { mkdtempSync, realpathSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const MEMORY = '/dev/shm'
const ROOM = 2 * 1024 ** 3

/** Where tests keep files: in memory where there is room, since copying a database on a disk takes most of a test's time. */
export const temporary = hasRoom(MEMORY) ? MEMORY : realpathSync(tmpdir())

/** A folder that goes when the test is through. */
export function testFolder(): string {
  const folder = mkdtempSync(join(temporary, 'yiguanjia-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > ROOM
  } catch {
    return false
  }
}
