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

const phone = { width: 390, height: 844 }
const open = async (path: string, viewport = phone) => {
  const page = await openPage({ viewport })
  await page.goto(`${site.url}/touch.html${path}`)
  await page.waitForSelector('h1')
  return page
}
const READINGS = [
  { size: 'standard', contrast: 'standard', least: 48 },
  { size: 'large', contrast: 'standard', least: 60 },
  { size: 'largest', contrast: 'high', least: 60 },
] as const

test.each(READINGS)('nothing keeps a reader out: type $size, contrast $contrast', async ({ size, contrast, least }) => {
  for (const path of ['', '#liaison']) {
    const page = await openPage({ viewport: phone })
    await page.addInitScript(stored => localStorage.setItem('yiguanjia.reading', stored), `${size} ${contrast}`)
    await page.goto(`${site.url}/touch.html${path}`)
    await page.waitForSelector('h1')
    await expectAccessible(page)
    const small = await page.$$eval(
      '.t-button, .t-input, .t-option',
      (all, px) => all.filter(one => one.getBoundingClientRect().height < px).map(one => one.outerHTML),
      least,
    )
    expect(small).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide, 'px beyond the width of the phone').toBeLessThanOrEqual(0)
  }
})

test('the page reflows at 320 px', async () => {
  const page = await open('#liaison', { width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})

test('elder mode is one tap away, 30 px at most, and remembered', async () => {
  const page = await open('')
  await page.getByRole('button', { name: '字号：标准' }).click()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('24px')
  await page.getByRole('button', { name: '字号：大' }).click()
  await page.reload()
  await page.getByRole('button', { name: '字号：特大' }).waitFor()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('30px')
})

test('reading aloud is offered only where the device has a Chinese voice', async () => {
  const without = await open('')
  expect(await without.getByRole('button', { name: '朗读' }).count()).toBe(0)
  const withVoice = await open('?voice')
  await withVoice.getByRole('button', { name: '朗读' }).click()
  expect(await withVoice.evaluate(() => (window as unknown as { read: string[] }).read)).toEqual([
    '您的事项由医保科办理，15:20 前给您答复。',
  ])
})

test('a signature is drawn with the pointer; a dot is none', async () => {
  const page = await open('')
  await page.getByRole('button', { name: '事情办好了，确认' }).click()
  await page.getByRole('button', { name: '签好了，提交' }).click()
  await page.getByRole('alert').getByText('请先签名').waitFor()
  const box = await page.locator('.t-pad').boundingBox()
  if (!box) throw new Error('the pad is not there')
  await page.mouse.move(box.x + 30, box.y + 60)
  await page.mouse.down()
  for (let step = 1; step <= 12; step += 1) await page.mouse.move(box.x + 30 + step * 18, box.y + 60 + (step % 3) * 15)
  await page.mouse.up()
  await page.getByRole('button', { name: '签好了，提交' }).click()
  await page.getByText('已签名（M）').waitFor()
  expect(await page.locator('dialog').count()).toBe(0)
})

test('the signature dialog has a way for the keyboard, closes with Escape and gives the focus back', async () => {
  const page = await open('')
  const opener = page.getByRole('button', { name: '事情办好了，确认' })
  await opener.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: '请您签名确认' }).waitFor()
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => !document.querySelector('dialog'))
  expect(await opener.evaluate(element => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '不方便签字，口头确认' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('已口头确认').waitFor()
})

test('a busy button and one that is off do nothing, and stay within reach', async () => {
  const page = await open('#liaison')
  const off = page.getByRole('button', { name: '退回', exact: true })
  expect(await off.getAttribute('aria-disabled')).toBe('true')
  expect(await off.getAttribute('title')).toBe('先选原因')
  await off.focus()
  expect(await off.evaluate(element => element === document.activeElement)).toBe(true)
})

test('on paper there are words only: no buttons, black on white', async () => {
  const page = await open('')
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.t-button:visible').count()).toBe(0)
  expect(await page.locator('.t-steps:visible').count()).toBe(1)
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).color)).toBe('rgb(0, 0, 0)')
})

test('on a phone without the newer words of the language the page works', async () => {
  const page = await openPage({ viewport: phone })
  await page.addInitScript(() => {
    for (const name of ['at', 'findLast', 'toSorted']) Reflect.deleteProperty(Array.prototype, name)
    Reflect.deleteProperty(HTMLDialogElement.prototype, 'showModal')
    Reflect.deleteProperty(HTMLDialogElement.prototype, 'close')
  })
  await page.goto(`${site.url}/touch.html#liaison`)
  // By finger: a mouse that the page moves away from under closes the list again.
  await page.locator('.clock').first().dispatchEvent('click')
  expect(await page.locator('.clock-list dt').first().innerText()).toBe('答复患者')
  await page.goto(`${site.url}/touch.html?old`)
  await page.getByRole('button', { name: '事情办好了，确认' }).click()
  expect(await page.locator('dialog').count()).toBe(1)
})
