import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

/** Not those of `@sparticuz/chromium`, which put everything into one process and switch off the security of the web. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
]

/** A browser for tests and measurements. */
export const launchChromium = (): Promise<Browser> => chromium.launch({ args: ARGUMENTS, ...program() })

/** $CHROMIUM, else the one that npm brought, else the system's. */
function program(): LaunchOptions {
  const chosen = process.env['CHROMIUM']
  if (chosen) return { executablePath: chosen }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = unpacked()
    const LD_LIBRARY_PATH = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':')
    const env = { ...(process.env as Record<string, string>), LD_LIBRARY_PATH, FONTCONFIG_PATH: join(folder, 'fonts') }
    return { executablePath: join(folder, 'chromium'), env }
  }
  return { executablePath: '/usr/bin/chromium' }
}

const UNPACK = `
  import { inflate } from '@sparticuz/chromium'
  await Promise.all(process.argv.slice(1).map(file => inflate(file)))`

/** The package's own list names folders that are not here; a browser without any font dies of the first text field. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir></fontconfig>
`

/** Unpacks the browser of this version, once for all runs of this user: aside, then renamed, so that it is whole or absent. */
function unpacked(): string {
  const root = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `yiguanjia-browser-${version}-${process.getuid?.()}`)
  if (existsSync(folder)) return folder
  const aside = `${folder}.${process.pid}`
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map(name =>
    join(root, 'bin', name),
  )
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', UNPACK, ...archives], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: aside },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`Chromium could not be unpacked: ${stderr}`)
  writeFileSync(join(aside, 'fonts', 'fonts.conf'), FONTS)
  try {
    renameSync(aside, folder)
  } catch (error) {
    // Another test file was quicker.
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}
