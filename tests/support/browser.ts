import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach } from 'vitest'
import { launchChromium } from './chromium.ts'

let shared: Promise<Browser> | undefined
let errors: string[] = []

// Vitest reads this module anew for each test file, so both belong to the file that imports it.
afterAll(async () => (await shared)?.close())
afterEach(() => {
  const seen = errors
  errors = []
  if (seen.length > 0) throw new Error(`the pages complained:\n${seen.join('\n')}`)
})

/** The browser of this test file, closed behind its last test. */
export const openBrowser = (): Promise<Browser> => (shared ??= launchChromium())

/**
 * A page with a store of its own, as a computer in the hospital has it. An error on the page or in its console fails the
 * test; an answer of the server that is not 2xx is no such error.
 */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })
  const page = await context.newPage()
  page.on('pageerror', error => errors.push(error.stack ?? error.message))
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text())
  })
  return page
}
