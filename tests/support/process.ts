import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { processesIn, startOf } from '#platform/embedded-postgres/processes.ts'
import { cleanUp } from './clean-up.ts'

export const ROOT = join(import.meta.dirname, '../..')

/** Inherited by everything that a program starts; it finds them again when their parents are dead. */
const MARK = 'YIGUANJIA_TEST_FAMILY'

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Run as this user (root only). */
  readonly uid?: number
  /** The data folder, whose database belongs to the family too. */
  readonly dataDir?: string
}

/** A real process, with all that it starts. */
export interface Program {
  readonly pid: number
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  /** All it wrote so far, to both outputs. */
  output(): string
  /** Waits until it writes this; throws with all it wrote when it ends or `seconds` are over before. */
  said(pattern: RegExp, seconds?: number): Promise<RegExpExecArray>
  signal(signal: NodeJS.Signals): void
  /** To it and all in its process group: Ctrl-C at a terminal is `signalGroup('SIGINT')`. */
  signalGroup(signal: NodeJS.Signals): void
  /** The living processes that it started, directly or not, and itself, by pid and command. */
  family(): Map<number, string>
  /** Waits until the family is gone; what is left of it after `seconds`. */
  remaining(seconds?: number): Promise<string[]>
  killFamily(): void
}

/** Starts a program in a process group of its own; whatever is left of its family is killed behind the test, or the file. */
export function startProgram(command: string, words: readonly string[], options: ProgramOptions = {}): Program {
  const mark = randomUUID()
  const child = spawn(command, words, {
    cwd: options.cwd ?? ROOT,
    env: { ...cleanEnvironment(), ...options.env, [MARK]: mark },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal })) as Program['ended']
  const pid = child.pid as number
  const family = () => familyOf(mark, options.dataDir)
  const program: Program = {
    pid,
    ended,
    output: () => output,
    said: (pattern, seconds = 30) => said(child, () => output, pattern, seconds),
    signal: signal => child.kill(signal),
    signalGroup: signal => process.kill(-pid, signal),
    family,
    async remaining(seconds = 10) {
      for (const end = performance.now() + seconds * 1000; family().size > 0 && performance.now() < end; )
        await pause(50)
      return [...family().values()]
    },
    killFamily() {
      for (const one of family().keys()) kill(one)
    },
  }
  cleanUp(async () => {
    // In order first: a server that is killed leaves shared memory behind until the next one on its data.
    if (startOf(pid) !== undefined) program.signal('SIGTERM')
    await program.remaining(5)
    program.killFamily()
    await program.remaining()
  })
  return program
}

async function said(
  child: ChildProcess,
  output: () => string,
  pattern: RegExp,
  seconds: number,
): Promise<RegExpExecArray> {
  for (const end = performance.now() + seconds * 1000; ; ) {
    const found = pattern.exec(output())
    if (found) return found
    const ended = child.exitCode ?? child.signalCode
    if (ended !== null) throw new Error(`it ended (${ended}) before it said ${pattern}:\n${output()}`)
    if (performance.now() > end) throw new Error(`it did not say ${pattern} within ${seconds} s:\n${output()}`)
    await pause(10)
  }
}

function familyOf(mark: string, dataDir: string | undefined): Map<number, string> {
  const marked = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && read(`/proc/${name}/environ`).includes(`${MARK}=${mark}`))
    .map(Number)
  // The server's helpers write their titles over their environment; but they work in the folder of the data.
  const serving = dataDir === undefined ? [] : processesOn(dataDir)
  const living = [...new Set([...marked, ...serving])].filter(pid => startOf(pid) !== undefined)
  return new Map(living.map(pid => [pid, `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').slice(0, 200)}`]))
}

function processesOn(dataDir: string): number[] {
  try {
    return processesIn(join(dataDir, 'postgres')) ?? []
  } catch {
    return []
  }
}

/** SIGKILL, to a process that may have ended by itself. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Ours, without what npm and Vitest put in. */
const cleanEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_|VITEST|TEST$|DEV$|PROD$|MODE$|SSR$|BASE_URL$|NODE_ENV$)/.test(name),
    ),
  )

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

export interface RunningApp extends Program {
  /** `http://localhost:…` */
  readonly web: string
  readonly mllpPort: number
  readonly dataDir: string
  /** How long it took from the command to the first answer. */
  readonly startedWithinMs: number
}

const START = {
  npm: ['npm', 'start'],
  bootstrap: [process.execPath, 'scripts/run.mjs', 'start'],
  app: [process.execPath, 'src/apps/server/main.ts'],
} as const

/** Starts the real house on free ports and waits until it answers. Without demo data unless `env.SEED` says otherwise. */
export async function startApp(
  options: ProgramOptions & { readonly dataDir: string; readonly through?: keyof typeof START },
): Promise<RunningApp> {
  const began = performance.now()
  const mllpPort = await freePort()
  const PORT = String(await freePort())
  const [command, ...words] = START[options.through ?? 'app']
  const env = { SEED: 'none', DATA_DIR: options.dataDir, PORT, MLLP_PORT: String(mllpPort), ...options.env }
  const program = startProgram(command, words, { ...options, env })
  const [, web = ''] = await program.said(/网页 Web\s+(http:\S+)/, 60)
  await fetch(`${web}/api/health`)
  return { ...program, web, mllpPort, dataDir: options.dataDir, startedWithinMs: Math.round(performance.now() - began) }
}
