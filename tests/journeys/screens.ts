import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openPage } from '../support/browser.ts'

export const DESK = { viewport: { width: 1280, height: 720 } } as const
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const

/** The machine of the tests may be busy; what must be quick is measured, not waited for. */
export const PATIENTLY = 30_000

/** A computer or a phone of its own. */
export async function openScreen(options: BrowserContextOptions): Promise<Page> {
  const page = await openPage(options)
  page.setDefaultTimeout(PATIENTLY)
  return page
}

/** Somebody signs in at the desk. */
export async function signInAtDesk(url: string, login: string, password: string): Promise<Page> {
  const page = await openScreen(DESK)
  await page.goto(url)
  await page.getByLabel('工号或登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: '主菜单' }).waitFor()
  return page
}

/** Somebody signs in on the phone. */
export async function signInOnPhone(url: string, login: string, password: string): Promise<Page> {
  const page = await openScreen(PHONE)
  await page.goto(`${url}/h`)
  await page.getByLabel('工号或登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '我的待办' }).waitFor()
  return page
}

/** Goes on with Tab until the focus is there, as one does without a mouse. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    if (await target.evaluate(element => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${target}`)
}

/** Chooses what to do next with the matter that is open: the button where it stands, else in the menu. */
export async function chooseStep(page: Page, label: string): Promise<void> {
  // What is offered next moves into the list and out of it while the matter is read anew.
  await settled(page)
  const next = page.locator('.tk-next')
  const button = next.getByRole('button', { name: label })
  if ((await button.count()) > 0) return button.first().click()
  await next.getByRole('button', { name: /更多/ }).click()
  await page.getByRole('menuitem', { name: label }).click()
}

/** Signs on the pad with the pointer. */
export async function drawSignature(page: Page): Promise<void> {
  const box = await page.locator('.t-pad').boundingBox()
  if (!box) throw new Error('there is no pad')
  await page.mouse.move(box.x + 30, box.y + 60)
  await page.mouse.down()
  for (let step = 1; step <= 14; step += 1) await page.mouse.move(box.x + 30 + step * 16, box.y + 60 + (step % 3) * 18)
  await page.mouse.up()
}

/** What the console shows of the matter that is open. */
export const timeLine = (page: Page): Locator => page.getByRole('region', { name: '办理经过' })

/** Nothing is being read, and nothing moves any more. */
export async function settled(page: Page): Promise<void> {
  const busy = () =>
    page.evaluate(async () => {
      await document.fonts.ready
      const running = document.getAnimations().filter(one => one.playState === 'running')
      return document.querySelectorAll('[aria-busy=true], .d-skeleton, .t-skeleton').length + running.length
    })
  await expect.poll(busy, { timeout: PATIENTLY, interval: 100 }).toBe(0)
}

/** How long each thing took from one screen to another, in milliseconds. */
export class Crossings {
  readonly #taken: number[] = []

  /** Acts on one screen and waits until another shows it. */
  async cross(act: () => Promise<unknown>, shown: Locator): Promise<number> {
    const [acted, seen] = await Promise.all([
      act().then(() => performance.now()),
      shown.waitFor({ state: 'visible' }).then(() => performance.now()),
    ])
    const took = Math.max(0, seen - acted)
    this.#taken.push(took)
    return took
  }

  /** The fastest tells what it costs; the others tell what else the machine does. */
  expectQuick(): void {
    expect(Math.min(...this.#taken)).toBeLessThan(1_000)
  }
}
