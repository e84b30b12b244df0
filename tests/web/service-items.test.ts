import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { giveAccounts } from '#modules/staff/index.ts'
import { publishItem } from '#modules/ticket/index.ts'
import { openPage } from '../support/browser.ts'
import { builder, item, sopStep } from '../support/hospital.ts'
import { PASSWORD } from '../support/staff.ts'
import { type DeskSite, deskSite, MONITOR } from './desk-site.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })

let site: DeskSite
beforeAll(async () => {
  site = await deskSite()
  const { house } = site.all
  await giveAccounts(house)(systemCaller(house.hospital.id), {
    password: PASSWORD,
    pin: null,
    people: [{ personId: site.hospital.person['director'] ?? '', login: 'director', badge: null }],
  })
  const medicine = {
    ...item('SVC-13', '退药与代煎', 'insurance'),
    papers: [],
    steps: [
      sopStep('s1', '核对处方', { observed: 'registered' }),
      sopStep('s2', '药师判定', { evidence: 'note' }),
      sopStep('s3', '办理退费或代煎'),
      sopStep('s4', '取药签字', { observed: 'confirmed', evidence: 'signature' }),
    ],
    evidence: '药师判定记录',
    proof: 'words',
  } as const
  await publishItem(house)(builder(house), medicine)
  await publishItem(house)(builder(house), { ...medicine, code: 'SVC-08', name: '代煎' })
})
afterAll(() => site.all.close())

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const picture = async (page: Page, name: string) => {
  const folder = process.env['LOOK']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

test('TKT-12 (part): the manager drafts a version, may not approve it, and the director does; the difference stands there', async () => {
  const manager = await site.desk('manager', '/service-items')
  await manager
    .getByRole('row', { name: /SVC-13/ })
    .getByText('在用', { exact: true })
    .waitFor()
  await picture(manager, 'catalogue')
  await button(manager, '退药与代煎').click()
  await manager.getByRole('heading', { name: /退药与代煎/ }).waitFor()
  await picture(manager, 'item')
  await button(manager, '起草新版本').click()
  await button(manager, '增加一步').click()
  await manager.getByRole('textbox', { name: '第 5 步' }).fill('告知保存方法')
  await button(manager, '上移：告知保存方法').click()
  await manager.keyboard.press('Control+Enter')
  await manager.getByText('还缺：改动说明').first().waitFor()
  await manager.getByLabel('改动说明').fill('药房要求补一步告知')
  await picture(manager, 'item-form')
  await manager.keyboard.press('Control+Enter')
  await manager.getByText('草稿已保存，等待另一位负责人批准').waitFor()
  await manager.getByRole('listitem').filter({ hasText: '步骤：告知保存方法' }).getByText('新增').waitFor()
  expect(await button(manager, '批准').count()).toBe(0)

  const screen = await openPage({ viewport: MONITOR })
  await site.signIn(screen, 'director')
  await screen.goto(`${site.url}/service-items`)
  await button(screen, '有草稿待批').click()
  await screen.getByText('步骤：告知保存方法').waitFor()
  await picture(screen, 'item-draft')
  await button(screen, '批准').click()
  await screen.getByText('已批准').waitFor()
  await screen
    .getByLabel('版本')
    .getByText(/第 2 版 · 在用/)
    .waitFor({ state: 'attached' })
})

test('a step is done by a tick in the console, with what it asks; undone with a reason; the result asks for what is left', async () => {
  const { id, partId } = await site.create({ item: 'SVC-08', papers: [] })
  const desk = await site.desk('lin', `/?matter=${id}`)
  const steps = desk.locator('.tk-section').filter({ hasText: '办理步骤' })
  await steps.getByText('办理步骤 1/4').waitFor()
  await steps.getByLabel('办好：药师判定').click()
  await steps.getByLabel('写明情况').fill('药师同意代煎')
  await desk.keyboard.press('Enter')
  await steps.getByText('办理步骤 2/4').waitFor()
  await steps.getByText('药师同意代煎').waitFor()
  await steps.getByLabel('办好：办理退费或代煎').click()
  await steps.getByText('办理步骤 3/4').waitFor()
  await button(desk, '撤回：办理退费或代煎').click()
  await steps.getByLabel('撤回的原因').fill('点错了')
  await desk.keyboard.press('Enter')
  await steps.getByText(/撤回：点错了/).waitFor()
  await steps.getByText('办理步骤 2/4').waitFor()
  await picture(desk, 'console-steps')

  const phone = await openPage({ viewport: { width: 390, height: 844 }, hasTouch: true })
  await phone.goto(await site.linkTo(id, partId))
  await button(phone, '接单').click()
  await phone.getByText('办理步骤 2/4').click()
  await picture(phone, 'phone-steps')
  await button(phone, '已解决，填写结果').click()
  await phone.getByLabel('结果（患者会看到）').fill('已代煎，下午四点取药')
  await phone.getByLabel('办结依据').fill('代煎单')
  await button(phone, '10 分').click()
  await button(phone, '办完，提交').click()
  await phone.getByText('必办步骤要全部打勾，需要说明的请写明').waitFor()
  await picture(phone, 'phone-finish')
  await phone.getByLabel('办理退费或代煎').check()
  await button(phone, '办完，提交').click()
  await steps.getByText('办理步骤 3/4').waitFor()
  expect((await site.open(id)).status).toBe('resolved')
})
