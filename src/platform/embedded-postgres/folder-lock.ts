import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartRefusal } from '#platform/start-refusal.ts'
import { startOf } from './processes.ts'

const NAME = 'house.lock'
const WRITING_MS = 500
/** Long enough for a process that was just killed to be gone, short enough to be refused at once. */
const DYING_MS = 200

interface Holder {
  readonly pid: number
  readonly start: string | undefined
}

/**
 * Makes this process the owner of a data folder until `release`, or until it dies. `folder` is a real path, so that two
 * names of one folder are one folder. Throws {@link StartRefusal} when a living process owns it.
 */
export async function claimFolder(folder: string): Promise<{ release(): void }> {
  const lock = join(folder, NAME)
  const mine = JSON.stringify({ pid: process.pid, start: startOf(process.pid) } satisfies Holder)
  while (!created(lock, mine)) {
    const seen = await written(lock)
    if (seen === undefined) continue
    const holder = parse(seen)
    if (holder && (await lives(holder))) throw taken(folder, holder.pid)
    setAside(lock, seen)
  }
  return {
    release() {
      if (content(lock) === mine) rmSync(lock, { force: true })
    },
  }
}

async function lives({ pid, start }: Holder): Promise<boolean> {
  for (let waited = 0; waited < DYING_MS; waited += 50) {
    const now = startOf(pid)
    if (now === undefined || now !== start) return false
    await pause(50)
  }
  return true
}

function created(lock: string, text: string): boolean {
  try {
    writeFileSync(lock, text, { flag: 'wx', mode: 0o644 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** The lock's text. A lock is empty for the blink between its creation and its writing; longer only if its writer died there. */
async function written(lock: string): Promise<string | undefined> {
  for (let waited = 0; ; waited += 50) {
    const text = content(lock)
    if (text !== '' || waited >= WRITING_MS) return text
    await pause(50)
  }
}

/** Removes the lock of a dead owner, and only that one: another starter may have replaced it meanwhile. */
function setAside(lock: string, dead: string): void {
  const aside = `${lock}.${process.pid}`
  try {
    renameSync(lock, aside)
  } catch {
    return
  }
  const moved = content(aside)
  if (moved !== undefined && moved !== dead) created(lock, moved)
  rmSync(aside, { force: true })
}

function content(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function parse(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder
  } catch {
    return undefined
  }
}

/** Another living process owns the folder; its server can be reached. */
export class FolderTaken extends StartRefusal {}

const taken = (folder: string, pid: number) =>
  new FolderTaken(
    `数据目录 ${folder} 正由进程 ${pid} 使用，本次启动已取消，原有服务不受影响。如需再开一个，请另设 DATA_DIR。`,
    `Process ${pid} is using the data folder ${folder}; this start is called off and the first lives on. Set another DATA_DIR to run a second one.`,
  )
