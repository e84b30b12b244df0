import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { acceptPart } from '#modules/ticket/server/accept-part.ts'
import { finishPart } from '#modules/ticket/server/finish-part.ts'
import { makePromise } from '#modules/ticket/server/make-promise.ts'
import { waitForPatient } from '#modules/ticket/server/wait-for-patient.ts'
import { writeEntry } from '#modules/ticket/server/write-entry.ts'
import { MONDAY } from '../support/house.ts'
import { drawSignature, expectFits, openPhone, PHONE, SMALL_PHONE, type TicketSite, ticketSite } from './ticket-site.ts'
import { expectAccessible } from '../support/accessible.ts'

let site: TicketSite
let liaison: Caller
beforeAll(async () => {
  site = await ticketSite()
  liaison = await site.hospital.as('insurance-liaison')
}, 120_000)
afterAll(() => site.all.close())
beforeEach(() => site.all.clock.set(MONDAY))

const RESULT = '已补盖医保审核专用章，原件放在 4 号工位。'
const house = () => site.all.house
/** A matter in hand, and its patient's page. */
async function inHand(options: Parameters<typeof openPhone>[0] = PHONE) {
  const matter = await site.create()
  await acceptPart(house())(liaison, matter)
  const page = await openPhone(options)
  await page.goto(await site.linkTo(matter.id))
  await page.getByRole('heading', { name: '您的事项：医保报销材料' }).waitFor()
  return { ...matter, page }
}
/** A matter that waits for the patient's word. */
async function resolved(options: Parameters<typeof openPhone>[0] = PHONE) {
  const matter = await inHand(options)
  await finishPart(house())(liaison, { ...matter, result: RESULT, evidence: '照片', minutes: 12 })
  await matter.page.getByText('事情办好了吗？').waitFor()
  return matter
}
const status = async (id: string) => (await site.open(id)).status

test('TKT-08 (part): with code and last four digits the patient is there; a wrong digit tells nothing', async () => {
  const { trackingCode } = await site.create()
  const page = await openPhone(PHONE)
  await page.goto(`${site.url}/p`)
  await page.getByLabel('查询码').fill(trackingCode.toLowerCase())
  await page.getByLabel('手机号后四位').fill('8001')
  await page.keyboard.press('Enter')
  const refusal = await page.getByRole('alert').filter({ hasText: '不对' }).innerText()
  expect(await page.locator('body').innerText()).not.toContain('医保报销材料')
  await page.getByLabel('查询码').fill('AAAA-AAAA')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('alert').filter({ hasText: '不对' }).innerText()).toBe(refusal)
  await page.getByLabel('查询码').fill(trackingCode)
  await page.getByLabel('手机号后四位').fill('8000')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '您的事项：医保报销材料' }).waitFor()
})

test('POR-03 (part): a matter is found by number and telephone, and rated once it is settled; a wrong number tells nothing', async () => {
  const { id, page, partId } = await inHand()
  await finishPart(house())(liaison, { id, partId, result: RESULT, evidence: '照片', minutes: 12 })
  const { number } = await site.open(id)
  await page.goto(`${site.url}/p`)
  await page.getByRole('radio', { name: '凭单号查' }).click()
  await page.getByLabel('单号', { exact: true }).fill(number)
  await page.getByLabel('手机号').fill('13800138001')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').filter({ hasText: '单号或手机号不对' }).waitFor()
  await page.getByLabel('手机号').fill('13800138000')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '事情办好了，确认' }).click()
  await page.getByRole('button', { name: /不签名/ }).click()
  await page.getByRole('heading', { name: '请您评价这次服务' }).waitFor()
  await expectAccessible(page)
  await expectFits(page)
  await page.getByRole('button', { name: '提交评价' }).click()
  await page.getByText('请选一项').waitFor()
  await page.getByRole('radio', { name: '很满意' }).click()
  await page.getByLabel('想说的话').fill('一次就办好了')
  await page.getByRole('button', { name: '提交评价' }).click()
  await page.getByText('您的评价：很满意').waitFor()
  expect(await site.told(id, 'ticket.rated')).toEqual(['ticket.rated'])
})

test('POR-03 (part): the page says who has it, what was promised and who answers for it, and nothing of what the patient told', async () => {
  const { id, page } = await inHand()
  await makePromise(house())(site.clerk, { id, text: '给您打电话', dueAt: MONDAY.add({ minutes: 90 }).toString() })
  await page.getByText('10:30 前：给您打电话').waitFor()
  const text = await page.locator('body').innerText()
  for (const words of ['医保科 办理', '林甲', '09:00']) expect(text).toContain(words)
  for (const words of ['预交金', '黄小明', '13800138000', '医保科联络']) expect(text).not.toContain(words)
  expect(await page.getByRole('link', { name: /拨打/ }).getAttribute('href')).toBe(`tel:${house().hospital.phone}`)
})

test('what the hospital says stands on the page within a second, and is said to who hears the page', async () => {
  const { id, page } = await inHand()
  await page.waitForTimeout(300)
  const took: number[] = []
  for (const text of ['材料已收到', '材料已送医保窗口', '材料正在盖章']) {
    const began = performance.now()
    await writeEntry(house())(site.clerk, { id, kind: 'reply', text, tellPatient: true })
    await page.getByRole('listitem').filter({ hasText: text }).waitFor()
    took.push(performance.now() - began)
  }
  expect(Math.min(...took)).toBeLessThan(1_000)
  await page.getByRole('status').filter({ hasText: '有新进展：材料正在盖章' }).waitFor({ state: 'attached' })
  await finishPart(house())(liaison, {
    id,
    partId: (await site.open(id)).parts[0]?.id ?? '',
    result: RESULT,
    evidence: '照片',
    minutes: 5,
  })
  await page.getByRole('status').filter({ hasText: '到了新的一步：请您确认' }).waitFor({ state: 'attached' })
})

test('TKT-09 (part): the patient signs with a finger; the matter is archived, and a page that was open says so', async () => {
  const { id, page } = await resolved(SMALL_PHONE)
  const other = await openPhone(PHONE)
  await other.goto(await site.linkTo(id))
  await other.getByRole('button', { name: '事情办好了，确认' }).click()
  await page.getByRole('button', { name: '事情办好了，确认' }).click()
  await page.getByRole('button', { name: '签好了，提交' }).click()
  await page.getByRole('alert').filter({ hasText: '请先签名' }).waitFor()
  expect(await status(id)).toBe('resolved')
  await drawSignature(page)
  await page.getByRole('button', { name: '签好了，提交' }).click()
  await page.getByText('已确认，这件事办结了。谢谢您！').waitFor()
  expect(await status(id)).toBe('archived')
  expect(
    await page
      .getByRole('button')
      .filter({ hasText: /确认|帮助|补充/ })
      .count(),
  ).toBe(0)
  await other.getByRole('button', { name: /不签名/ }).click()
  await other.getByText('刚才的操作没有生效').waitFor()
  await other.getByRole('button', { name: '看最新情况' }).click()
  await other.getByText('这件事已于 09:00 办结').waitFor()
  expect(await site.told(id, 'ticket.confirmed')).toHaveLength(1)
})

test('TKT-09 (part): whoever cannot draw confirms with the keyboard alone', async () => {
  const { id, page } = await resolved()
  const press = async (name: RegExp) => {
    for (let tabs = 0; tabs < 40; tabs += 1) {
      await page.keyboard.press('Tab')
      if (name.test((await page.evaluate(() => document.activeElement?.textContent)) ?? ''))
        return page.keyboard.press('Enter')
    }
    throw new Error(`the keyboard does not reach ${name}`)
  }
  await press(/^事情办好了，确认/)
  await page.getByRole('heading', { name: '请您签名确认' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  await press(/^不签名/)
  await page.getByText('已确认，这件事办结了').waitFor()
  expect(await status(id)).toBe('archived')
})

test('what changed while the patient was signing is looked at before it is confirmed', async () => {
  const { id, page } = await resolved()
  await page.getByRole('button', { name: '事情办好了，确认' }).click()
  await page.route('**/api/matter', route => route.abort())
  await writeEntry(house())(site.clerk, { id, kind: 'reply', text: '章要重盖', tellPatient: true })
  await page.getByRole('button', { name: /不签名/ }).click()
  await page.getByText('您的确认还没有提交').waitFor()
  await page.unroute('**/api/matter')
  await page.getByRole('button', { name: '看最新情况' }).click()
  await page.getByRole('listitem').filter({ hasText: '章要重盖' }).waitFor()
  expect(await status(id)).toBe('resolved')
})

test('it is not settled: work goes on with the reason, and an empty reason is refused at the field', async () => {
  const { id, page } = await resolved()
  await page.getByRole('button', { name: '还没办好' }).click()
  await page.getByRole('button', { name: '告诉医院，继续办' }).click()
  await page.getByText('请先写一句话').waitFor()
  await page.getByLabel('请告诉我们').fill('章盖错了')
  await page.getByRole('button', { name: '告诉医院，继续办' }).click()
  await page.getByText('林甲已收到，会继续办').waitFor()
  expect(await status(id)).toBe('in_progress')
  expect((await site.open(id)).line.findLast(line => line.action === 'ticket.disagreed')?.detail['reason']).toBe(
    '章盖错了',
  )
})

test('the patient answers what the hospital waits for, and work goes on', async () => {
  const { id, page } = await inHand()
  const { version } = await site.open(id)
  await waitForPatient(house())(site.clerk, { id, reason: '请问发票原件带来了吗？', evidence: '电话', version })
  await page.getByText('请问发票原件带来了吗？').waitFor()
  await page.getByLabel('您的回答').fill('带来了')
  await page.getByRole('button', { name: '回答医院' }).click()
  await page.getByText('您的回答已交给林甲').waitFor()
  expect(await status(id)).toBe('in_progress')
  await expect.poll(() => page.getByLabel('您的回答').count()).toBe(0)
})

test('without a network nothing is lost: the words stay, also through a reload, and are told once', async () => {
  const { id, page } = await inHand()
  await page.getByRole('button', { name: '我需要帮助' }).click()
  await page.getByLabel('想说什么都可以').fill('我找不到服务台')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '请林甲联系我' }).click()
  await page.getByText('再点一次不会重复提交').waitFor()
  await page.context().setOffline(false)
  await page.reload()
  await page.getByRole('button', { name: '我需要帮助' }).click()
  expect(await page.getByLabel('想说什么都可以').inputValue()).toBe('我找不到服务台')
  // The house does it, but its answer is lost on the way.
  await page.route('**/api/matter/help', async route => {
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: '请林甲联系我' }).click()
  await page.getByText('再点一次不会重复提交').waitFor()
  await page.unroute('**/api/matter/help')
  await page.getByRole('button', { name: '请林甲联系我' }).click()
  await page.getByText('已通知林甲').waitFor()
  expect(await site.told(id, 'ticket.help-wanted')).toHaveLength(1)
})

test('a page that lost the line says of when it is, and heals by itself', async () => {
  const { page } = await inHand()
  await page.waitForTimeout(300)
  await page.context().setOffline(true)
  await page.getByText(/连接断开了，下面是 09:00 的内容/).waitFor({ timeout: 45_000 })
  await page.context().setOffline(false)
  await expect.poll(() => page.getByText('连接断开了').count(), { timeout: 15_000 }).toBe(0)
}, 70_000)

test('a link that ended, or was cut short, says so with the hospital’s telephone and another way', async () => {
  const { id } = await site.create()
  const link = await site.linkTo(id)
  site.all.clock.set(MONDAY.add({ hours: 24 * 31 }))
  const page = await openPhone(PHONE)
  await page.goto(link)
  await page.getByRole('heading', { name: '这个链接打不开了' }).waitFor()
  const { name, phone } = house().hospital
  await page.getByText(name).waitFor()
  expect(await page.getByRole('link', { name: /拨打/ }).getAttribute('href')).toBe(`tel:${phone}`)
  await page.getByRole('link', { name: '用查询码查看' }).click()
  await page.getByLabel('查询码').waitFor()
  await page.goto(`${site.url}/p#${link.split('#')[1]?.slice(0, 12)}`)
  await page.getByText('链接不完整').waitFor()
})

test.each([
  { reading: 'standard standard', least: 48 },
  { reading: 'large standard', least: 60 },
  { reading: 'largest high', least: 60 },
])(
  'every page of the patient is open to everybody: $reading',
  async ({ reading, least }) => {
    const { page } = await resolved()
    await page.evaluate(stored => localStorage.setItem('yiguanjia.reading', stored), reading)
    await page.reload()
    const check = async () => {
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page)
      await expectFits(page)
      const low = await page.$$eval(
        '.t-button, .t-input',
        (all, px) => all.filter(one => one.getBoundingClientRect().height < px).map(one => one.outerHTML),
        least,
      )
      expect(low).toEqual([])
      expect(await page.locator('.t-button[data-kind="main"]').count(), 'filled buttons').toBe(1)
      expect(await page.getByRole('link', { name: /拨打/ }).count(), 'the telephone').toBe(1)
    }
    await page.getByText('事情办好了吗？').waitFor()
    await check()
    for (const name of ['事情办好了，确认', '还没办好', '我需要帮助']) {
      await page.getByRole('button', { name }).click()
      await check()
      await page.getByRole('button', { name: '先不了，返回' }).click()
      await page.getByText('事情办好了吗？').waitFor()
    }
  },
  60_000,
)
