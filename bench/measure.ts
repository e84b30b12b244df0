import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import net from 'node:net'

/** Seconds of processor time, user and system, of a process and everything below it, the dead it waited for included. */
export function processorSeconds(root: number): number {
  const all = new Map<number, { parent: number; ticks: number }>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number)
      const [, parent = 0] = fields
      all.set(Number(name), {
        parent,
        ticks: (fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0),
      })
    } catch {
      // It ended meanwhile.
    }
  }
  const below = (pid: number): number =>
    (all.get(pid)?.ticks ?? 0) +
    [...all].filter(([, one]) => one.parent === pid).reduce((sum, [child]) => sum + below(child), 0)
  return below(root) / 100
}

/** Proportional memory of one process in MB. */
export function memoryOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Math.round(Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024)
}

export interface Load {
  readonly done: number
  readonly failed: number
  /** The first answer that was not what it should be. */
  readonly refusal: string
  readonly seconds: number
  readonly p50: number
  readonly p99: number
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/** Sends requests over `connections` keep-alive sockets, one at a time on each, for `seconds`. Milliseconds from write to the last byte. */
export async function load(target: {
  port: number
  connections: number
  seconds: number
  request(n: number): string
  ok(status: number): boolean
}): Promise<Load> {
  const times: number[] = []
  let failed = 0
  let refusal = ''
  let sent = 0
  const start = performance.now()
  const end = start + target.seconds * 1000
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = net.connect(target.port, '127.0.0.1')
      socket.setNoDelay(true)
      let buffer = Buffer.alloc(0)
      let began = 0
      const next = () => {
        if (performance.now() >= end) {
          socket.end()
          resolve()
          return
        }
        sent += 1
        began = performance.now()
        socket.write(target.request(sent))
      }
      socket.on('connect', next)
      socket.on('error', reject)
      socket.on('data', chunk => {
        buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk])
        const head = buffer.indexOf('\r\n\r\n')
        if (head < 0) return
        const headers = buffer.subarray(0, head).toString('latin1')
        const length = Number(/content-length: (\d+)/i.exec(headers)?.[1] ?? 0)
        if (buffer.length < head + 4 + length) return
        times.push(performance.now() - began)
        if (!target.ok(Number(headers.slice(9, 12)))) {
          failed += 1
          refusal ||= buffer.toString('utf8')
        }
        buffer = buffer.subarray(head + 4 + length)
        next()
      })
    })
  await Promise.all(Array.from({ length: target.connections }, one))
  const seconds = (performance.now() - start) / 1000
  const sorted = times.toSorted((a, b) => a - b)
  return { done: sorted.length, failed, refusal, seconds, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) }
}

/** A request as it goes over the wire, with a key of its own. */
export function postOf(path: string, cookie: string, asked: unknown): string {
  const body = JSON.stringify(asked)
  return `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\nidempotency-key: ${randomUUID()}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** One round: the ceiling, and the house right after it. */
export interface Pair {
  readonly ceiling: { readonly kind: string; readonly tps: number; readonly p99: number }
  readonly tps: number
  readonly p99: number
  readonly cpu: number
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
const round3 = (value: number): number => Math.round(value * 1000) / 1000

/** The medians of some rounds, as the last line says them. */
export function summaryOf(pairs: readonly Pair[]) {
  const ceilingTps = median(pairs.map(one => one.ceiling.tps))
  const tps = median(pairs.map(one => one.tps))
  return {
    ceiling: pairs[0]?.ceiling.kind,
    ceiling_tps: Math.round(ceilingTps),
    tps: Math.round(tps),
    share: round3(tps / ceilingTps),
    p99_ms: round3(median(pairs.map(one => one.p99))),
    raw_p99_ms: round3(median(pairs.map(one => one.ceiling.p99))),
    cpu_ms: round3(median(pairs.map(one => one.cpu))),
  }
}
