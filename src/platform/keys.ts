import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartRefusal } from '#platform/start-refusal.ts'

/** The secrets of one version. Which is used for what is fixed by derivation, so one file holds all that must be kept. */
export interface Key {
  readonly version: number
  /** What tells it from other keys and says nothing of it. */
  readonly id: string
  readonly field: KeyObject
  readonly token: KeyObject
  readonly link: KeyObject
  readonly seal: KeyObject
  readonly backup: KeyObject
}
export interface Keys {
  /** The one that new values are made with. */
  readonly current: Key
  get(version: number): Key
  readonly all: readonly Key[]
}
interface KeyFile {
  readonly keys: readonly { readonly version: number; readonly secret: string }[]
}

/** Reads the key file; with `make`, writes a new one (0600) where there is none. The database never holds these. */
export async function openKeys(file: string, make: boolean): Promise<Keys> {
  const read = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && make) return null
    throw new StartRefusal(
      `密钥文件 ${file} 无法读取：${error.message}。请用 KEY_FILE 指定`,
      `KEY_FILE ${file} cannot be read: ${error.message}`,
    )
  })
  if (read !== null) return keysOf(file, JSON.parse(read) as KeyFile)
  const made: KeyFile = { keys: [{ version: 1, secret: randomBytes(32).toString('base64') }] }
  await writeKeys(file, made)
  return keysOf(file, made)
}

/** Adds a new version; what older ones enciphered stays readable, new values use the new one. */
export async function rotateKeys(file: string): Promise<Keys> {
  const old = JSON.parse(await readFile(file, 'utf8')) as KeyFile
  const version = Math.max(...old.keys.map(key => key.version)) + 1
  const next: KeyFile = { keys: [...old.keys, { version, secret: randomBytes(32).toString('base64') }] }
  await writeKeys(file, next)
  return keysOf(file, next)
}

async function writeKeys(file: string, content: KeyFile): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const beside = `${file}.new`
  const handle = await open(beside, 'w', 0o600)
  await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`)
  await handle.sync()
  await handle.close()
  await chmod(beside, 0o600)
  await rename(beside, file)
}

function keysOf(file: string, content: KeyFile): Keys {
  const all = (content.keys ?? []).map(({ version, secret }) => {
    const master = Buffer.from(secret, 'base64')
    if (!Number.isInteger(version) || version < 1 || version > 255 || master.length !== 32)
      throw new Error(`KEY_FILE ${file} is damaged (密钥文件已损坏)`)
    const bytes = (use: string) => Buffer.from(hkdfSync('sha256', master, '', `yiguanjia ${use}`, 32))
    const derive = (use: string) => createSecretKey(bytes(use))
    return {
      version,
      id: `${version}-${bytes('id').toString('hex').slice(0, 16)}`,
      field: derive('field'),
      token: derive('token'),
      link: derive('link'),
      seal: derive('seal'),
      backup: derive('backup'),
    }
  })
  const current = all.toSorted((a, b) => b.version - a.version)[0]
  if (current === undefined) throw new Error(`KEY_FILE ${file} holds no key (密钥文件为空)`)
  return {
    current,
    all,
    get(version) {
      const key = all.find(one => one.version === version)
      if (key === undefined) throw new Error(`the key of version ${version} is missing in ${file}`)
      return key
    },
  }
}
