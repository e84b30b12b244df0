import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openBrowser, openPage } from '../support/browser.ts'
import { type TestHouse, testHouse } from '../support/house.ts'
import { PASSWORD, PIN, settleStaff } from '../support/staff.ts'
import { builtWeb, serveWeb } from '../support/web.ts'
import { expectAccessible } from '../support/accessible.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 60_000 })
const PATIENT = { timeout: 15_000 }

let all: TestHouse
let url: string
beforeAll(async () => {
  const [house, folder] = await Promise.all([testHouse(), builtWeb()])
  all = house
  await settleStaff(all.house)
  await all.house.live.start(all.house.hospital.id)
  url = await serveWeb(all, folder)
}, 120_000)
afterAll(() => all.close())

/** Logins are staff numbers, in the order of the sample. */
const WANG = { name: '王芳', login: '1005' }
const LI = { name: '李静', login: '1006', badge: 'B-1006' }

async function type(page: Page, login: string, password: string) {
  await page.getByLabel('工号或登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}
async function signIn(page: Page, login = WANG.login) {
  await page.goto(url)
  await type(page, login, PASSWORD)
  await page.getByRole('navigation', { name: '主菜单' }).waitFor()
}
const person = (page: Page, name: string) => page.getByRole('button', { name })

test('a page of the desk asks who it is, says what was wrong, and then opens what was asked for', async () => {
  const page = await openPage({ viewport: { width: 1280, height: 720 } })
  await page.goto(`${url}/?view=overdue`)
  await page.waitForURL('**/sign-in?*')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  expect(await page.getByText('请填写').count()).toBe(2)
  await type(page, WANG.login, 'wrong')
  await page.getByText('工号或密码不对，还可再试 4 次').waitFor()
  expect(await page.getByLabel('密码', { exact: true }).inputValue()).toBe('')
  await type(page, WANG.login, PASSWORD)
  await person(page, WANG.name).waitFor()
  expect(page.url()).toBe(`${url}/?view=overdue`)
})

test('SEC-01 (part): the sixth wrong attempt is locked, and the screen says for how long', async () => {
  const page = await openPage()
  await page.goto(url)
  for (let time = 1; time <= 5; time += 1) {
    const answered = page.waitForResponse('**/api/session')
    await type(page, '1007', 'wrong')
    await answered
    await page.locator('form [role=alert]').waitFor()
  }
  await type(page, '1007', PASSWORD)
  await expect.poll(() => page.getByText(/已锁定，请 \d+ 分钟后再试/).isVisible(), PATIENT).toBe(true)
})

test('SEC-01 (part): a desk that nobody touches is covered, and the same person finds it as it was', async () => {
  const page = await openPage({ viewport: { width: 1280, height: 720 } })
  await page.clock.install()
  await signIn(page)
  await page.clock.runFor('14:10')
  await page.getByText('即将自动锁定，按任意键继续使用').waitFor()
  await page.clock.runFor('01:00')
  const cover = page.getByRole('dialog', { name: '离开超过 15 分钟，已自动锁定' })
  await cover.waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect.poll(() => cover.isVisible(), PATIENT).toBe(true)
  expect(await page.getByRole('navigation').count()).toBe(0)
  await expect.poll(async () => (await page.request.get(`${url}/api/session`)).status(), PATIENT).toBe(401)
  await type(page, WANG.login, PASSWORD)
  await person(page, WANG.name).waitFor()
  expect(await cover.count()).toBe(0)
})

test('another person takes over a position with badge and PIN, and starts from an empty desk', async () => {
  const page = await openPage({ viewport: { width: 1280, height: 720 } })
  await signIn(page)
  await person(page, WANG.name).click()
  await page.getByRole('menuitem', { name: '选择工位' }).click()
  const positions = page.getByRole('dialog', { name: '您坐在哪个工位？' })
  await positions.getByRole('radio').nth(1).click()
  await positions.waitFor({ state: 'hidden' })
  await person(page, WANG.name).click()
  await page.getByRole('menuitem', { name: '换人（胸牌 + PIN）' }).click()
  const change = page.getByRole('dialog', { name: '换人' })
  await change.getByLabel('胸牌号').fill(LI.badge)
  // The reader ends with a return; the cursor goes on to the PIN.
  await page.keyboard.press('Enter')
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await change.getByText(/胸牌或 PIN 不对，还可再试 \d 次/).waitFor()
  await change.getByLabel('PIN').fill(PIN)
  await page.keyboard.press('Enter')
  await expect.poll(() => person(page, LI.name).isVisible(), PATIENT).toBe(true)
})

test('when the house ends a session, every tab is covered; a sign-in on one opens all', async () => {
  const context = await (await openBrowser()).newContext({ locale: 'zh-CN' })
  const [one, two] = await Promise.all([context.newPage(), context.newPage()])
  await signIn(one)
  await two.goto(url)
  await person(two, WANG.name).waitFor()
  await one.request.delete(`${url}/api/session`)
  const covers = [one, two].map(page => page.getByRole('dialog', { name: '登录已失效，请重新登录' }))
  await Promise.all(covers.map(cover => cover.waitFor({ timeout: 15_000 })))
  await type(one, WANG.login, PASSWORD)
  for (const page of [one, two]) await expect.poll(() => person(page, WANG.name).isVisible(), PATIENT).toBe(true)
  await context.close()
})
