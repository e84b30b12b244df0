/** Scenario S05: a request of several departments at the one-stop centre, on the screens that its people use. */
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { upsertFromSystem } from '#modules/patient/index.ts'
import { giveAccounts } from '#modules/staff/index.ts'
import { publishItem } from '#modules/ticket/index.ts'
import type { House } from '#platform/house.ts'
import { builder, item, smallHospital, sopStep } from '../support/hospital.ts'
import { MONDAY } from '../support/house.ts'
import { PASSWORD, PIN } from '../support/staff.ts'
import { type OpenedHouse, openJourneyHouse } from './open-house.ts'
import {
  chooseStep,
  Crossings,
  drawSignature,
  openScreen,
  PATIENTLY,
  PHONE,
  signInAtDesk,
  signInOnPhone,
  tabTo,
  timeLine,
} from './screens.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 })

const PEOPLE = [
  'lin',
  'mei',
  'manager',
  'administrator',
  'insurance-liaison',
  'insurance-head',
  'finance-liaison',
  'finance-deputy',
  'ward-liaison',
] as const
type Person = (typeof PEOPLE)[number]

const MISSING = '盖章的费用明细'
const SAID = '预交金三天前就交了，系统还显示欠费；报销又说少一张盖章的明细。'
const HUANG = { name: '黄小明', phone: '13800138000' }

/** The hospital of the scenario: everybody on duty for four days, the patient known from the HIS. */
async function prepare(house: House): Promise<void> {
  const hospital = await smallHospital(house, 96)
  const system = systemCaller(house.hospital.id)
  await giveAccounts(house)(system, {
    password: PASSWORD,
    pin: PIN,
    people: PEOPLE.map(login => ({ personId: hospital.person[login] ?? '', login, badge: `B-${login}` })),
  })
  await upsertFromSystem(house)(system, {
    source: 'HIS',
    occurredAt: null,
    person: {
      identifiers: [{ system: 'HIS', kind: 'patient-number', value: 'P0001' }],
      name: HUANG.name,
      sex: 'male',
      birthDate: '1961-04-02',
      phones: [{ number: HUANG.phone, use: 'mobile' }],
    },
  })
  const papers = ['身份证', '预交金收据', MISSING].map(name => ({ name, case: 'always' as const, copies: 1 }))
  const base = item('SVC-03', '多部门诉求', 'desk')
  const byHand = [
    sopStep('bill', '打印费用清单，标出有疑问的一项，转科室核对', { evidence: 'note', module: 'settlement' }),
    sopStep('refund', '退费单审批', { evidence: 'number', module: 'settlement' }),
    sopStep('stamp', '报销材料整理、盖章并交患者', { evidence: 'confirmation', module: 'records' }),
  ]
  const [registered, dispatched, answered] = base.steps
  const steps = [registered, dispatched, ...byHand, answered].flatMap(step => step ?? [])
  await publishItem(house)(builder(house), { ...base, version: 2, papers, steps })
  await publishItem(house)(builder(house), { ...item('SVC-20', '影像资料补打', 'radiology'), papers: [] })
}

let house: OpenedHouse
/** The screens of the day, by whose they are. */
const desk = {} as Record<'lin' | 'mei' | 'manager' | 'head' | 'administrator', Page>
const phone = {} as Record<'insurance' | 'finance' | 'ward' | 'patient', Page>
const crossings = new Crossings()
/** What Lin's slip says. */
let number = ''
let code = ''

beforeAll(async () => {
  house = await openJourneyHouse({ seed: 'none', at: MONDAY, prepare })
  desk.administrator = await signInAtDesk(house.url, 'administrator', PASSWORD)
  desk.lin = await signInAtDesk(house.url, 'lin', PASSWORD)
  desk.manager = await signInAtDesk(house.url, 'manager', PASSWORD)
  phone.insurance = await onPhone('insurance-liaison')
  phone.finance = await onPhone('finance-deputy')
  phone.ward = await onPhone('ward-liaison')
})

const onPhone = (person: Person) => signInOnPhone(house.url, person, PASSWORD)
const now = async (): Promise<number> =>
  Date.parse((await fetch(`${house.url}/api/health`)).headers.get('house-time') ?? '')
/** Lets the house's time go on until so many minutes after nine, in whole minutes; everything due meanwhile is done. */
async function until(minutesAfterNine: number): Promise<void> {
  const minutes = Math.ceil((MONDAY.epochMilliseconds + minutesAfterNine * 60_000 - (await now())) / 60_000)
  if (minutes < 1) return
  const moved = await desk.administrator.request.post(`${house.url}/api/simulation/clock`, { data: { minutes } })
  expect(moved.status()).toBe(200)
}
/** Opens a page by the menu of the desk. */
const fromMenu = async (page: Page, heading: string, name: string): Promise<void> => {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('button', { name: heading }).click()
  await page.getByRole('menuitem', { name }).click()
}
const card = (page: Page): Locator => page.getByRole('listitem').filter({ hasText: '多部门诉求' })
const line = (page: Page, words: string | RegExp): Locator =>
  timeLine(page).getByRole('listitem').filter({ hasText: words })
/** The share of a department, in the right pane. */
const share = (page: Page, unit: string): Locator => page.locator('.tk-parts > li').filter({ hasText: unit })
test('given that the liaison of finance is away: said on the own phone, and the coverage shows the deputy at once', async () => {
  const away = await onPhone('finance-liaison')
  await fromMenu(desk.manager, '团队', '覆盖')
  const row = desk.manager.getByRole('row').filter({ hasText: '财务科' })
  await row.getByText('联络员在岗').waitFor()
  await away.getByRole('button', { name: '我不在岗' }).click()
  await away.getByText('休假', { exact: true }).click()
  await away.getByText(/^7 天/).click()
  await crossings.cross(() => away.getByRole('button', { name: '登记不在岗' }).click(), row.getByText('代理联络员在岗'))
  await away.getByText('您已登记不在岗').waitFor()
  await away.context().close()
})

test('TKT-01 (part), TKT-02, TKT-04 (part): step 1, Lin registers one request by keyboard at position 4; what is missing is printed; a number and a code', async () => {
  const { lin } = desk
  await lin.getByRole('button', { name: '林甲' }).click()
  await lin.getByRole('menuitem', { name: '选择工位' }).click()
  await lin.getByRole('radio', { name: '4 号工位' }).click()
  await lin.getByRole('dialog').waitFor({ state: 'hidden' })
  await lin.evaluate(() => {
    window.print = () => {
      document.body.dataset['printed'] = document.querySelector('.d-sheet')?.textContent ?? ''
    }
  })
  await lin.keyboard.press('n')
  const drawer = lin.getByRole('dialog', { name: '新建服务工单' })
  await drawer.getByLabel('事项').waitFor()
  await lin.keyboard.type('dbm')
  await lin.getByRole('option', { name: '多部门诉求' }).waitFor()
  await lin.keyboard.press('Enter')
  await lin.keyboard.type('hxm')
  await lin.getByRole('option', { name: '黄*明' }).waitFor()
  await lin.keyboard.press('Enter')
  await expect.poll(() => lin.evaluate(() => document.activeElement?.tagName), { timeout: PATIENTLY }).toBe('TEXTAREA')
  await lin.keyboard.type(SAID)
  for (const paper of ['身份证', '预交金收据']) {
    await tabTo(lin, drawer.getByRole('checkbox', { name: paper, exact: true }))
    await lin.keyboard.press('Space')
  }

  await lin.keyboard.press('Control+Enter')
  await drawer.getByText('材料不齐：请勾选已带的材料，或写明先行办理的理由').waitFor()
  await tabTo(lin, drawer.getByRole('button', { name: '打印一次性告知单' }))
  await lin.keyboard.press('Enter')
  await expect.poll(() => lin.evaluate(() => document.body.dataset['printed'])).toContain(MISSING)
  const printed = await lin.evaluate(() => document.body.dataset['printed'] ?? '')
  expect(printed).not.toContain('预交金收据')
  expect(printed).not.toContain('身份证')
  await tabTo(lin, drawer.getByRole('button', { name: '患者稍后补交' }))
  await lin.keyboard.press('Enter')

  await tabTo(lin, drawer.getByLabel(/^派给/))
  for (const [typed, unit] of [
    ['cwk', '财务科'],
    ['ybk', '医保科'],
    ['wkbq', '外科病区'],
  ] as const) {
    await lin.keyboard.type(typed)
    await lin.getByRole('option', { name: unit }).waitFor()
    await lin.keyboard.press('Enter')
  }
  await tabTo(lin, drawer.getByRole('checkbox', { name: '需要联席会议' }))
  await lin.keyboard.press('Space')
  await tabTo(lin, drawer.getByRole('checkbox', { name: /同意/ }))
  await lin.keyboard.press('Space')

  const reached = performance.now()
  await crossings.cross(() => lin.keyboard.press('Control+Enter'), card(phone.insurance))
  await Promise.all([card(phone.finance).waitFor(), card(phone.ward).waitFor()])
  expect(performance.now() - reached, 'ms to three departments').toBeLessThan(5_000)
  await drawer.getByText('已登记并派单').waitFor()
  number = (await drawer.locator('.tk-taken-number').textContent()) ?? ''
  code = (await drawer.locator('strong.figures').textContent()) ?? ''
  expect(number).toMatch(/^TK-261116-\d{4}$/)
  expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  await drawer.getByRole('img', { name: /请患者扫码/ }).waitFor()
})

test('TKT-03 (part), SVC-03 (part): step 2, a meeting makes it complex, due in 24 hours, and three departments have it', async () => {
  const { lin } = desk
  await lin.getByText(/^11月17日 09:\d\d 前办结$/).waitFor()
  await lin.getByRole('button', { name: '打开工单' }).click()
  await lin.getByRole('heading', { name: number }).waitFor()
  await lin.getByText('复杂', { exact: true }).waitFor()
  await line(lin, '派单 财务科、医保科、外科病区（各自计时）').waitFor()
  await lin
    .getByText(/4 号工位/)
    .first()
    .waitFor()
})

test('TKT-13 (part), ORG-02 (part): step 3, the deputy of finance has it and accepts on the phone; the desk sees it within a second', async () => {
  await share(desk.lin, '财务科').getByText('财务科副联络 办理 · 副联络员代接').waitFor()
  const { finance, ward } = phone
  await crossings.cross(
    () => card(finance).getByRole('button', { name: '接单', exact: true }).click(),
    share(desk.lin, '财务科').getByText('已接单'),
  )
  await crossings.cross(
    () => card(ward).getByRole('button', { name: '接单', exact: true }).click(),
    share(desk.lin, '外科病区').getByText('已接单'),
  )
})

test('TKT-05 (part): step 4, insurance is silent: warned at 20 minutes, head and manager told at 30, accepted at 31, the breach stays', async () => {
  const { lin } = desk
  desk.head = await signInAtDesk(house.url, 'insurance-head', PASSWORD)
  const bell = (page: Page, count: number) => page.getByRole('button', { name: `提醒，${count} 条未看` })
  await until(21)
  await line(lin, '医保科 尚未接单，提醒 医保科联络').waitFor()
  expect(await line(lin, '未按时接单').count()).toBe(0)
  await crossings.cross(() => until(31), line(lin, '医保科 未按时接单，已超时，上报'))
  const breach = await line(lin, '医保科 未按时接单，已超时，上报').textContent()
  expect(breach).toContain('医保科主任')
  expect(breach).toContain('中心甲')
  expect(await line(lin, '尚未接单').count()).toBe(1)
  for (const page of [desk.head, desk.manager]) {
    await bell(page, 1).click()
    await page.getByRole('button', { name: /未按时接单，已超时/ }).click()
    await page.getByRole('heading', { name: number }).waitFor()
  }
  await crossings.cross(
    () => card(phone.insurance).getByRole('button', { name: '接单', exact: true }).click(),
    line(lin, /医保科 接单，用时 3\d 分，响应超时/),
  )
  await share(lin, '医保科').getByText('响应超时').waitFor()
  await until(70)
  expect(await line(lin, '上报总值班').count()).toBe(0)
  await share(lin, '医保科').getByText('响应超时').waitFor()
  await desk.head.context().close()
})

test('TKT-07 (part): step 5, Lin calls an online meeting, and enters minutes, who is responsible, and by when', async () => {
  const { lin, manager } = desk
  await chooseStep(lin, '召集联席会议')
  const call = lin.getByRole('dialog', { name: /召集联席会议/ })
  await call.getByLabel('会议链接或会议号').fill('会议号 610 2204')
  await call.getByLabel('开始时间').fill('1030')
  await crossings.cross(() => lin.keyboard.press('Control+Enter'), line(manager, '召集线上联席会议'))
  await until(95)
  await chooseStep(lin, '联席会议作决定')
  const decide = lin.getByRole('dialog', { name: /联席会议作决定/ })
  await decide.getByLabel('会议纪要').fill('财务当日核对入账；医保补盖明细章；病区通知家属。')
  await decide.getByText('医保科', { exact: true }).click()
  await decide.getByLabel('办结期限').fill('1500')
  await crossings.cross(
    () => lin.keyboard.press('Control+Enter'),
    line(manager, '联席会议决定：医保科 负责，11月16日 15:00 前办完'),
  )
  await share(lin, '医保科').getByText('须于 11月16日 15:00 前办完').waitFor()
})

test('TKT-08, POR-03 (part): step 6, twelve hours without a word: tell the patient; Huang looks it up by code, wrong digits show nothing', async () => {
  const { lin } = desk
  await until(12 * 60 + 1)
  await line(lin, '时限过半，提醒 林甲 告知患者进展').waitFor()
  await lin.getByRole('button', { name: /^提醒，/ }).click()
  await lin.getByRole('button', { name: /已过一半时限，请告诉患者进展/ }).waitFor()
  await lin.keyboard.press('Escape')

  phone.patient = await openScreen(PHONE)
  const { patient } = phone
  await patient.goto(`${house.url}/p`)
  await patient.getByLabel('查询码').fill(code)
  await patient.getByLabel('手机号后四位').fill('8001')
  await patient.getByRole('button', { name: '查询' }).click()
  await patient.getByRole('alert').filter({ hasText: '不对' }).waitFor()
  expect(await patient.locator('body').innerText()).not.toMatch(/多部门诉求|医保|TK-/)
  await patient.getByLabel('手机号后四位').fill(HUANG.phone.slice(-4))
  await patient.getByRole('button', { name: '查询' }).click()
  await patient.getByRole('heading', { name: '您的事项：多部门诉求' }).waitFor()
  await patient.getByText('科室办理中').waitFor()
  const page = await patient.locator('body').innerText()
  for (const words of ['林甲', '财务科']) expect(page).toContain(words)
  for (const words of ['欠费', '会议号', HUANG.phone, HUANG.name]) expect(page).not.toContain(words)

  await lin.getByText('回复患者', { exact: true }).first().click()
  await lin.getByLabel('回复患者', { exact: true }).last().fill('明细今晚盖好章，请不用跑一趟。')
  await lin.keyboard.press('Control+Enter')
  await crossings.cross(
    () => lin.getByRole('button', { name: '立即发送' }).click(),
    patient.getByRole('listitem').filter({ hasText: '明细今晚盖好章' }),
  )
})

test('TKT-06 (part): step 7, Lin hands over; Lin stays the owner until Mei takes it, and the patient always sees one name', async () => {
  const { lin } = desk
  desk.mei = await signInAtDesk(house.url, 'mei', PASSWORD)
  const { mei } = desk
  await chooseStep(lin, '移交给同事')
  const over = lin.getByRole('dialog', { name: /移交给同事/ })
  await over.getByLabel('移交给谁').fill('my')
  await lin.getByRole('option', { name: '梅乙' }).waitFor()
  await lin.keyboard.press('Enter')
  await over.getByRole('button', { name: /^梅乙/ }).waitFor()
  await over.getByLabel('交代的话').fill('等医保盖章')
  const bell = mei.getByRole('button', { name: '提醒，1 条未看' })
  await crossings.cross(() => over.getByRole('button', { name: /请其接手/ }).click(), bell)
  await lin.getByText('首问 林甲').waitFor()
  await lin.getByText('已请 梅乙 接手，等待接收').waitFor()
  await bell.click()
  await mei.getByRole('button', { name: /同事请您接手/ }).click()
  await mei.getByRole('heading', { name: number }).waitFor()
  await mei.getByText('林甲 请您接手这件工单').waitFor()
  await lin.getByText('梅乙 也在看这件工单').waitFor()
  await crossings.cross(() => chooseStep(mei, '接手'), lin.getByText('首问 梅乙'))
  await expect.poll(() => phone.patient.locator('body').innerText(), { timeout: PATIENTLY }).toContain('梅乙')
  expect(await phone.patient.locator('body').innerText()).not.toContain('林甲')

  await phone.patient.getByRole('button', { name: '我需要帮助' }).click()
  await crossings.cross(
    () => phone.patient.getByRole('button', { name: '请梅乙联系我' }).click(),
    mei.getByRole('button', { name: /^提醒，/ }),
  )
  await mei.getByRole('button', { name: /^提醒，/ }).click()
  await mei.getByRole('button', { name: /患者在页面上点了“我需要帮助”/ }).click()
})

test('TKT-12 (part), SVC-17 (part), SVC-18 (part), SVC-15 (part): steps 8 and 9, the bill is questioned, the refund approved, the papers stamped and handed over: done by hand, each with its evidence', async () => {
  const { mei, lin } = desk
  const step = (page: Page, name: string) => page.locator('.tk-steps > li').filter({ hasText: name })
  for (const [name, label, words] of [
    ['打印费用清单', '写明情况', '第 12 项单价有疑问，已转外科病区核对'],
    ['退费单审批', '填写编号', 'TF-20261116-03'],
    ['报销材料整理', '由谁确认（姓名）', '黄小明'],
  ] as const) {
    await step(mei, name).getByRole('checkbox').check()
    await step(mei, name).getByLabel(label).fill(words)
    await step(mei, name).getByRole('button', { name: '办好这一步' }).click()
    await step(mei, name).getByText(words).waitFor()
  }
  await step(lin, '报销材料整理').getByText('黄小明').waitFor()
  await mei.getByText('办理步骤 5/6').waitFor()
})

test('TKT-11 (part): step 10, forty minutes of waiting for the patient stand beside the whole time and do not hide it', async () => {
  const { mei } = desk
  const { patient } = phone
  await chooseStep(mei, '等待患者')
  const wait = mei.getByRole('dialog', { name: /等待患者/ })
  await wait.getByLabel('等患者做什么').fill('请把预交金收据拍照发来')
  await wait.getByRole('button', { name: '电话告知' }).click()
  await crossings.cross(
    () => wait.getByRole('button', { name: /开始等待/ }).click(),
    patient.getByText('请把预交金收据拍照发来'),
  )
  const began = await now()
  await until(Math.ceil((began - MONDAY.epochMilliseconds) / 60_000) + 40)
  await patient.getByLabel('您的回答').fill('照片发过去了')
  await crossings.cross(
    () => patient.getByRole('button', { name: '回答医院' }).click(),
    line(mei, /答复，等待 4\d 分后继续办理/),
  )
  const said = await mei.getByText(/^总用时 .*，其中等患者 .*，净办理 /).innerText()
  const [gross = 0, waiting = 0, net = 0] = [...said.matchAll(/(?:(\d+) 小时)? ?(?:(\d+) 分)?(?=，|$)/g)]
    .map(([, hours = '0', minutes = '0']) => Number(hours) * 60 + Number(minutes))
    .filter(minutes => minutes > 0)
  expect(Math.floor(waiting / 10)).toBe(4)
  expect(gross).toBeGreaterThanOrEqual(12 * 60 + 40)
  expect(net).toBe(gross - waiting)
})

test('TKT-09 (part), TKT-17 (part): step 11, each department’s minutes, the trips, Huang signs on the own phone; archived, and an edit is refused', async () => {
  const { mei } = desk
  const { patient } = phone
  for (const [page, result, minutes] of [
    [phone.finance, '预交金已入账，系统已更新', '15 分'],
    [phone.ward, '已通知家属，欠费提示已撤下', '5 分'],
    [phone.insurance, '费用明细已补盖章', '30 分'],
  ] as const) {
    await card(page).getByRole('button', { name: '去办理' }).click()
    await page.getByRole('button', { name: '已解决，填写结果' }).click()
    await page.getByLabel('结果（患者会看到）').fill(result)
    await page.getByLabel('办结依据').fill('截图')
    await page.getByRole('button', { name: minutes, exact: true }).click()
    await crossings.cross(
      () => page.getByRole('button', { name: '办完，提交' }).click(),
      line(mei, new RegExp(`办完，用时 ${minutes}`)),
    )
  }
  await chooseStep(mei, '完成并请患者确认')
  const resolve = mei.getByRole('dialog', { name: /完成并请患者确认/ })
  await resolve.getByLabel('办结凭证').fill('盖章明细照片')
  await resolve.getByLabel('我用的时间（分钟）').fill('20')
  expect(await resolve.getByRole('button', { name: /提交结果/ }).isDisabled()).toBe(true)
  await resolve.getByLabel('患者跑腿次数').fill('0')
  await resolve.getByLabel('免跑次数').fill('3')
  await resolve.getByLabel('联系人次').fill('4')
  await crossings.cross(
    () => resolve.getByRole('button', { name: /提交结果/ }).click(),
    patient.getByText('事情办好了吗？'),
  )
  await line(mei, '跑腿 0 次，免跑 3 次').waitFor()
  for (const [unit, minutes] of [
    ['财务科', 15],
    ['外科病区', 5],
    ['医保科', 30],
  ] as const)
    await share(mei, unit).getByText(`用时 ${minutes} 分`).waitFor()

  await patient.getByRole('button', { name: '事情办好了，确认' }).click()
  await drawSignature(patient)
  await crossings.cross(
    () => patient.getByRole('button', { name: '签好了，提交' }).click(),
    line(mei, '手写签名确认，工单归档'),
  )
  await patient.getByText('已确认，这件事办结了。谢谢您！').waitFor()
  await mei.getByText('工单已办结，只能查看。需要再办请先重开。').waitFor()
  await mei.getByText(/^患者手写签名确认 · /).waitFor()
  const id = new URL(mei.url()).searchParams.get('matter') ?? ''
  const edit = await mei.request.post(`${house.url}/api/tickets/${id}/entries`, {
    data: { kind: 'note', text: '归档后再写一句', tellPatient: false },
  })
  expect([edit.status(), await edit.json()]).toMatchObject([409, { from: 'archived' }])
})

test('TKT-10 (part): step 12, two days later Huang reports again: reopened, the second round, everything before it is kept', async () => {
  const { mei, lin } = desk
  await until((12 + 48) * 60)
  await chooseStep(mei, '重开')
  const reopen = mei.getByRole('dialog', { name: /重开工单/ })
  await reopen.getByLabel('为什么重开').fill('患者来电：预交金又显示欠费')
  await crossings.cross(() => reopen.getByRole('button', { name: /重开/ }).click(), line(lin, /重开，第 2 轮/))
  await line(mei, /重开，第 2 轮/).waitFor()
  await line(mei, '手写签名确认，工单归档').waitFor()
  // It is nine in the evening: the departments are closed, and the hospital's duty manager has all three shares.
  await mei.getByText('现办 财务科（值班甲）、医保科（值班甲）、外科病区（值班甲）').waitFor()
})

test('TKT-14 (part): step 13, the receiver of a rule is closed, and the nightly check finds that once', async () => {
  const { administrator, manager } = desk
  await fromMenu(manager, '工单', '全部工单')
  await manager.getByRole('link', { name: '无死角巡检 →' }).click()
  await manager.getByText('没有发现缺口。').waitFor()
  await fromMenu(administrator, '团队', '组织')
  await administrator.getByText('放射科', { exact: true }).first().click()
  await administrator.getByRole('button', { name: '撤销', exact: true }).click()
  const close = administrator.getByRole('dialog')
  await close.getByRole('textbox').fill('并入医技中心')
  await close.getByRole('button', { name: /撤销/ }).click()
  await close.waitFor({ state: 'hidden' })
  await until((12 + 48 + 4) * 60)
  await manager.getByText('派单规则没有接收部门').waitFor()
  expect(await manager.locator('.tk-findings > li').allInnerTexts()).toEqual([
    expect.stringContaining('派单规则没有接收部门：SVC-20'),
  ])
})

test('what one does, the others see within a second', () => crossings.expectQuick())
