import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { WebApp } from '#ui/build/apps.ts'

interface Chunk {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

/** The files that the first screen of an app needs: its page, its entry, and whatever that imports. */
export async function firstRoute(folder: string, app: WebApp): Promise<readonly string[]> {
  const manifest = JSON.parse(await readFile(join(folder, app, 'manifest.json'), 'utf8')) as Record<string, Chunk>
  const needed = new Set([`${app}/index.html`])
  const need = (name: string) => {
    const chunk = manifest[name]
    if (!chunk) throw new Error(`${app} has no part ${name}`)
    if (needed.has(chunk.file)) return
    needed.add(chunk.file)
    for (const style of chunk.css ?? []) needed.add(style)
    for (const imported of chunk.imports ?? []) need(imported)
  }
  const [entry] = Object.keys(manifest).filter(name => manifest[name]?.isEntry)
  need(entry ?? '')
  return [...needed]
}

/** Bytes over the wire with gzip. */
export async function gzipBytes(folder: string, files: readonly string[]): Promise<number> {
  const sizes = files.map(async file => {
    const packed = join(folder, `${file}.gz`)
    return (await stat(existsSync(packed) ? packed : join(folder, file))).size
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
