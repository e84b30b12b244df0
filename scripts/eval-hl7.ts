// Sends every file of a folder over a real MLLP socket and counts the answers: npm run eval:hl7 -- DIR [--host H] [--port P].
// Without --port it starts a whole house of its own. The last line is one JSON object for machines; n counts files.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { type Caller, call, parseMessage } from '#interop/hl7v2/index.ts'

type Outcome = 'accepted' | 'rejected' | 'crashed'
interface Target {
  readonly host: string
  readonly port: number
  close(): Promise<void>
}

const ANSWER_MILLISECONDS = 10_000

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string' } },
  })
  const [folder] = positionals
  if (folder === undefined) {
    console.error('Which folder? npm run eval:hl7 -- DIR [--host H] [--port P]')
    return 2
  }
  const target =
    values.port === undefined
      ? await ownHouse()
      : { host: values.host, port: Number(values.port), close: async () => {} }
  const counts: Record<Outcome, number> = { accepted: 0, rejected: 0, crashed: 0 }
  const reasons = new Map<string, number>()
  const files = await filesIn(folder)
  for (const file of files) {
    const { outcome, reason } = worst(await sendFile(file, target))
    counts[outcome] += 1
    if (outcome === 'crashed') console.error(`${path.basename(file)}: ${reason}`)
    else reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  await target.close()
  for (const [reason, count] of reasons) console.log(`${String(count).padStart(5)}  ${reason}`)
  console.log(JSON.stringify({ n: files.length, ...counts }))
  return 0
}

/** A whole house, started as a person starts it, on an empty database of its own that is gone afterwards. */
async function ownHouse(): Promise<Target> {
  const folder = await mkdtemp(path.join(tmpdir(), 'eval-hl7-'))
  const [web, port] = [await freePort(), await freePort()]
  const house = fork(path.join(import.meta.dirname, '../src/apps/server/main.ts'), {
    env: {
      ...process.env,
      DATABASE_URL: '',
      KEY_FILE: '',
      PUBLIC_URL: '',
      CLOCK: '',
      DATA_DIR: folder,
      SEED: 'none',
      HOST: '127.0.0.1',
      PORT: String(web),
      MLLP_PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = once(house, 'exit')
  await Promise.race([
    saysWhereItListens(house),
    ended.then(() => Promise.reject(new Error('the house did not start'))),
  ])
  return {
    host: '127.0.0.1',
    port,
    close: async () => {
      house.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function saysWhereItListens(house: ChildProcess): Promise<void> {
  for await (const line of createInterface({ input: house.stdout as Readable })) if (line.includes('mllp://')) break
  house.stdout?.resume()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter(entry => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => path.join(entry.parentPath, entry.name))
    .toSorted()
}

/** Each message of a file, its bytes as they are; a file without any is sent whole. Frames and batch envelopes are taken off. */
function messagesIn(file: Buffer): readonly Buffer[] {
  const text = file.toString('latin1').replaceAll('\u000bMSH', '\rMSH').replaceAll('\u001c', '\r')
  const parts = text.split(/(?<=^|[\r\n])(?=(?:\u00ef\u00bb\u00bf)?MSH[^A-Za-z0-9\s])/)
  const messages = parts.length > 1 && isEnvelope(parts[0] ?? '') ? parts.slice(1) : parts
  return messages.map(message => Buffer.from(message.replace(/[\r\n]+$/, ''), 'latin1'))
}

const isEnvelope = (part: string): boolean => /^\s*((FHS|BHS)|$)/.test(part)

interface Answered {
  readonly outcome: Outcome
  readonly reason: string
}

async function sendFile(file: string, target: Target): Promise<readonly Answered[]> {
  const answers: Answered[] = []
  const messages = messagesIn(await readFile(file))
  let caller: Caller | null = null
  for (const message of messages) {
    try {
      caller ??= await call({ host: target.host, port: target.port, answerMilliseconds: ANSWER_MILLISECONDS })
      answers.push(judge(message, await caller.send(message)))
    } catch (error) {
      answers.push({ outcome: 'crashed', reason: error instanceof Error ? error.message : String(error) })
      caller?.close()
      caller = null
    }
  }
  caller?.close()
  return answers
}

/** A refusal counts as one when it gives its reason, in MSA-3 or in ERR, and an answer when it is to this message. */
function judge(message: Buffer, bytes: Buffer): Answered {
  const answer = parseMessage(bytes)
  const code = answer.field('MSA', 1).raw
  const asked = controlIdOf(message)
  if (asked !== null && answer.field('MSA', 2).raw !== asked)
    return { outcome: 'crashed', reason: 'the answer is to another message' }
  if (code === 'AA') return { outcome: 'accepted', reason: code }
  if (code !== 'AE' && code !== 'AR') return { outcome: 'crashed', reason: `the answer is “${code}”` }
  const error = answer.segment('ERR')
  const reason = error?.field(8).raw || error?.field(3).raw || answer.field('MSA', 3).raw || error?.field(1).raw
  return reason
    ? { outcome: 'rejected', reason: `${code} ${reason}` }
    : { outcome: 'crashed', reason: `${code} without a reason` }
}

function controlIdOf(message: Buffer): string | null {
  try {
    return parseMessage(message).field('MSH', 10).raw.trim()
  } catch {
    return null
  }
}

/** A file is what the worst of its messages is. */
const worst = (answers: readonly Answered[]): Answered =>
  answers.find(({ outcome }) => outcome === 'crashed') ??
  answers.find(({ outcome }) => outcome === 'rejected') ??
  answers[0] ?? { outcome: 'crashed', reason: 'nothing was sent' }

process.exitCode = await main()
