import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { modules } from '#apps/server/modules.ts'
import { whoAsks } from '#apps/server/who-asks.ts'
import { buildApp } from '#platform/http/app.ts'
import { cleanUp } from './clean-up.ts'
import type { TestHouse } from './house.ts'

const ROOT = join(import.meta.dirname, '../..')

let built: Promise<string> | undefined

/** The folder of the three apps as `npm start` builds them; built once for these sources, for all test files and runs. */
export const builtWeb = (): Promise<string> => (built ??= build())

async function build(): Promise<string> {
  const folder = join(tmpdir(), `yiguanjia-web-${await sourcesNow()}`)
  if (existsSync(folder)) return folder
  await forgetOld()
  const aside = `${folder}.${process.pid}`
  await mkdir(aside, { recursive: true })
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: ROOT,
    env: { ...env, WEB_OUTPUT: aside },
  })
  try {
    await rename(aside, folder)
  } catch (error) {
    // Another test file was quicker.
    await rm(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** What was built for sources of more than an hour ago serves no run any more. */
async function forgetOld(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith('yiguanjia-web-')) continue
    const folder = join(tmpdir(), name)
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (mtimeMs < Date.now() - 3_600_000) await rm(folder, { recursive: true, force: true })
  }
}

async function sourcesNow(): Promise<string> {
  const digest = createHash('sha256')
  const sources = await readdir(join(ROOT, 'src'), { recursive: true })
  for (const file of [...sources.map(name => join('src', name)).toSorted(), 'vite.config.ts', 'package-lock.json']) {
    const { mtimeMs, size } = await stat(join(ROOT, file))
    digest.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return digest.digest('hex').slice(0, 16)
}

/** Serves a test's house and a folder of web pages on one port, as the house does; closed behind the test. */
export async function serveWeb({ house }: TestHouse, folder: string): Promise<string> {
  const app = await buildApp({
    house,
    modules,
    authenticate: whoAsks(house),
    checkAnswers: true,
    web: folder,
    rateLimits: false,
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  cleanUp(() => app.close())
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}
