import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { openPage } from '../../../../tests/support/browser.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { builtWeb, serveWeb } from '../../../../tests/support/web.ts'
import { upsertVisit } from '../index.ts'
import { CHEN, HIS_ZHANG } from '../sample.ts'
import { expectAccessible } from '../../../../tests/support/accessible.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

let all: TestHouse
let staff: SettledStaff
let url: string
let desk: string
let chen: string
beforeAll(async () => {
  const [house, folder] = await Promise.all([testHouse(), builtWeb()])
  all = house
  staff = await settleStaff(all.house)
  desk = await staff.cookie('王芳')
  await all.house.live.start(all.house.hospital.id)
  url = await serveWeb(all, folder)
  chen = await register(CHEN)
  await post(`/api/patients/${chen}/needs`, { kind: 'allergy', value: 'drug', note: '青霉素', source: 'patient' })
}, 180_000)
afterAll(() => all.close())

const post = (path: string, body: object) => ask(all.app, 'POST', path, { cookie: desk, body })
const register = async (body: object) => (await post('/api/patients', body)).body['id'] as string

async function openDesk(path: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await openPage({ viewport })
  const [name = '', value = ''] = (await staff.cookie('王芳')).split('=')
  await page.context().addCookies([{ name, value, url }])
  await page.goto(`${url}${path}`)
  return page
}
/** Pictures for whoever looks at the screens: `LOOK=folder npx vitest run …`. */
const look = async (page: Page, name: string) => {
  const folder = process.env['LOOK']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

test('a name, a few letters of pinyin or four digits find a person by the keyboard alone', async () => {
  const page = await openDesk('/patients')
  await page.getByText('在上面输入姓名').waitFor()
  await page.keyboard.type('cxy')
  await page.getByRole('button', { name: '陈*英' }).waitFor()
  await expectAccessible(page)
  await look(page, 'patients')
  expect(page.url()).toBe(`${url}/patients`)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/patients/${chen}`)
  await page.getByText('青霉素过敏').first().waitFor()
})

test('SEC-05 (part): the record shows nothing whole until a reason is given, and then one field only', async () => {
  const page = await openDesk(`/patients/${chen}`)
  await page.getByRole('heading', { name: '服务档案' }).waitFor()
  await expectAccessible(page)
  await look(page, 'patient')
  const html = await page.content()
  for (const secret of ['陈秀英', '13800138000', '350206195606150022', '祥平街道', '林小敏'])
    expect(html).not.toContain(secret)
  await page.getByRole('button', { name: '查看证件' }).click()
  await page.getByRole('button', { name: '核对患者身份' }).click()
  await page.getByText('350206195606150022').waitFor()
  expect(await page.content()).not.toContain('陈秀英')
})

test('PAT-03 (part): with a text-only profile the call is gone from the screen and a message stands in its place', async () => {
  const page = await openDesk(`/patients/${chen}`)
  await page.getByRole('button', { name: '拨打' }).waitFor()
  await page.getByRole('button', { name: '添加需求' }).click()
  await page.getByRole('dialog').getByText('仅用文字沟通').waitFor({ state: 'attached' })
  await expectAccessible(page)
  await look(page, 'need')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: '看号码发短信' }).waitFor()
  await page.getByText('不打电话，请用文字联系').waitFor()
  expect(await page.getByRole('button', { name: '拨打' }).count()).toBe(0)
})

test('somebody new is registered in a few keys; the ID number fills sex and birthday, and somebody known is pointed out', async () => {
  const page = await openDesk('/patients')
  await page.getByRole('button', { name: '新建档案' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('姓名').fill('王小明')
  await dialog.getByLabel('证件号码').fill('340524198001010013')
  await dialog.getByText('校验位不符，请逐位核对').waitFor()
  await dialog.getByLabel('证件号码').fill('34052419800101001x')
  await dialog.getByText('男，1980-01-01 出生').waitFor()
  expect(await dialog.getByLabel('性别').inputValue()).toBe('male')
  await dialog.getByLabel('电话号码').fill('138 0013 8010')
  await expectAccessible(page)
  await look(page, 'register')
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/patients\/[0-9a-f-]{36}$/)
  await page.getByText('王*明').first().waitFor()

  await page.goto(`${url}/patients`)
  await page.getByRole('button', { name: '新建档案' }).click()
  await dialog.getByLabel('姓名').fill('陈秀英')
  await dialog.getByLabel('证件号码').fill('350206195606150022')
  await dialog.getByText('可能已经建过档').waitFor()
  await look(page, 'register-match')
  await dialog.getByRole('button', { name: '就用这一位' }).click()
  await page.waitForURL(`**/patients/${chen}`)
})

test('a change leaves alone what was not typed', async () => {
  const id = await register({
    name: '周丽华',
    phones: [{ number: '13800138020', holder: 'self' }],
    address: '福建省厦门市思明区2号',
    relatives: [{ relation: 'child', name: '周小军', phone: null }],
  })
  const page = await openDesk(`/patients/${id}`)
  await page.getByRole('button', { name: '修改' }).waitFor()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '再加一个电话' }).click()
  await dialog.getByLabel('电话号码').fill('12345')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('电话号码不对').first().waitFor()
  await dialog.getByLabel('电话号码').fill('0592-7120120')
  await look(page, 'edit')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('0592-***0120').waitFor()
  expect(await page.getByText('138****8020').count()).toBeGreaterThan(0)
  expect(await page.getByText('福建省厦门市思明区***').count()).toBe(1)
  expect(await page.getByText('周*军').count()).toBe(1)
})

test('two rows of one person are compared side by side, merged, and parted again', async () => {
  const document = { kind: 'resident-id', number: '110101200002290018' }
  await register({ name: '赵一鸣', document })
  await register({ name: '赵一呜', document, despite: '号码待核实' })
  await vi.waitFor(
    async () => {
      await all.machinery.turn()
      const { body } = await ask(all.app, 'GET', '/api/patient-duplicates', { cookie: desk })
      expect(body['items']).toHaveLength(1)
    },
    { timeout: 20_000 },
  )
  const page = await openDesk('/patient-duplicates')
  await page.getByRole('heading', { name: '疑似重复的档案' }).waitFor()
  await page.getByText('建议保留').waitFor()
  await expectAccessible(page)
  await look(page, 'duplicates')
  await page.getByRole('button', { name: '保留这一份' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('原因').fill('核对证件，同一人')
  await page.keyboard.press('Control+Enter')
  await page.getByText('没有待处理的疑似重复档案').waitFor()
  await page.getByRole('button', { name: '撤销合并' }).click()
  await dialog.getByLabel('原因').fill('双胞胎')
  await page.keyboard.press('Control+Enter')
  await page.getByText('已撤销').waitFor()
})

test('a patient who arrives at the window appears on the open record by itself', async () => {
  const said = { ...HIS_ZHANG, event: 'registered' as const }
  const visit = { system: 'XM3Y', number: 'V1', class: 'outpatient' as const, departmentCode: 'SJN' }
  const caller = systemCaller(all.house.hospital.id)
  const { patientId } = await upsertVisit(all.house)(caller, {
    ...said,
    visit: { ...visit, startedAt: all.house.clock.now() },
  })
  const page = await openDesk(`/patients/${patientId}`)
  await page.getByText('神经内科 · 门诊').waitFor()
  await upsertVisit(all.house)(caller, {
    ...said,
    visit: { ...visit, number: 'V2', departmentCode: 'JZ', startedAt: all.house.clock.now() },
  })
  await page.getByText('急诊科 · 门诊').waitFor({ timeout: 15_000 })
  await look(page, 'visits')
})

test('SYS-04 (part): in English nothing but names and codes stays Chinese, and nothing lies beside a small screen', async () => {
  const page = await openDesk(`/patients/${chen}`, { width: 1280, height: 720 })
  await page.getByRole('heading', { name: '服务档案' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.getByRole('button', { name: /王芳/ }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Service profile' }).waitFor()
  await look(page, 'patient-en')
})
