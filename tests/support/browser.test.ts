import { expect, test } from 'vitest'
import { openBrowser, openPage } from './browser.ts'

test('a page speaks Chinese, keeps Shanghai time and runs scripts', async () => {
  const page = await openPage()
  await page.setContent('<button onclick="document.title = navigator.language">取号</button>')
  await page.click('text=取号')
  expect(await page.title()).toBe('zh-CN')
  expect(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)).toBe('Asia/Shanghai')
})

test('a page has a font, so that text fields can be drawn', async () => {
  const page = await openPage()
  await page.setContent('<input type="tel"><textarea></textarea>')
  await page.fill('input', '13800138000')
  expect(await page.inputValue('input')).toBe('13800138000')
})

test('the pages of a file share one browser', async () => {
  expect(await openBrowser()).toBe(await openBrowser())
})
