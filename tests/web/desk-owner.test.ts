import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { acceptPart } from '#modules/ticket/server/accept-part.ts'
import { makeLink } from '#modules/ticket/server/make-link.ts'
import { openPage } from '../support/browser.ts'
import { MONDAY } from '../support/house.ts'
import { type DeskSite, deskSite } from './desk-site.ts'

vi.setConfig({ testTimeout: 90_000 })

let site: DeskSite
beforeAll(async () => {
  site = await deskSite()
}, 180_000)
afterAll(() => site.all.close())
beforeEach(() => site.all.clock.set(MONDAY))

/** A matter that its department works on. */
async function accepted(): Promise<string> {
  const { id } = await site.create()
  const liaison = await site.hospital.as('insurance-liaison')
  await acceptPart(site.all.house)(liaison, { id, partId: (await site.open(id)).parts[0]?.id ?? '' })
  return id
}
const choose = async (page: Page, act: string) => {
  await page.getByRole('button', { name: '更多 ⋯' }).click()
  await page.getByRole('menuitem', { name: new RegExp(act) }).click()
  return page.getByRole('dialog')
}
const opened = (page: Page) => page.locator('.tk-head').waitFor()

test('TKT-06: a matter passes to a colleague only when she takes it; the manager may name another, with a reason in the history; an owner who signs off is asked', async () => {
  const id = await accepted()
  const lin = await site.desk('lin', `/?matter=${id}`)
  await opened(lin)
  const dialog = await choose(lin, '移交给同事')
  await dialog.getByLabel('移交给谁').fill('梅')
  await lin.keyboard.press('Enter')
  await lin.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  await lin.getByText('已请 梅乙 接手，等待接收').waitFor()
  expect((await site.open(id)).owner.name).toBe('林甲')
  const mei = await site.desk('mei', `/?matter=${id}`)
  await mei.getByText('林甲 请您接手这件工单').waitFor()
  await mei.getByRole('button', { name: '接手' }).click()
  await lin.getByText('首问 梅乙').waitFor()
  const manager = await site.desk('manager', `/?matter=${id}`)
  await opened(manager)
  const force = await choose(manager, '指定新的首问负责人')
  await force.getByLabel('移交给谁').fill('lj')
  await manager.keyboard.press('Enter')
  await force.getByLabel('理由').fill('梅乙临时外出')
  await manager.keyboard.press('Control+Enter')
  await force.waitFor({ state: 'detached' })
  await lin.locator('.tk-line').getByText('负责人指定首问由 梅乙 改为 林甲').waitFor()
  await lin.locator('.tk-line').getByText('梅乙临时外出').waitFor()
  const patient = await openPage({ viewport: { width: 390, height: 844 } })
  await patient.goto(
    (await makeLink(site.all.house)(site.clerk, { id, partId: null })).url.replace('http://localhost', site.url),
  )
  await patient.getByText('林甲').first().waitFor()
  expect(await patient.locator('body').innerText()).not.toContain('梅乙')

  await lin.getByRole('button', { name: /林甲/ }).click()
  await lin.getByRole('menuitem', { name: '退出登录' }).click()
  const asked = lin.getByRole('dialog', { name: '还有工单没有交接' })
  await asked.getByText(/您名下还有 \d+ 件未办结的首问工单/).waitFor()
  await asked.getByRole('button', { name: '返回去移交' }).click()
  await asked.waitFor({ state: 'detached' })
  await lin.getByRole('button', { name: /林甲/ }).click()
  await lin.getByRole('menuitem', { name: '退出登录' }).click()
  await asked.getByRole('button', { name: '仍要退出，并通知中心负责人' }).click()
  await lin.getByLabel('工号或登录名').waitFor()
  await manager.getByRole('button', { name: /^提醒，/ }).click()
  await manager.getByText('首问负责人离岗，还有工单未交接').waitFor()
})

test('TKT-07 (part): beyond the limit a meeting decides only with the manager, and the matter counts as late all the same', async () => {
  const id = await accepted()
  const lin = await site.desk('lin', `/?matter=${id}`)
  await opened(lin)
  const call = await choose(lin, '召集联席会议')
  await call.getByLabel('会议链接或会议号').fill('会议号 123')
  await call.getByLabel('开始时间').fill('99')
  expect(await call.getByRole('button', { name: /召集/ }).isDisabled(), 'at no time').toBe(true)
  await call.getByLabel('开始时间').fill('0930')
  await lin.keyboard.press('Control+Enter')
  await call.waitFor({ state: 'detached' })
  const decide = async (page: Page) => {
    await page.getByRole('button', { name: '联席会议作决定' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('会议纪要').fill('由医保科补开说明')
    await dialog.getByRole('radio', { name: '医保科' }).check()
    await dialog.getByLabel('办结期限').fill('1700')
    await dialog.getByLabel(/^超出办理时限/).fill('需等外院盖章')
    await page.keyboard.press('Control+Enter')
    return dialog
  }
  const refused = await decide(lin)
  await refused.getByText('期限超出办理时限，须由中心负责人批准并写明理由').first().waitFor()
  expect(await refused.getByLabel('会议纪要').inputValue()).toBe('由医保科补开说明')
  const manager = await site.desk('manager', `/?matter=${id}`)
  await opened(manager)
  await (await decide(manager)).waitFor({ state: 'detached' })
  await manager.getByText('超出办理时限，经中心负责人批准').waitFor()
  const { meetings, clocks } = await site.open(id)
  expect(meetings[0]?.beyondLimit).toBe(true)
  expect(clocks.find(clock => clock.kind === 'limit')?.dueAt).toBe(MONDAY.add({ hours: 2 }).toString())
})

test('TKT-11 (part): waiting for the patient has a reason and a proof, runs beside the limit, and ends with the answer', async () => {
  const id = await accepted()
  const lin = await site.desk('lin', `/?matter=${id}`)
  await opened(lin)
  await lin
    .getByRole('button', { name: /^2\s*等待患者|等待患者$/ })
    .first()
    .click()
  const wait = lin.getByRole('dialog')
  await wait.waitFor()
  await lin.keyboard.press('2')
  await wait.getByRole('button', { name: '电话告知' }).click()
  await lin.keyboard.press('Control+Enter')
  await wait.waitFor({ state: 'detached' })
  await lin.getByText(/等待患者 .*（取身份证件）/).waitFor()
  expect(await lin.locator('.tk-head .clock').getAttribute('data-waiting')).toBe('')
  site.all.clock.set(MONDAY.add({ minutes: 10 }))
  await lin.getByRole('button', { name: '患者已答复，继续办理' }).click()
  await lin.getByRole('dialog').getByLabel('患者答复了什么').fill('带来了')
  await lin.keyboard.press('Control+Enter')
  await lin.locator('.tk-line').getByText('记录患者答复，等待 10 分后继续办理').waitFor()
  await lin.getByText('总用时 10 分，其中等患者 10 分，净办理 0 分').waitFor()
})
