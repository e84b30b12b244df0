import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readAttachment } from '#modules/ticket/server/attach-file.ts'
import { MONDAY } from '../support/house.ts'
import { PASSWORD } from '../support/staff.ts'
import { expectFits, openPhone, type TicketSite, ticketSite } from './ticket-site.ts'
import { expectAccessible } from '../support/accessible.ts'

let site: TicketSite
beforeAll(async () => {
  site = await ticketSite()
}, 120_000)
afterAll(() => site.all.close())
beforeEach(() => site.all.clock.set(MONDAY))

const ME = 'insurance-liaison'
const house = () => site.all.house
const part = async (id: string) => (await site.open(id)).parts[0]
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const STEPS = [
  'ticket.accepted',
  'ticket.progressed',
  'ticket.noted',
  'ticket.attached',
  'ticket.declined',
  'ticket.handed-on',
  'ticket.part-finished',
]

/** The share on the phone, from the link in the message. */
async function byLink() {
  const matter = await site.create()
  const page = await openPhone()
  await page.goto(await site.linkTo(matter.id, matter.partId))
  await page.getByRole('heading', { name: '医保报销材料' }).waitFor()
  return { ...matter, page }
}
/** The inbox of a person who signed in. */
async function inbox(person = ME) {
  const page = await openPhone()
  await site.signIn(page, person)
  await page.goto(`${site.url}/h`)
  await page.getByRole('heading', { name: '我的待办' }).waitFor()
  return page
}
/** All that was tapped is with the house; a tap whose answer was lost goes again after two seconds. */
const nothingWaits = (page: Page) =>
  expect.poll(() => page.getByRole('region', { name: '未提交的操作' }).count(), { timeout: 10_000 }).toBe(0)

test('from the link in a message the share is accepted with one tap, without a sign-in', async () => {
  const { id, page } = await byLink()
  await page.getByText('预交金已补').first().waitFor()
  await button(page, '接单').click()
  await button(page, '已解决，填写结果').waitFor()
  await nothingWaits(page)
  await expect.poll(async () => (await part(id))?.status).toBe('accepted')
  expect(await part(id)).toMatchObject({ status: 'accepted', assignee: { id: site.hospital.person[ME] } })
})

test('SYS-07: five taps without a network go once each, in order, when it is back', async () => {
  const { id, page } = await byLink()
  await page.context().setOffline(true)
  await button(page, '接单').click()
  for (const words of ['已联系患者', '正在办，约 30 分钟', '材料已备好，请患者来取']) {
    await button(page, words).click()
    await button(page, '写进展').click()
    await expect.poll(() => page.getByLabel('进展或问题').inputValue()).toBe('')
  }
  await button(page, '已解决，填写结果').click()
  await page.getByLabel('结果（患者会看到）').fill('已补盖章')
  await page.getByLabel('办结依据').fill('照片')
  await button(page, '15 分').click()
  await button(page, '办完，提交').click()
  await page.getByText('有 5 项操作等待网络').waitFor()
  expect(await page.getByRole('region', { name: '未提交的操作' }).getByRole('listitem').count()).toBe(5)
  expect(await site.told(id, ...STEPS)).toEqual([])
  // The first answer is lost on the way: the house has done it, the phone does not know.
  let lost = 0
  await page.route('**/accept', async route => {
    await route.fetch()
    lost += 1
    return lost === 1 ? route.abort() : route.fulfill({ response: await route.fetch() })
  })
  await page.context().setOffline(false)
  await nothingWaits(page)
  await page.getByText('本科室已办完：已补盖章').waitFor()
  expect(lost).toBe(2)
  expect(await site.told(id, ...STEPS)).toEqual([
    'ticket.accepted',
    'ticket.progressed',
    'ticket.progressed',
    'ticket.progressed',
    'ticket.part-finished',
  ])
  const { line, status } = await site.open(id)
  expect(line.filter(one => one.action === 'ticket.progressed').map(one => one.detail['text'])).toEqual([
    '已联系患者',
    '正在办，约 30 分钟',
    '材料已备好，请患者来取',
  ])
  expect(status).toBe('resolved')
})

test('what waits survives a closed page, and another person on the same phone does not send it', async () => {
  const { id, page } = await byLink()
  const link = page.url()
  await page.context().setOffline(true)
  await button(page, '接单').click()
  await page.getByText('有 1 项操作等待网络').waitFor()
  const later = await page.context().newPage()
  await page.close()
  await later.context().setOffline(false)
  await site.signIn(later, 'finance-liaison')
  await later.goto(`${site.url}/h`)
  await later.getByText('现在没有要办的事项').waitFor()
  await later.waitForTimeout(500)
  expect(await site.told(id, 'ticket.accepted')).toEqual([])
  await later.goto(link)
  await button(later, '已解决，填写结果').waitFor()
  await expect.poll(() => site.told(id, 'ticket.accepted')).toHaveLength(1)
})

test('TKT-13 (part): the inbox shows new, due and overdue, the next clock on top, and one tap accepts', async () => {
  const first = await site.create({ requester: { name: '陈一', relation: '本人', phone: '13800138001' } })
  site.all.clock.set(MONDAY.add({ minutes: 25 }))
  const second = await site.create()
  const page = await inbox()
  const items = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: '转办 / 退回' }) })
  await items.first().waitFor()
  const due = await page.locator('.clock').evaluateAll(chips => chips.map(chip => chip.getAttribute('aria-label')))
  expect(due[0]).toContain('09:30 到时')
  expect(await page.locator('[data-kind="main"]').count()).toBe(1)
  await button(page, '接单').first().click()
  await nothingWaits(page)
  await expect.poll(() => site.told(first.id, 'ticket.accepted').then(told => told.length)).toBe(1)
  expect(await site.told(second.id, 'ticket.accepted')).toEqual([])
  site.all.clock.set(MONDAY.add({ minutes: 56 }))
  await site.signIn(page, ME)
  await page.reload()
  await page.getByRole('button', { name: /^超时 [1-9]/ }).click()
  await page.getByRole('article').filter({ hasText: '超时' }).first().waitFor()
  expect(await page.getByRole('article').filter({ hasText: '剩' }).count()).toBe(0)
})

test('TKT-13 (part): accept, ask, answer, hand on inside and outside the department, decline: all at 375 px', async () => {
  const [asked, inside, outside, declined] = [
    await site.create(),
    await site.create(),
    await site.create(),
    await site.create(),
  ]
  const page = await inbox()
  const open = async (matter: { id: string; partId: string }) => {
    await page.goto(`${site.url}/h#/matter/${matter.id}/${matter.partId}`)
    await page.getByText('要我们办的事').waitFor()
  }
  const passOn = async (how: string, why: string) => {
    await button(page, '转办 / 退回').click()
    await page.getByLabel(how).check()
    await expectFits(page)
    return () => page.getByLabel(why).check()
  }
  await open(asked)
  await expectFits(page)
  await button(page, '接单').click()
  await page.getByLabel('进展或问题').fill('发票原件在谁手里？')
  await button(page, '问首问负责人').click()
  await expect.poll(() => page.getByLabel('进展或问题').inputValue()).toBe('')
  await page.getByLabel('进展或问题').fill('已补盖章，请来取')
  await page.getByLabel('患者也能看到').check()
  await button(page, '写进展').click()
  await expect
    .poll(() => site.told(asked.id, ...STEPS))
    .toEqual(['ticket.accepted', 'ticket.noted', 'ticket.progressed'])
  expect(
    (await site.open(asked.id)).line.findLast(one => one.action === 'ticket.progressed')?.facts['patientSees'],
  ).toBe(true)

  await open(inside)
  const why = await passOn('转给本科同事', '现在没有人手')
  await button(page, '确认转办').click()
  await page.getByText('请选一位').waitFor()
  await page.getByLabel('医保科副联络').check()
  await why()
  await button(page, '确认转办').click()
  await expect.poll(async () => (await part(inside.id))?.assignee.name).toBe('医保科副联络')

  await open(outside)
  await (await passOn('转给其他科室', '不属于本科室'))()
  await page.getByLabel('科室名称').fill('财务')
  await page.getByLabel('财务科').check()
  await button(page, '确认转办').click()
  await expect.poll(async () => (await part(outside.id))?.unit.name).toBe('财务科')

  await open(declined)
  await (await passOn('退回，由科主任定', '其他原因'))()
  await button(page, '确认退回').click()
  await page.getByText('请写明原因').waitFor()
  await page.getByLabel('补充说明').fill('要先由门诊补病历')
  await button(page, '确认退回').click()
  await expect.poll(async () => (await part(declined.id))?.assignee.name).toBe('医保科主任')
  expect((await site.open(declined.id)).line.findLast(one => one.action === 'ticket.declined')?.detail['reason']).toBe(
    '要先由门诊补病历',
  )
})

test('TKT-13 (part): while the liaison is away new items reach the deputy, and the way back is one tap', async () => {
  // In the afternoon, when no other test is there.
  const afternoon = MONDAY.add({ hours: 5 })
  site.all.clock.set(afternoon)
  const page = await inbox()
  await button(page, '我不在岗').click()
  await button(page, '登记不在岗').click()
  await page.getByText('请选原因').waitFor()
  await page.getByLabel('开会').check()
  await page.getByLabel(/^1 小时/).check()
  await expectFits(page)
  await button(page, '登记不在岗').click()
  await page.getByText('您已登记不在岗（开会，到 15:00）').waitFor()
  const away = await site.create()
  expect((await part(away.id))?.assignee.name).toBe('医保科副联络')
  site.all.clock.set(afternoon.add({ minutes: 10 }))
  await button(page, '我回来了').click()
  await expect.poll(() => page.getByText('您已登记不在岗').count()).toBe(0)
  const back = await site.create()
  expect((await part(back.id))?.assignee.name).toBe('医保科联络')
})

test('a share that a colleague took meanwhile is refused in words, and the tap can be put away', async () => {
  const { id, partId, page } = await byLink()
  await page.context().setOffline(true)
  await button(page, '接单').click()
  await page.getByText('有 1 项操作等待网络').waitFor()
  const colleague = await inbox('insurance-deputy')
  await colleague.goto(`${site.url}/h#/matter/${id}/${partId}`)
  await button(colleague, '接单').click()
  await expect.poll(() => site.told(id, 'ticket.accepted')).toHaveLength(1)
  await page.context().setOffline(false)
  await page.getByText(/没有成功：/).waitFor()
  await button(page, '不再提交').click()
  await page.getByText('已转出，现在由医保科副联络处理').waitFor()
  expect(await site.told(id, 'ticket.accepted')).toHaveLength(1)
})

test('a photo is made small on the phone and lies with the matter', async () => {
  const { id, page } = await byLink()
  await button(page, '接单').click()
  const picture = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 3000
    canvas.height = 2000
    const pen = canvas.getContext('2d')
    pen?.fillRect(100, 100, 2000, 1000)
    return canvas.toDataURL('image/png').split(',')[1] ?? ''
  })
  await page
    .getByLabel('拍照')
    .setInputFiles({ name: 'IMG_1.png', mimeType: 'image/png', buffer: Buffer.from(picture, 'base64') })
  await page.getByText('照片和文件').waitFor()
  const [attachment] = (await site.open(id)).attachments
  expect(attachment).toMatchObject({ type: 'image/jpeg' })
  const { data } = await readAttachment(house())(site.clerk, { id, attachmentId: attachment?.id ?? '' })
  const size = await page.evaluate(async base64 => {
    const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
    const { width, height } = await createImageBitmap(new Blob([bytes]))
    return [width, height]
  }, data)
  expect(size).toEqual([1600, 1067])
  await page
    .getByLabel('拍照')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await page.getByText('这张照片读不出来').waitFor()
  await button(page, `查看 ${attachment?.name}`).click()
  await page.getByRole('img', { name: attachment?.name ?? '' }).waitFor()
})

test('a session that ended asks for the sign-in, and what was tapped goes afterwards', async () => {
  const { id, partId } = await site.create()
  const page = await inbox()
  await page.goto(`${site.url}/h#/matter/${id}/${partId}`)
  await button(page, '接单').waitFor()
  await page.context().clearCookies()
  await button(page, '接单').click()
  await page.getByRole('heading', { name: '登录' }).waitFor()
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText('请输入工号').waitFor()
  expect(await site.told(id, 'ticket.accepted')).toEqual([])
  await page.getByLabel('工号').fill(ME)
  await page.getByLabel('密码').fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByText('工号或密码不对').waitFor()
  await page.getByLabel('密码').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await button(page, '已解决，填写结果').waitFor()
  await nothingWaits(page)
  await expect.poll(() => site.told(id, 'ticket.accepted')).toHaveLength(1)
})

test('an ended link says so, with the telephone and the sign-in', async () => {
  const { id, partId } = await site.create()
  const link = await site.linkTo(id, partId)
  site.all.clock.set(MONDAY.add({ hours: 25 }))
  const page = await openPhone()
  await page.goto(link)
  await page.getByRole('heading', { name: '这个链接打不开了' }).waitFor()
  expect(await page.getByRole('link', { name: /拨打/ }).getAttribute('href')).toBe(`tel:${house().hospital.phone}`)
  await page.getByRole('link', { name: '登录' }).click()
  await page.getByLabel('工号').waitFor()
})

test('every screen of the liaison is open to everybody', async () => {
  const { id, partId } = await site.create()
  const page = await inbox()
  const check = async () => {
    await expectAccessible(page)
    await expectFits(page)
    const low = await page.$$eval('.t-button, .t-input, .t-option', all =>
      all.filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML),
    )
    expect(low).toEqual([])
  }
  await page.getByRole('article').first().waitFor()
  await check()
  await page.goto(`${site.url}/h#/matter/${id}/${partId}`)
  await button(page, '接单').click()
  await button(page, '已解决，填写结果').waitFor()
  await nothingWaits(page)
  await page.getByText(/^办理经过/).click()
  await page.getByText('医保科 接单').waitFor()
  await check()
  await button(page, '已解决，填写结果').click()
  await button(page, '办完，提交').click()
  await page.getByText('请写结果').waitFor()
  await check()
  await button(page, '返回').click()
  await button(page, '转办 / 退回').click()
  await page.getByLabel('转给其他科室').check()
  await check()
}, 60_000)
