import { realpathSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const MEMORY = '/dev/shm'
const ROOM = 2 * 1024 ** 3

/** Where tests keep files: in memory where there is room, since copying a database on a disk takes most of a test's time. */
export const temporary = hasRoom(MEMORY) ? MEMORY : realpathSync(tmpdir())

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > ROOM
  } catch {
    return false
  }
}
