/**
 * What the first screen costs: `npm run bench:load`. Starts the house with its demo hospital, opens the patient's page of one
 * matter and the desk's console as a first visit over slow 4G with a slow processor, and says KB with gzip and LCP. Takes
 * other addresses as `--patient URL --desk URL` (the desk's then as it answers without a sign-in).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PASSWORD } from '#apps/seed/accounts.ts'
import { launchChromium } from '../tests/support/chromium.ts'
import { type FirstLoad, firstLoad } from './first-load.ts'

const ROOT = join(import.meta.dirname, '..')
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1440, height: 900 }

interface Subjects {
  readonly patient: string
  readonly desk: string
  /** `name=value` of the desk's session. */
  readonly cookie: string | null
  close(): Promise<void>
}

const { values: given } = parseArgs({ options: { patient: { type: 'string' }, desk: { type: 'string' } } })
const subjects: Subjects =
  given.patient && given.desk
    ? { patient: given.patient, desk: given.desk, cookie: null, close: async () => {} }
    : await startHouse()
try {
  const browser = await launchChromium()
  const patient = await firstLoad(browser, subjects.patient, PHONE)
  const desk = await firstLoad(browser, subjects.desk, DESK, async context => {
    const [name = '', value = ''] = subjects.cookie?.split('=') ?? []
    if (name) await context.addCookies([{ name, value, url: subjects.desk }])
  })
  await browser.close()
  tell('patient', patient)
  tell('desk', desk)
  console.log(
    JSON.stringify({
      patient_kb: round(patient.kb),
      patient_lcp_ms: Math.round(patient.lcpMs),
      desk_kb: round(desk.kb),
      desk_lcp_ms: Math.round(desk.lcpMs),
    }),
  )
} finally {
  await subjects.close()
}

function tell(name: string, { requests }: FirstLoad): void {
  console.log(`${name}:\n${requests.map(request => `  ${request}`).join('\n')}`)
}

function round(kb: number): number {
  return Math.round(kb * 10) / 10
}

/** The house as `npm start` runs it, on an empty folder, with a clerk signed in and a link to one of her matters. */
async function startHouse(): Promise<Subjects> {
  if (!existsSync(join(ROOT, 'dist/web/portal/index.html'))) throw new Error('build the web first: npm run build')
  const folder = await mkdtemp(join(tmpdir(), 'yiguanjia-load-'))
  const port = await freePort()
  const base = `http://localhost:${port}`
  const house = spawn(process.execPath, [join(ROOT, 'src/apps/server/main.ts')], {
    env: { ...process.env, DATA_DIR: folder, PORT: String(port), MLLP_PORT: 'none', PUBLIC_URL: base },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>(resolve => house.once('exit', () => resolve()))
  const close = async () => {
    house.kill('SIGTERM')
    await ended
    // PostgreSQL may still be leaving.
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
  try {
    await answers(`${base}/api/ready`, house)
    const signedIn = await post(base, '/api/session', { login: 'lin', password: PASSWORD }, null)
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? null
    const { items } = (await read(base, '/api/tickets?view=mine', cookie)) as { items: readonly { id: string }[] }
    const [matter] = items
    if (!matter) throw new Error('the clerk of the demo has no matter')
    const link = await post(base, `/api/tickets/${matter.id}/links`, { partId: null }, cookie)
    const { url } = (await link.json()) as { url: string }
    return { patient: url, desk: `${base}/`, cookie, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

/** Waits for the house, which fills its demo hospital first. */
async function answers(url: string, house: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1_500 && house.exitCode === null; tries += 1) {
    const response = await fetch(url).catch(() => null)
    if (response?.ok) return
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  throw new Error('the house did not start')
}

async function post(base: string, path: string, body: unknown, cookie: string | null): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) }
  const response = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response
}

async function read(base: string, path: string, cookie: string | null): Promise<unknown> {
  const response = await fetch(base + path, { headers: cookie ? { cookie } : {} })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response.json()
}
