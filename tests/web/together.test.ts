import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sampleBroadcast, sampleIssue } from '#modules/meeting/sample.ts'
import { raiseIssue, sendBroadcast } from '#modules/meeting/index.ts'
import { acceptPart } from '#modules/ticket/server/accept-part.ts'
import { addDepartments } from '#modules/ticket/server/add-departments.ts'
import { callMeeting } from '#modules/ticket/server/call-meeting.ts'
import { cancelTicket } from '#modules/ticket/server/cancel-ticket.ts'
import { settled } from '../journeys/screens.ts'
import { MONDAY } from '../support/house.ts'
import { type DeskSite, deskSite } from './desk-site.ts'
import { expectFits, openPhone, PHONE } from './ticket-site.ts'
import { expectAccessible } from '../support/accessible.ts'

vi.setConfig({ testTimeout: 90_000 })

let site: DeskSite
beforeAll(async () => {
  site = await deskSite()
  site.all.clock.set(MONDAY)
}, 180_000)
afterAll(() => site.all.close())

const look = async (page: Page, name: string) => {
  const folder = process.env['LOOK']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}
const isClean = async (page: Page) => {
  // A button under the pointer is coloured for it.
  await page.mouse.move(0, 0)
  await settled(page)
  await expectAccessible(page)
}

test('on the board one act goes to many matters, and each tells done or why not', async () => {
  const [one, two] = [await site.create(), await site.create()]
  const page = await site.desk('lin', '/tickets')
  await page.getByRole('checkbox', { name: /全选/ }).check()
  await page.getByText('已选 2 件').waitFor()
  await look(page, 'bulk-bar')
  // Withdrawn on another desk while this one chooses.
  await page.getByRole('button', { name: '加派科室' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('科室', { exact: true }).fill('fs')
  await page.keyboard.press('Enter')
  await dialog.getByLabel('理由').fill('需补报告')
  await cancelTicket(site.all.house)(site.clerk, { id: two.id, reason: '重复', version: 1 })
  await page.keyboard.press('Control+Enter')
  await dialog.getByText('完成 1 件，未完成 1 件').waitFor()
  await dialog.getByText('当前状态不允许').waitFor()
  await isClean(page)
  await look(page, 'bulk-result')
  await dialog.getByRole('button', { name: '知道了' }).click()
  expect((await site.open(one.id)).parts).toHaveLength(2)
})

test('the manager merges a matter into another that she finds by its number', async () => {
  const goes = await site.create({ patientId: site.patientId })
  const stays = await site.create({ patientId: site.patientId, item: 'SVC-17' })
  const { number } = await site.open(stays.id)
  const page = await site.desk('manager', `/?matter=${goes.id}`)
  await page.locator('.tk-head').waitFor()
  await page.getByRole('button', { name: '更多 ⋯' }).click()
  await page.getByRole('menuitem', { name: /合并工单/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('并入哪一件工单').fill(number)
  await dialog.getByRole('option', { name: new RegExp(number) }).waitFor()
  await page.keyboard.press('Enter')
  await dialog.getByText('两个单号都保留').waitFor()
  await dialog.getByRole('button', { name: '同一件事重复登记' }).click()
  await look(page, 'merge')
  await page.keyboard.press('Control+Enter')
  await page.getByText(`本工单已并入 ${number}`).waitFor()
  await page.getByRole('link', { name: `打开 ${number}` }).click()
  await page.getByRole('heading', { name: '已并入本工单' }).waitFor()
  await page.locator('.tk-line').getByText('并入了').waitFor()
  await isClean(page)
  await look(page, 'merged')
})

test('an issue is raised, a broadcast goes out, and who has not read it is named', async () => {
  const page = await site.desk('manager', '/coordination')
  await page.getByRole('button', { name: '提出事项' }).click()
  const raise = page.getByRole('dialog')
  await raise.getByLabel('什么事').fill(sampleIssue.title)
  await raise.getByLabel('现状与影响').fill(sampleIssue.description)
  await raise.getByLabel('涉及科室').fill('外科')
  await page.keyboard.press('Enter')
  await raise.getByRole('textbox', { name: '希望何时前解决' }).or(raise.getByLabel('时间')).last().fill('1700')
  await look(page, 'raise')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: sampleIssue.title }).waitFor()
  await page.getByRole('button', { name: '增加措施' }).waitFor()
  await isClean(page)
  await look(page, 'issues')
  await page.getByRole('button', { name: '内部通知' }).click()
  await page.getByRole('button', { name: '发通知' }).click()
  const send = page.getByRole('dialog')
  await send.getByLabel('标题').fill(sampleBroadcast.title)
  await send.getByLabel('内容').fill(sampleBroadcast.body)
  await look(page, 'send')
  await page.keyboard.press('Control+Enter')
  await send.waitFor({ state: 'detached' })
  const lin = await site.desk('lin')
  await lin.getByRole('button', { name: '通知，1 条未读' }).click()
  await lin.getByRole('button', { name: `内部通知：${sampleBroadcast.title}` }).click()
  await lin.getByRole('button', { name: '标为已读' }).click()
  await lin.getByRole('button', { name: /^通知，/ }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^已读 2 \// }).click()
  await page.getByRole('dialog').getByText('未读（').waitFor()
  expect(await page.getByRole('dialog').getByText('林甲').count()).toBe(1)
  await isClean(page)
  await look(page, 'receipts')
})

test('TKT-07 (part): a liaison answers the invitation on the phone, and reads what the own department is asked for', async () => {
  const { id } = await site.create({ units: [site.hospital.unit.finance], difficulty: ['meeting'] })
  const house = site.all.house
  await acceptPart(house)(await site.hospital.as('finance-liaison'), {
    id,
    partId: (await site.open(id)).parts[0]?.id ?? '',
  })
  await addDepartments(house)(site.clerk, {
    id,
    units: [site.hospital.unit.insurance],
    task: '出具异地备案说明',
    reason: '需医保科配合',
    version: (await site.open(id)).version,
  })
  await callMeeting(house)(site.clerk, {
    id,
    way: 'room',
    place: '二楼会议室',
    startsAt: MONDAY.add({ hours: 1 }).toString(),
    units: [site.hospital.unit.insurance],
  })
  const part = (await site.open(id)).parts.find(one => one.unit.id === site.hospital.unit.insurance)
  const phone = await openPhone(PHONE)
  await phone.goto(await site.linkTo(id, part?.id))
  await phone.getByText('本科室要办：出具异地备案说明').waitFor()
  await phone.getByRole('button', { name: '不参加' }).click()
  await phone.getByLabel('不参加的理由').fill('正在月末结算')
  await look(phone, 'phone-meeting')
  await isClean(phone)
  await phone.getByRole('button', { name: '不参加' }).click()
  await phone.getByText('本科室已答复：不参加').waitFor()
  expect((await site.open(id)).meetings[0]?.invited).toMatchObject([{ answer: 'declined', reason: '正在月末结算' }])
})

test('TKT-15 (part): a liaison reports a pain point on the phone and reads a broadcast there; the manager answers it', async () => {
  const house = site.all.house
  await raiseIssue(house)(site.clerk, {
    ...sampleIssue,
    units: [site.hospital.unit.finance],
    dueAt: MONDAY.add({ hours: 1 }).toString(),
    steps: [],
  })
  await sendBroadcast(house)(await site.hospital.as('manager'), {
    ...sampleBroadcast,
    title: '周三应急演练',
    to: { audience: 'post', post: 'liaison' },
  })
  const phone = await openPhone(PHONE)
  await site.signIn(phone, 'finance-liaison')
  await phone.goto(`${site.url}/h`)
  await phone.getByRole('button', { name: /通知（/ }).click()
  await phone.getByRole('heading', { name: '周三应急演练' }).waitFor()
  await look(phone, 'phone-broadcasts')
  await phone.getByRole('button', { name: '我已阅读' }).first().click()
  await phone.getByRole('button', { name: '返回' }).click()
  await phone.getByRole('heading', { name: '我的待办' }).waitFor()
  await look(phone, 'phone-inbox')
  await expectFits(phone)
  await phone.getByRole('button', { name: '上报痛点' }).click()
  await phone.getByText('财务科 本月还没有上报').waitFor()
  await phone.getByRole('button', { name: '上报痛点' }).click()
  await phone.getByRole('button', { name: '上报', exact: true }).click()
  await phone.getByText('请填写这一项').first().waitFor()
  await phone.getByLabel('什么问题反复出现').fill('自助机每周卡纸三次')
  await phone.getByLabel('对患者和工作的影响').fill('窗口多排 20 人')
  await phone.getByLabel('每周').check()
  await look(phone, 'phone-pain')
  await phone.getByRole('button', { name: '上报', exact: true }).click()
  await phone.getByRole('heading', { name: '自助机每周卡纸三次' }).waitFor()
  await isClean(phone)
  await expectFits(phone)
  await look(phone, 'phone-pains')
  const page = await site.desk('manager', '/pain-points')
  await page.getByRole('button', { name: '答复' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('已列入复盘').check()
  await dialog.getByLabel('答复内容').fill('本月复盘会讨论换机')
  await page.keyboard.press('Control+Enter')
  await phone.getByText('答复：本月复盘会讨论换机').waitFor()
  await isClean(page)
  await look(page, 'pain-points')
  await page.goto(`${site.url}/ticket-effort`)
  await page.getByText('这个月没有办结的多部门工单').waitFor()
  await isClean(page)
  await look(page, 'effort')
})
