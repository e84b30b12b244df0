import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'

/**
 * What tells the process that has `pid` now from a later one with the same number: the boot and the moment of its start.
 * Undefined when there is none, or only its exit code is left (a zombie).
 */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    return stdout?.trim() || undefined
  }
  const stat = read(`/proc/${pid}/stat`)
  // The name of the program stands in brackets and may hold spaces and brackets itself.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields === undefined || fields[0] === 'Z' || fields[0] === 'X') return undefined
  return `${read('/proc/sys/kernel/random/boot_id')?.trim()}/${fields[19]}`
}

/** The processes whose working folder is `folder`, by whatever path they came; undefined where the system does not tell. */
export function processesIn(folder: string): number[] | undefined {
  if (process.platform !== 'linux') return undefined
  const { dev, ino } = statSync(folder)
  const worksHere = (pid: string) => {
    try {
      const cwd = statSync(`/proc/${pid}/cwd`)
      return cwd.dev === dev && cwd.ino === ino
    } catch {
      // Gone, or another user's; and another user cannot run a server on our data.
      return false
    }
  }
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && worksHere(name))
    .map(Number)
}

/** The words a process was started with. */
export const commandOf = (pid: number): readonly string[] => read(`/proc/${pid}/cmdline`)?.split('\0') ?? []

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
