/** The five minutes of the README, as they are written there, on the demo hospital. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { expectAccessible } from '../support/accessible.ts'
import { ROOT, startProgram } from '../support/process.ts'
import { type OpenedHouse, openJourneyHouse } from './open-house.ts'
import { Crossings, drawSignature, openScreen, PHONE, settled, signInAtDesk, timeLine } from './screens.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

let house: OpenedHouse
let desk: Page
let patient: Page
const crossings = new Crossings()

beforeAll(async () => {
  house = await openJourneyHouse({ seed: 'demo' })
})

/** Pictures of the README are taken on demand only: a test changes nothing in the tree. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] !== 'yes') return
  await settled(page)
  await page.screenshot({ path: join(ROOT, 'docs/pictures', `${name}.png`) })
}

/** The link that the dialog copies. */
async function copiedLink(): Promise<string> {
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('img', { name: /二维码/ }).waitFor()
  await dialog.getByRole('button', { name: '复制链接' }).click()
  await dialog.getByRole('button', { name: '已复制' }).waitFor()
  const link = await desk.evaluate(() => navigator.clipboard.readText())
  await desk.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  return link
}

test('1: the HIS says that 陈秀英 is here, and is answered', async () => {
  const his = startProgram(process.execPath, ['scripts/send-hl7.mjs', String(house.mllpPort)])
  await his.said(/^MSA\|AA\|/m)
  expect((await his.ended).code).toBe(0)
})

test('2: the desk takes the request; number, code and QR stand there, and the matter in the list', async () => {
  const [, password = ''] = /密码 password: (\S+)/.exec(house.notes.join('\n')) ?? []
  const [, login = ''] = /^\s+(\S+)\s+\S+\s+服务专员，4 号工位/m.exec(house.notes.join('\n')) ?? []
  desk = await signInAtDesk(house.url, login, password)
  await desk.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await desk.keyboard.press('n')
  const drawer = desk.getByRole('dialog', { name: '新建服务工单' })
  await drawer.getByLabel('事项').waitFor()
  await desk.keyboard.type('ybbx')
  await desk.getByRole('option', { name: '医保报销材料' }).waitFor()
  await desk.keyboard.press('Enter')
  await desk.keyboard.type('cxy')
  await desk.getByRole('option', { name: '陈*英' }).first().waitFor()
  await desk.keyboard.press('Enter')
  await desk.locator('.tk-description textarea').fill('出院时预交金已补，系统没有更新；报销还缺一张盖章的明细。')
  await drawer.getByRole('button', { name: '全部带齐' }).click()
  await desk.keyboard.press('Control+Enter')
  await drawer.getByText('已登记并派单').waitFor()
  expect(await drawer.locator('.tk-taken-number').textContent()).toMatch(/^TK-\d{6}-\d{4}$/)
  expect(await drawer.locator('strong.figures').textContent()).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  await drawer.getByRole('img', { name: /请患者扫码/ }).waitFor()
  await drawer.getByRole('button', { name: '打开工单' }).click()
  await desk.locator('.tk-card[aria-current=true]').filter({ hasText: '医保报销材料' }).locator('.clock').waitFor()
  await picture(desk, 'desk')
})

test('3, 4: the receiver’s link opens on a phone without a sign-in; one tap accepts, and the desk sees it within a second; the department finishes', async () => {
  await desk.getByRole('button', { name: '医保科 更多' }).click()
  await desk.getByRole('menuitem', { name: '办理链接' }).click()
  const phone = await openScreen(PHONE)
  await phone.goto(await copiedLink())
  await phone.getByRole('heading', { name: '医保报销材料' }).waitFor()
  await picture(phone, 'liaison')
  const share = desk.locator('.tk-parts > li').filter({ hasText: '医保科' })
  await crossings.cross(
    () => phone.getByRole('button', { name: '接单', exact: true }).click(),
    share.getByText('已接单'),
  )

  await phone.getByRole('button', { name: '已解决，填写结果' }).click()
  await phone.getByLabel('结果（患者会看到）').fill('费用明细已补盖章，原件放在 4 号工位，来取时说查询码即可。')
  await phone.getByLabel('办结依据').fill('盖章件照片')
  await phone.getByRole('button', { name: '以上都已办好' }).click()
  await phone.getByRole('button', { name: '10 分', exact: true }).click()
  await crossings.cross(
    () => phone.getByRole('button', { name: '办完，提交' }).click(),
    timeLine(desk).getByText(/医保科 办完，用时 10 分/),
  )
})

test('5: the patient opens the own link, sees what was done and by whom, and signs; the matter is archived and read-only', async () => {
  await desk.locator('.tk-next').getByRole('button', { name: /更多/ }).click()
  await desk.getByRole('menuitem', { name: '患者链接与二维码' }).click()
  patient = await openScreen(PHONE)
  await patient.goto(await copiedLink())
  await patient.getByRole('heading', { name: '您的事项：医保报销材料' }).waitFor()
  const page = await patient.locator('body').innerText()
  for (const words of ['负责到底的人', '林晓棠', '费用明细已补盖章', '拨打']) expect(page).toContain(words)
  await picture(patient, 'patient')
  await patient.getByRole('button', { name: '事情办好了，确认' }).click()
  await drawSignature(patient)
  await crossings.cross(
    () => patient.getByRole('button', { name: '签好了，提交' }).click(),
    timeLine(desk).getByText('手写签名确认，工单归档'),
  )
  await desk.getByText('工单已办结，只能查看').waitFor()
  crossings.expectQuick()
})

test('6: the code that the start printed pairs a kiosk, once', async () => {
  const [, code = ''] = /配对码 code: (\S+?)（/.exec(house.notes.join('\n')) ?? []
  const kiosk = await openScreen({ viewport: { width: 1080, height: 1920 }, hasTouch: true })
  await kiosk.goto(`${house.url}/k`)
  await kiosk.getByLabel('配对码').fill(code)
  await kiosk.getByRole('button', { name: '配对' }).click()
  await kiosk.getByRole('heading', { name: '请选择要办的事' }).waitFor()
  await kiosk.getByText('2 号自助机').waitFor()
  await expectAccessible(kiosk)
})

test('APT-11 (part): 7: a doctor who signs in on the phone finds the request that waits, reads why, and gives the number', async () => {
  const said = house.notes.join('\n')
  const [, password = ''] = /密码 password: (\S+)/.exec(said) ?? []
  const [, login = ''] = /^\s+(\S+)\s+\S+\s+普通外科医生/m.exec(said) ?? []
  const phone = await openScreen(PHONE)
  await phone.goto(`${house.url}/h`)
  await phone.getByLabel('工号或登录名').fill(login)
  await phone.getByLabel('密码', { exact: true }).fill(password)
  await phone.getByRole('button', { name: '登录' }).click()
  await phone.getByRole('heading', { name: '加号申请' }).waitFor()
  await phone.getByRole('listitem').waitFor()
  await expectAccessible(phone)
  await phone.getByRole('listitem').getByRole('button').first().click()
  await phone.getByText('术后三天发热').waitFor()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: '不同意' }).click()
  await phone.getByLabel('理由').waitFor()
  await expectAccessible(phone)
  await phone.getByRole('button', { name: '返回' }).click()
  await phone.getByRole('button', { name: '同意加号' }).click()
  await phone.getByText('已同意，这是本次出诊加 1').waitFor()
  await phone.getByRole('button', { name: '返回' }).click()
  await phone.getByText('现在没有等您答复的加号申请。').waitFor()
})

test('the page shows what the README says: its pictures are there, its script, its keys', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8')
  for (const words of [
    'scripts/send-hl7.mjs',
    '`ybbx`',
    '全部带齐',
    '办理链接',
    '已解决',
    '事情办好了，确认',
    '配对码',
    '`ruan`',
    '同意加号',
  ])
    expect(readme).toContain(words)
  for (const [, file = ''] of readme.matchAll(/\]\((docs\/pictures\/\S+\.png)\)/g))
    expect((await readFile(join(ROOT, file))).subarray(1, 4).toString()).toBe('PNG')
})
