import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openPage } from '../../../../tests/support/browser.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { builtWeb, serveWeb } from '../../../../tests/support/web.ts'
import { RADIOLOGY } from '../sample.ts'
import { expectAccessible } from '../../../../tests/support/accessible.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

let all: TestHouse
let staff: SettledStaff
let url: string
beforeAll(async () => {
  const [house, folder] = await Promise.all([testHouse(), builtWeb()])
  all = house
  staff = await settleStaff(all.house)
  await all.house.live.start(all.house.hospital.id)
  url = await serveWeb(all, folder)
  const described = await ask(all.app, 'PUT', `/api/directory/${staff.unit('FSK')}`, {
    cookie: await staff.cookie('孙涛'),
    body: { ...RADIOLOGY, version: 0 },
  })
  expect(described.status).toBe(200)
}, 180_000)
afterAll(() => all.close())

async function openDirectory(person: string, path = '/knowledge?among=department'): Promise<Page> {
  const page = await openPage({ viewport: { width: 1280, height: 720 } })
  const [name = '', value = ''] = (await staff.cookie(person)).split('=')
  await page.context().addCookies([{ name, value, url }])
  await page.goto(`${url}${path}`)
  return page
}
const look = async (page: Page, name: string) => {
  const folder = process.env['LOOK']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

test('initials and Enter open the department with its place, telephone and liaison', async () => {
  const page = await openDirectory('王芳')
  await page.getByRole('button', { name: '放射科' }).waitFor()
  await page.keyboard.type('fs')
  await page.getByText('1 条').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '放射科' }).waitFor()
  await page.getByText('医技楼 1 层 101').first().waitFor()
  for (const words of ['0592-7120130', '孙涛 在岗', '检查前请取下金属物品'])
    expect(await page.getByText(words).count()).toBeGreaterThan(0)
  expect(await page.getByRole('button', { name: '编辑介绍' }).count()).toBe(0)
  await expectAccessible(page)
  await look(page, 'directory')
})

test('a liaison mends the description of the own department; what is wrong is told at its field', async () => {
  const page = await openDirectory('孙涛', `/knowledge?kind=department&id=${staff.unit('FSK')}`)
  await page.getByRole('button', { name: '编辑介绍' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('楼层').fill('楼上')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('楼层请写成 3').first().waitFor()
  await dialog.getByLabel('楼层').fill('二楼')
  await dialog.getByLabel('房间').fill('205')
  await look(page, 'describe')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('医技楼 2 层 205').first().waitFor()
})
