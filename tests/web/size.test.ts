import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '#apps/desk/routes.ts'
import { builtWeb } from '../support/web.ts'
import { firstRoute, gzipBytes } from './first-route.ts'

let folder: string
beforeAll(async () => {
  folder = await builtWeb()
}, 120_000)

/** The pages that stand at `/` of the desk, from the outer to the inner. */
function pagesAt(children: readonly unknown[] = []): string[] {
  for (const child of children as { type: string; file?: string; children?: unknown[] }[]) {
    if (child.type === 'index') return [child.file ?? '']
    const inner = child.type === 'layout' ? pagesAt(child.children) : []
    if (inner.length > 0) return [child.file ?? '', ...inner]
  }
  return []
}

test('the patient loads at most 80 KB, the liaison as well', async () => {
  for (const app of ['portal', 'handheld'] as const) {
    const bytes = await gzipBytes(folder, await firstRoute(folder, app))
    expect(bytes / 1024, `${app}, KB with gzip`).toBeLessThanOrEqual(80)
  }
})

test('the first screen of the desk is at most 320 KB', async () => {
  const parts = pagesAt(routes.children).map(file => `${file.split('/').slice(-2).join('/')}?tsr-split=component`)
  expect(parts.length).toBe(2)
  const bytes = await gzipBytes(folder, await firstRoute(folder, 'desk', parts))
  expect(bytes / 1024, 'KB with gzip').toBeLessThanOrEqual(320)
})

test('no Zod goes to a browser, no script stands in a page, and every text is packed twice', async () => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile())
  const names = new Set(files.map(entry => join(entry.parentPath, entry.name)))
  for (const name of names) {
    if (/\.(?:js|css)$/.test(name)) {
      const text = await readFile(name, 'utf8')
      expect(text.includes('ZodError'), name).toBe(false)
      if (text.length > 2_000) expect([names.has(`${name}.gz`), names.has(`${name}.br`)], name).toEqual([true, true])
    }
    if (name.endsWith('.html'))
      expect(await readFile(name, 'utf8')).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=/)
  }
})

test('the touch apps are drawn by preact, the desk by React', async () => {
  const text = async (app: 'portal' | 'handheld' | 'desk') =>
    (await Promise.all((await firstRoute(folder, app)).map(file => readFile(join(folder, file), 'utf8')))).join('\n')
  for (const app of ['portal', 'handheld'] as const) expect(await text(app)).not.toContain('react.transitional.element')
  expect(await text('desk')).toContain('react.transitional.element')
})
