import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { run } from '#platform/database.ts'
import { openPage } from '../support/browser.ts'
import { type TestHouse, testHouse } from '../support/house.ts'
import { PASSWORD, type SettledStaff, settleStaff } from '../support/staff.ts'
import { builtWeb, serveWeb } from '../support/web.ts'
import { expectAccessible } from '../support/accessible.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 60_000 })
const PATIENT = { timeout: 15_000 }

let all: TestHouse
let staff: SettledStaff
let url: string
beforeAll(async () => {
  const [house, folder] = await Promise.all([testHouse(), builtWeb()])
  all = house
  staff = await settleStaff(all.house)
  await all.house.live.start(all.house.hospital.id)
  url = await serveWeb(all, folder)
}, 120_000)
afterAll(() => all.close())

async function open(name: string, path: string, viewport = { width: 1280, height: 720 }): Promise<Page> {
  const page = await openPage({ viewport })
  const [cookie, value = ''] = (await staff.cookie(name)).split('=')
  await page.context().addCookies([{ name: cookie ?? '', value, url }])
  await page.goto(`${url}${path}`)
  await page.getByRole('navigation', { name: '主菜单' }).waitFor(PATIENT)
  return page
}
/** How often something was told to the journal. */
const told = async (action: string) =>
  (await all.house.database.transact(tx => run(tx, 'select id from platform.journal where action = $1', [action])))
    .length
const row = (page: Page, name: string) => page.getByRole('row', { name })

test.each(['/coverage', '/positions', '/my-duties', '/staff-register', '/units', '/people', '/calendar', '/account'])(
  '%s keeps no reader out and fits a small screen',
  async path => {
    const page = await open('林建国', path)
    await page.locator('.st-page, .st-list').first().waitFor(PATIENT)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  },
)

test('ORG-02: the liaison of Radiology is removed on one screen, and on another it is red at once with who receives; there somebody is appointed', async () => {
  const watching = await open('周敏', '/coverage')
  await row(watching, '放射科').getByText('联络员在岗').waitFor(PATIENT)
  await watching.getByText('4 个科室都有人接单。').waitFor()

  const admin = await open('林建国', '/units')
  for (const name of ['孙涛', '马丽']) {
    await admin.getByRole('button', { name: '放射科' }).click()
    await admin.getByRole('button', { name: `免去 ${name}` }).click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByLabel('原因').fill('轮岗')
    await dialog.getByLabel('原因').press('Control+Enter')
    await dialog.waitFor({ state: 'hidden' })
  }
  await expect.poll(() => admin.getByText('空缺', { exact: true }).count(), PATIENT).toBe(2)

  const radiology = row(watching, '放射科')
  await radiology.getByText('没有联络员').waitFor(PATIENT)
  await radiology.getByText('胡军').waitFor()
  await watching.getByText('1 个科室需要处理，最先看：放射科，没有联络员').waitFor()

  await radiology.getByRole('button', { name: '任命联络员' }).click()
  await watching.getByLabel('人员').fill('st')
  await watching.getByRole('option', { name: '孙涛' }).waitFor(PATIENT)
  await watching.keyboard.press('Enter')
  await watching.keyboard.press('Control+Enter')
  await radiology.getByText('联络员在岗').waitFor(PATIENT)
  await radiology.getByRole('cell', { name: '孙涛 科室联络员' }).waitFor()
})

test('an absence is set and ended on the coverage screen, and the deputy stands in meanwhile', async () => {
  await fetchJson('POST', '/api/assignments', {
    personId: staff.person('高强'),
    post: 'deputy-liaison',
    unitId: staff.unit('SJN'),
  })
  const page = await open('周敏', '/coverage')
  const neurology = row(page, '神经内科')
  await neurology.getByRole('button', { name: '为 朱琳 登记缺勤' }).click()
  const dialog = page.getByRole('dialog', { name: '缺勤登记 · 朱琳' })
  await dialog.getByLabel('原因').selectOption({ label: '会议' })
  await page.keyboard.press('Control+Enter')
  await neurology.getByText('代理联络员在岗').waitFor(PATIENT)
  await neurology.getByText(/会议 · 缺勤至 23:59/).waitFor()
  await neurology.getByRole('button', { name: '朱琳 已回岗' }).click()
  await neurology.getByText('联络员在岗', { exact: true }).waitFor(PATIENT)
  expect(await told('staff.duty-set')).toBe(1)
  expect(await told('staff.duty-ended')).toBe(1)
})

async function fetchJson(method: 'POST', path: string, payload: object): Promise<void> {
  const answer = await all.app.inject({ method, url: path, payload, headers: { cookie: await staff.cookie('林建国') } })
  expect(answer.statusCode).toBeLessThan(300)
}

test('ORG-01 (part): a second director is refused in the dialog, with the name of the first', async () => {
  const page = await open('林建国', `/units?unit=${staff.unit('KF')}`)
  await page.getByRole('button', { name: '任命', exact: true }).click(PATIENT)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('岗位').selectOption({ label: '主任' })
  await dialog.getByLabel('人员').fill('zhoumin')
  await dialog.getByRole('option', { name: '周敏' }).waitFor(PATIENT)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('“门诊客服部”的这个岗位现由 何秀英 担任，请先结束其任期').waitFor(PATIENT)
  expect(await page.getByText('何秀英').count()).toBeGreaterThan(1)
})

test('ORG-03 (part), ORG-05 (part): a position is opened on one screen and stands on another; a shift with too few people is red', async () => {
  const watching = await open('王芳', '/positions')
  await watching
    .getByRole('row', { name: /^2 号工位/ })
    .getByText('未开放')
    .waitFor(PATIENT)
  const page = await open('周敏', '/positions')
  await page.getByRole('button', { name: '开放2 号工位', exact: true }).click(PATIENT)
  await page.getByLabel('人员').fill('lj')
  await page.getByRole('option', { name: '李静' }).waitFor(PATIENT)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await watching
    .getByRole('row', { name: /^2 号工位/ })
    .getByText('李静')
    .waitFor(PATIENT)

  await page.goto(`${url}/coverage`)
  await page.getByRole('button', { name: '设配备标准' }).click(PATIENT)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('班次').fill('上午班')
  await dialog.getByLabel('最少人数').fill('3')
  await page.keyboard.press('Control+Enter')
  await page.getByText('服务总台服务专员，上午班：应有 3 人，在岗 2 人，缺 1 人').waitFor(PATIENT)
})

test('ORG-04 (part): a worker reads the own duties, and each opens its page', async () => {
  const page = await open('王芳', '/my-duties')
  await page
    .getByRole('region', { name: /服务专员/ })
    .getByRole('link', { name: '患者', exact: true })
    .click(PATIENT)
  await page.waitForURL('**/patients', PATIENT)
})

test('a person is found by initials, and the whole telephone costs a reason', async () => {
  const page = await open('林建国', '/people')
  await page.keyboard.press('/')
  await page.keyboard.type('wf')
  await page.getByRole('button', { name: /王芳/ }).first().click(PATIENT)
  await page.getByText('138****8005').waitFor(PATIENT)
  await page.getByRole('button', { name: '查看私人手机' }).click()
  await page.getByRole('button', { name: '突发事件联系' }).click()
  await page.getByText('13800138005').waitFor(PATIENT)
  expect(await told('staff.phone-unmasked')).toBe(1)
})

test('a new colleague gets an account, whose code opens nothing but the change of password', async () => {
  const page = await open('林建国', '/people')
  await page.keyboard.press('Shift+N')
  const adding = page.getByRole('dialog', { name: '新增人员' })
  await adding.getByLabel('姓名').fill('欧阳娜娜')
  await adding.getByLabel('工号').fill('2001')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: '开通账号' }).click(PATIENT)
  await page.keyboard.press('Control+Enter')
  const code = await page.locator('.st-code').textContent(PATIENT)
  expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/)
  await page.getByRole('button', { name: '完成' }).click()

  const fresh = await openPage({ viewport: { width: 1280, height: 720 } })
  await fresh.goto(url)
  await fresh.getByLabel('工号或登录名').fill('2001')
  await fresh.getByLabel('密码', { exact: true }).fill(code ?? '')
  await fresh.keyboard.press('Enter')
  await fresh.waitForURL('**/account', PATIENT)
  await fresh.getByText('请先设置自己的新密码', { exact: false }).waitFor(PATIENT)
  await fresh.getByLabel('当前密码').fill(code ?? '')
  await fresh.getByLabel('新密码', { exact: true }).fill('ouyangnana')
  await fresh.getByLabel('再输一遍新密码').fill('ouyangnana')
  await fresh.keyboard.press('Enter')
  await fresh.getByText('大写、小写、数字、符号要有三种。不要含工号或姓名拼音。').waitFor(PATIENT)
  await fresh.getByLabel('新密码', { exact: true }).fill(PASSWORD)
  await fresh.getByLabel('再输一遍新密码').fill(PASSWORD)
  await fresh.keyboard.press('Enter')
  await fresh.getByText('密码已修改。').waitFor(PATIENT)
  await fresh.getByText('胸牌与 PIN（换人用）').waitFor()
})

test('SYS-02 (part): the holidays of the next year are pressed into a new version of the calendar', async () => {
  const page = await open('林建国', '/calendar')
  await page.getByText('还没有 2027 年的节假日').waitFor(PATIENT)
  await page.getByRole('button', { name: '写新的一版' }).click()
  await page.getByRole('button', { name: '下一年' }).click()
  await page.getByRole('button', { name: '2027-01-01，上班' }).click()
  await page.getByRole('button', { name: '2027-01-03，休息' }).click()
  await page.getByRole('button', { name: '2027-01-01，放假' }).waitFor()
  await page.getByRole('button', { name: '2027-01-03，调休上班' }).waitFor()
  await page.getByRole('button', { name: '保存新版' }).click()
  await page.getByText('第 1 版已保存，自 2026-11-16 起生效。', { exact: false }).waitFor(PATIENT)
  await expect.poll(() => page.getByText('还没有 2027 年的节假日').count(), PATIENT).toBe(0)
})

test('a member without rights sees none of these pages in the menu', async () => {
  const page = await open('孙涛', '/account')
  const menu = await page.getByRole('navigation', { name: '主菜单' }).innerText()
  expect(['覆盖', '组织', '团队', '日历', '系统'].filter(word => menu.includes(word))).toEqual([])
})
