import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { builtWeb } from '../support/web.ts'
import { firstRoute, gzipBytes } from './first-route.ts'

let folder: string
beforeAll(async () => {
  folder = await builtWeb()
}, 120_000)

const IN_PAGE = /<script(?![^>]*\ssrc=)|<style|\son\w+=/

async function filesOf(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => relative(root, join(entry.parentPath, entry.name)))
}

test('the patient loads at most 80 KB, the liaison and the kiosk as well', async () => {
  for (const app of ['portal', 'handheld', 'kiosk'] as const) {
    const bytes = await gzipBytes(folder, await firstRoute(folder, app))
    expect(bytes / 1024, `${app}, KB with gzip`).toBeLessThanOrEqual(80)
  }
})

test('the first screen of the desk is at most 300 KB, and comes in few files', async () => {
  const files = await firstRoute(folder, 'desk')
  expect(files.length).toBeLessThanOrEqual(5)
  expect((await filesOf(folder)).filter(name => /\/(?:frame|start)\.page-/.test(name))).toEqual([])
  expect((await gzipBytes(folder, files)) / 1024, 'KB with gzip').toBeLessThanOrEqual(300)
})

test('no Zod goes to a browser, and no script or style stands in a page', async () => {
  const found = await Promise.all(
    (await filesOf(folder)).map(async name => {
      if (!/\.(?:js|html)$/.test(name)) return []
      const text = await readFile(join(folder, name), 'utf8')
      const isWrong = name.endsWith('.js') ? text.includes('ZodError') : IN_PAGE.test(text)
      return isWrong ? [name] : []
    }),
  )
  expect(found.flat()).toEqual([])
})

test('every text is packed twice, so that the server never does it while it answers', async () => {
  const names = new Set(await filesOf(folder))
  const large = await Promise.all(
    [...names].map(async name =>
      /\.(?:js|css|html)$/.test(name) && (await stat(join(folder, name))).size > 2_000 ? [name] : [],
    ),
  )
  expect(large.flat().length).toBeGreaterThan(10)
  expect(large.flat().filter(name => !names.has(`${name}.gz`) || !names.has(`${name}.br`))).toEqual([])
})

test.each([
  { app: 'portal', isReact: false },
  { app: 'handheld', isReact: false },
  { app: 'kiosk', isReact: false },
  { app: 'desk', isReact: true },
] as const)('the touch apps are drawn by preact, the desk by React: $app', async ({ app, isReact }) => {
  const files = await firstRoute(folder, app)
  const texts = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')))
  expect(texts.some(text => text.includes('react.transitional.element'))).toBe(isReact)
})
