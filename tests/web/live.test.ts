import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { cleanUp } from '../support/clean-up.ts'
import { type DeskSite, deskSite, SMALL_MONITOR } from './desk-site.ts'

vi.setConfig({ testTimeout: 90_000 })
const PATIENT = { timeout: 20_000 }

let site: DeskSite
beforeAll(async () => {
  site = await deskSite()
}, 120_000)
afterAll(() => site.all.close())

/** A clerk's browser, and what each of its tabs asks for. */
async function browserOf(person: string, prepare = '') {
  const context = await (await openBrowser()).newContext({ locale: 'zh-CN', viewport: SMALL_MONITOR })
  cleanUp(() => context.close())
  await context.addInitScript(prepare)
  const asked: { path: string; resumes: string | undefined }[] = []
  context.on('request', request => {
    const { pathname } = new URL(request.url())
    asked.push({ path: pathname, resumes: request.headers()['last-event-id'] })
  })
  const tab = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage()
    await site.signIn(page, person)
    await page.goto(site.url)
    await page.getByRole('navigation', { name: '主菜单' }).waitFor()
    return page
  }
  const streams = () => asked.filter(one => one.path === '/api/live')
  return { context, asked, streams, tab: () => tab(context) }
}
/** How many matters the list shows; it grows when a new one comes. */
const matters = async (page: Page) => page.locator('.tk-card').count()
let count = 0
const newMatter = async () => {
  await site.create()
  count += 1
}
const shows = (page: Page, wanted: number) => expect.poll(() => matters(page), PATIENT).toBe(wanted)

test('all tabs of a browser hear of a change over one stream, and another tab takes over when its tab closes', async () => {
  const { tab, streams } = await browserOf('lin')
  const one = await tab()
  await expect.poll(() => streams().length, PATIENT).toBe(1)
  const two = await tab()
  await newMatter()
  await Promise.all([shows(one, count), shows(two, count)])
  expect(streams().length).toBe(1)
  await one.close()
  await expect.poll(() => streams().length, PATIENT).toBe(2)
  expect(streams()[1]?.resumes).toMatch(/^\d+:[0-9a-f-]{36}$/)
  await newMatter()
  await shows(two, count)
})

test('the first reading is not done twice: the stream begins where the first answer stood', async () => {
  const { tab, streams, asked } = await browserOf('lin')
  const page = await tab()
  await expect.poll(() => streams().length, PATIENT).toBe(1)
  await page.waitForTimeout(1_000)
  expect(streams()[0]?.resumes).toMatch(/^\d+:/)
  expect(asked.filter(one => one.path === '/api/tickets').length).toBe(1)
})

test('on plain http, where a browser has no locks, each tab that is seen hears by itself', async () => {
  const { tab, streams } = await browserOf('lin', "Object.defineProperty(navigator, 'locks', { value: undefined })")
  const page = await tab()
  await expect.poll(() => streams().length, PATIENT).toBe(1)
  await newMatter()
  await shows(page, count)
})

test('a desk that lost the line says of when its screen is, and is fresh again by itself', async () => {
  const { tab, context } = await browserOf('lin')
  const page = await tab()
  await shows(page, count)
  await context.setOffline(true)
  await page.evaluate(() => dispatchEvent(new Event('offline')))
  await newMatter()
  const stale = page.getByText(/与服务器的连接断开了，下面是 \d\d:\d\d 的内容/)
  await stale.waitFor({ timeout: 60_000 })
  await context.setOffline(false)
  await shows(page, count)
  await stale.waitFor({ state: 'detached' })
})
