import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type SampleMessage, sampleAdt } from '#interop/sample.ts'
import { receiveMessage } from '#interop/server/receive-message.ts'
import { systemCaller } from '#kernel/caller.ts'
import { bookAppointment, seekSlots } from '#modules/appointment/index.ts'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { openPage } from '../support/browser.ts'
import { cleanUp } from '../support/clean-up.ts'
import { openClinic } from '../support/clinic.ts'
import { MONDAY, type TestHouse, testHouse } from '../support/house.ts'
import { somePatients } from '../support/patients.ts'
import { simulatedReceiver } from '../support/providers/receiver.ts'
import { type SettledStaff, settleStaff } from '../support/staff.ts'
import { builtWeb, serveWeb } from '../support/web.ts'
import { expectAccessible } from '../support/accessible.ts'

let all: TestHouse
let staff: SettledStaff
let url: string

beforeAll(async () => {
  all = await testHouse()
  cleanUp(() => all.close())
  staff = await settleStaff(all.house)
  await all.house.live.start(all.house.hospital.id)
  url = await serveWeb(all, await builtWeb())
  await send('HIS20261116000001', {
    trigger: 'A04',
    patient: 'P00012345',
    visit: 'V1',
    residentId: '34052419800101001X',
  })
  await send('HIS20261116000002', { trigger: 'A02' })
  await send('HIS20261116000003', { trigger: 'A08', patient: 'P00067890', visit: 'V2', name: '李^四' })
  await send('HIS20261116000001', {
    trigger: 'A04',
    patient: 'P00012345',
    visit: 'V1',
    residentId: '34052419800101001X',
  })
  await send('HIS20261116000002', { trigger: 'A28', patient: 'P00055555', visit: null })
}, 120_000)

const send = (controlId: string, sample: Partial<SampleMessage> & { trigger: string }) =>
  receiveMessage(all.house)(Buffer.from(sampleAdt({ controlId, at: MONDAY, ...sample })), '10.20.0.9:40112')

async function open(query = '', viewport = { width: 1440, height: 900 }): Promise<Page> {
  const page = await openPage({ viewport })
  const [name = '', value = ''] = (await staff.cookie('林建国')).split('=')
  await page.context().addCookies([{ name, value, url }])
  await page.goto(`${url}/interop/messages${query}`)
  await page.locator('.d-log-choice').first().waitFor()
  return page
}
const rows = (page: Page) => page.locator('.d-row .d-log-open').allTextContents()

test('the log by state: each number opens as many rows', async () => {
  const page = await open()
  const states = page.getByRole('navigation', { name: '按状态查看' }).getByRole('button')
  // The numbers come with their answer, after the names.
  await expect.poll(async () => (await states.allTextContents()).every(label => /^\S+ \d+$/.test(label))).toBe(true)
  for (const label of await states.allTextContents()) {
    const [name = '', count = ''] = label.split(' ')
    await states.filter({ hasText: new RegExp(`^${name} `) }).click()
    await expect.poll(() => page.locator('.d-row').count()).toBe(Number(count))
  }
})

test('a parked change is replayed with a reason, and a message that comes meanwhile shows by itself', async () => {
  const page = await open()
  await page.getByText('HIS20261116000003').click()
  await page.getByRole('heading', { name: /ADT\^A08/ }).waitFor()
  expect(await page.getByText('李四').count()).toBe(0)
  await page.getByText('李*').waitFor()
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog', { name: /重放消息/ })
  await dialog.getByLabel('重放理由').fill('已与信息科核对，登记消息丢失')
  await dialog.getByLabel('重放理由').press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.locator('.d-log-head').getByText('已应用').waitFor()
  await send('HIS20261116000009', { trigger: 'A28', patient: 'P00099999', visit: null })
  await expect.poll(() => rows(page), { timeout: 5000 }).toContainEqual(expect.stringContaining('HIS20261116000009'))
})

test('a control id is found on any day, and a day without messages says so', async () => {
  const page = await open('?day=2026-11-01')
  await page.getByText('这一天没有这样的消息').waitFor()
  await page.getByLabel('按消息控制号（MSH-10）查找').fill('HIS20261116000001')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('.d-row .d-tag').allTextContents()).toEqual(['重复', '已应用'])
  await page.getByLabel('按消息控制号（MSH-10）查找').fill('HIS1')
  await page.keyboard.press('Enter')
  await page.getByText('没有收到过控制号为“HIS1”的消息').waitFor()
  expect(new URL(page.url()).search).toBe('?controlId=HIS1')
})

test('the keys walk through the log, and a repeat leads to the first one', async () => {
  const page = await open('?state=repeated')
  await page.locator('.d-row').first().waitFor()
  await page.keyboard.press('j')
  await page.getByText('没有重复应用').waitFor()
  await page.getByRole('button', { name: '看第一次收到的那条' }).click()
  await expect.poll(() => page.locator('.d-log-head h1').textContent()).toBe('ADT^A04 已应用')
})

test.each([
  ['', { width: 1440, height: 900 }],
  ['?state=refused', { width: 1280, height: 720 }],
])('nothing keeps a reader out: %s', async (query, viewport) => {
  const page = await open(query, viewport)
  await page.locator('.d-log-open').first().click()
  await page.locator('.io-segments table').first().waitFor()
  await expectAccessible(page)
  const beyond = await page.evaluate(() => ({
    x: document.documentElement.scrollWidth - innerWidth,
    y: document.documentElement.scrollHeight - innerHeight,
  }))
  expect(beyond).toEqual({ x: 0, y: 0 })
  if (process.env['LOOK']) await page.screenshot({ path: `/tmp/io-${viewport.width}.png` })
})

/** A page of the administrator's. */
async function visit(path: string): Promise<Page> {
  const page = await openPage({ viewport: { width: 1280, height: 720 } })
  const [name = '', value = ''] = (await staff.cookie('林建国')).split('=')
  await page.context().addCookies([{ name, value, url }])
  await page.goto(`${url}${path}`)
  return page
}

test('a machine account is made with the least it needs, and its secret is shown once', async () => {
  const page = await visit('/interop/clients')
  await page.getByRole('button', { name: '新建账号' }).click()
  const dialog = page.getByRole('dialog', { name: '新建接口账号' })
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('必填').waitFor()
  await dialog.getByLabel('名称').fill('市预约平台')
  expect(await dialog.getByRole('checkbox', { name: /预约、改约、取消/ }).isChecked()).toBe(true)
  await page.keyboard.press('Control+Enter')
  const shown = page.getByRole('dialog', { name: '“市预约平台”的密钥' })
  const said = (name: string) => shown.getByRole('textbox', { name }).inputValue()
  const [id, secret] = [await said('账号'), await said('密钥')]
  const answer = await fetch(`${url}/fhir/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }),
  })
  expect(answer.status).toBe(200)
  await shown.getByRole('button', { name: '我已保存密钥' }).click()
  await page.getByRole('row', { name: /市预约平台 外部平台 预约、改约、取消 可用/ }).waitFor()
  expect(await page.content()).not.toContain(secret)
})

test('a receiver is added, and what it refused is sent again from the log', async () => {
  const his = await simulatedReceiver()
  cleanUp(() => his.close())
  his.answer = 'AR'
  const page = await visit('/interop/receivers')
  await page.getByRole('button', { name: '添加接收方' }).click()
  const dialog = page.getByRole('dialog', { name: '添加接收方' })
  for (const [label, words] of [
    ['名称', '医院信息系统'],
    ['主机', '127.0.0.1'],
    ['端口', String(his.port)],
    ['机构名（MSH-4）', 'XM3Y'],
  ] as const)
    await dialog.getByLabel(label).fill(words)
  await page.keyboard.press('Control+Enter')
  await page.getByRole('row', { name: /医院信息系统/ }).waitFor()

  const [patient = ''] = await somePatients(all.house, 1)
  const { doctorId } = await openClinic(all, { unitId: staff.unit('SJN'), days: ['2026-11-20'] })
  const [slot] = await seekSlots(all.house, { doctorId, channel: 'desk', atMost: 1 })
  const booking = { ...sampleBooking(slot?.id ?? '', patient), channel: 'desk' as const }
  await bookAppointment(all.house)(systemCaller(all.house.hospital.id), booking)
  const turn = async () => {
    all.clock.advance({ seconds: 1 })
    await all.machinery.turn()
  }
  await turn()
  await turn()
  await page.getByRole('link', { name: '查看发出的消息' }).click()
  await page.getByRole('button', { name: /被拒绝 1/ }).click()
  await page.locator('.d-log-open').click()
  await page.getByText('对方没有接收这条消息').waitFor()
  his.answer = 'AA'
  await page.keyboard.press('r')
  const resend = page.getByRole('dialog', { name: /重发消息/ })
  await resend.getByLabel('重发理由').fill('对方接口已恢复')
  await page.keyboard.press('Control+Enter')
  await resend.waitFor({ state: 'hidden' })
  await turn()
  await page.locator('.d-log-head').getByText('已接收').waitFor()
  await expectAccessible(page)
})
