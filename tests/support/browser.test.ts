import { expect, test } from 'vitest'
import { openBrowser, openPage } from './browser.ts'

test('a page speaks Chinese, keeps Shanghai time and runs scripts', async () => {
  const page = await openPage()
  await page.setContent('<button onclick="document.title = navigator.language">取号</button>')
  await page.click('text=取号')
  expect(await page.title()).toBe('zh-CN')
  expect(await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)).toBe('Asia/Shanghai')
})

test('the pages of a file share one browser', async () => {
  expect(await openBrowser()).toBe(await openBrowser())
})
