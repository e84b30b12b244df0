import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openPage } from '../support/browser.ts'
import { openGallery } from './gallery-site.ts'
import { expectAccessible } from '../support/accessible.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let site: Awaited<ReturnType<typeof openGallery>>
beforeAll(async () => {
  site = await openGallery()
})
afterAll(() => site.close())

async function open(
  viewport = { width: 1280, height: 720 },
  before: (page: Page) => Promise<unknown> = async () => {},
) {
  const page = await openPage({ viewport })
  await before(page)
  await page.goto(`${site.url}/desk.html`)
  await page.waitForSelector('.d-panes')
  return page
}

test.each([
  { width: 1440, height: 900, aside: true },
  { width: 1280, height: 720, aside: true },
  { width: 1024, height: 720, aside: false },
])('the console fits $width × $height, and nothing keeps a reader out', async ({ aside, ...viewport }) => {
  const page = await open(viewport)
  await expectAccessible(page)
  const beyond = await page.evaluate(() => ({
    x: document.documentElement.scrollWidth - innerWidth,
    y: document.documentElement.scrollHeight - innerHeight,
  }))
  expect(beyond).toEqual({ x: 0, y: 0 })
  const main = page.getByRole('button', { name: '完成并请患者确认' })
  expect(await main.isVisible()).toBe(aside)
  if (aside) return
  await page.getByRole('button', { name: '患者与下一步' }).click()
  expect(await main.isVisible()).toBe(true)
})

const current = (page: Page) => page.locator('.d-row[aria-current=true] strong').textContent()

test('single letters move, but not while somebody types', async () => {
  const page = await open()
  await page.keyboard.press('j')
  expect(await current(page)).toBe('林*福 轮椅借用')
  await page.keyboard.press('k')
  expect(await current(page)).toBe('陈*英 医保报销材料补盖章')
  await page.keyboard.press('/')
  await page.keyboard.type('jk')
  expect(await page.getByLabel('查找').inputValue()).toBe('jk')
  expect(await current(page)).toBe('陈*英 医保报销材料补盖章')
  const progress = page.getByLabel('写进展')
  await progress.fill('已联系医保科')
  await progress.press('Control+Enter')
  expect(await page.locator('output').textContent()).toBe('发送')
})

test('a letter that an input method composes is not a key', async () => {
  const page = await open()
  await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: 'j', isComposing: true, bubbles: true })))
  expect(await current(page)).toBe('陈*英 医保报销材料补盖章')
})

test('? lists the keys; below the open dialog they rest; single letters can be turned off', async () => {
  const page = await open()
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: '快捷键' })
  await dialog.getByText('下一件').waitFor()
  await page.keyboard.press('j')
  expect(await current(page)).toBe('陈*英 医保报销材料补盖章')
  await dialog.getByRole('switch').click()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.keyboard.press('j')
  expect(await current(page)).toBe('陈*英 医保报销材料补盖章')
})

test('the clock chip counts by itself: its row is not drawn again', async () => {
  const page = await open(undefined, one => one.clock.install())
  const soon = page.locator('.d-row', { hasText: '林*福' })
  await soon.getByText('办结 剩 20 分').waitFor()
  await soon.evaluate(row => {
    const seen: string[] = []
    Object.assign(window, { seen })
    new MutationObserver(changes => {
      for (const { target, type } of changes) if (!(target as Element).closest?.('.clock')) seen.push(type)
    }).observe(row, { subtree: true, childList: true, attributes: true, characterData: true })
  })
  await page.clock.fastForward('05:00')
  await soon.getByText('办结 剩 15 分').waitFor()
  await page.clock.fastForward('20:00')
  await soon.getByText('办结 超时 4 分').waitFor()
  const chip = soon.locator('.clock')
  expect(await chip.getAttribute('data-tone')).toBe('late')
  expect(await chip.getAttribute('aria-label')).toMatch(/^办结 超时 4 分，应于 \d\d:\d\d 完成$/)
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([])
})

test('the chip lists all clocks, the promise to the patient first', async () => {
  const page = await open()
  await page.locator('.d-row .clock').first().focus()
  await page.keyboard.press('Enter')
  const list = page.getByRole('group', { name: '全部时限' })
  expect(await list.locator('dt').allTextContents()).toEqual(['答复患者', '办结', '接单'])
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'hidden' })
})

test('SEC-05 (part): a masked value is shown whole for a reason, and hidden again after a minute', async () => {
  const page = await open(undefined, one => one.clock.install())
  expect(await page.getByText('13800138000').count()).toBe(0)
  await page.getByRole('button', { name: '查看手机号' }).click()
  await page.clock.runFor(500)
  await page.getByRole('button', { name: '回拨患者' }).click()
  await page.getByText('13800138000').waitFor()
  await page.clock.runFor('01:01')
  await page.getByText('138****8000').waitFor()
  expect(await page.getByText('13800138000').count()).toBe(0)
})

test('what changed elsewhere glows once', async () => {
  const page = await open()
  expect(await page.locator('.glow').count()).toBe(0)
  await page.keyboard.press('n')
  await page.locator('.glow', { hasText: '10:02 登记' }).waitFor()
})

test('a QR code is drawn when it is shown', async () => {
  const page = await open()
  const path = page.getByRole('img', { name: '二维码：患者进度页' }).locator('path')
  await expect.poll(() => path.getAttribute('d'), { timeout: 15_000 }).toMatch(/^M0,0h1v1h-1zM1,0/)
})

test('the desk speaks English after one choice, and remembers it', async () => {
  const page = await open()
  await page.getByRole('button', { name: '王芳' }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Show 手机号' }).waitFor()
  await page.reload()
  await page.getByRole('navigation', { name: 'Main menu' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
})
