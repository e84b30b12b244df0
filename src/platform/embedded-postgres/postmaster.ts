import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartRefusal } from '#platform/start-refusal.ts'
import { commandOf, processesIn } from './processes.ts'
import type { RunAs } from './run-as.ts'

/** Everything one server process needs to know. */
export interface Plan {
  readonly bin: string
  readonly cluster: string
  readonly socket: string
  readonly as: RunAs
  readonly settings: Readonly<Record<string, string>>
}

/** One running server process. */
export interface Postmaster {
  /** Comes true when the server is gone, with the last it said. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

/** In the command line of each server that we start: what tells ours from one that somebody started by hand. */
const OURS = 'cluster_name=yiguanjia'
/** Part of the socket's name. */
export const PORT = 5432
const MAKE_WAY_MS = 30_000
const STOP_MS = 8_000
const TAIL = 8_000

/**
 * Starts the server with its arguments and stops it when our end of its input closes: on purpose, or because we died.
 * It ignores the signals of a shutdown that goes to everybody, since it has to outlive the server.
 */
const WATCHDOG = `
trap '' INT TERM HUP
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
{ read -r line; kill -INT $server; } <&3 2>/dev/null &
reader=$!
exec 3<&-
wait $server
status=$?
kill -KILL $reader 2>/dev/null
exit $status`

/** Starts the server, and waits until it answers. Whoever calls holds the folder's lock. */
export async function startPostmaster(plan: Plan): Promise<Postmaster> {
  for (const started = performance.now(); ; ) {
    const { ready, ...postmaster } = launch(plan)
    if (await ready) return postmaster
    const said = await postmaster.ended
    if (!/lock file|still in use/.test(said) || performance.now() - started > MAKE_WAY_MS)
      throw new Error(`PostgreSQL did not start: ${said || 'it said nothing'}`)
    makeWay(plan)
    await pause(100)
  }
}

function launch({ bin, cluster, socket, as, settings }: Plan): Postmaster & { ready: Promise<boolean> } {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [
    ...as.prefix,
    join(bin, 'postgres'),
    '-D',
    cluster,
    '-k',
    socket,
    '-p',
    String(PORT),
    '-c',
    OURS,
    ...options,
  ]
  // A session of its own: Ctrl-C at the terminal is for us, who then stop it in order.
  const child = spawn('sh', ['-c', WATCHDOG, 'watchdog', ...command], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
    ...as.ids,
  })
  child.stdin.on('error', () => undefined)
  let tail = ''
  const ended = once(child, 'exit').then(
    () => {
      // If only the watchdog was killed, this stops the server that it left behind.
      child.stdin.destroy()
      return tail
    },
    (error: Error) => error.message,
  )
  const ready = Promise.race([
    new Promise<boolean>(answer => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        tail = (tail + text).slice(-TAIL)
        if (tail.includes('ready to accept connections')) answer(true)
      })
    }),
    ended.then(() => false),
  ])
  return { ready, ended, stop: () => stop(child, ended) }
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.stdin?.end()
  const late = setTimeout(() => {
    try {
      // The group is the watchdog and the server; for the server it means: at once, recover at the next start.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGQUIT')
    } catch {
      // Gone in this very moment.
    }
  }, STOP_MS)
  await ended
  clearTimeout(late)
}

/**
 * The server says that another holds its data. We hold the folder's lock, so that other is one of ours whose house died,
 * or it is dead and its number went to a stranger. A server that somebody started by hand is left alone.
 */
function makeWay({ cluster, socket }: Plan): void {
  const pid = serverOf(cluster)
  const present = processesIn(cluster)
  if (present === undefined) return
  if (present.length === 0) {
    // Proof, not a guess: a server and all its helpers work in this very folder, and nobody does.
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    rmSync(join(socket, `.s.PGSQL.${PORT}.lock`), { force: true })
    return
  }
  if (pid === undefined || !present.includes(pid)) return
  if (!commandOf(pid).includes(OURS))
    throw new StartRefusal(
      `另一个 PostgreSQL（进程 ${pid}）正在使用 ${cluster}，请先将其停止。`,
      `Another PostgreSQL (process ${pid}) is using ${cluster}; stop it first.`,
    )
  process.kill(pid, 'SIGINT')
}

function serverOf(cluster: string): number | undefined {
  try {
    const [first = ''] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return Math.abs(Number(first)) || undefined
  } catch {
    return undefined
  }
}
