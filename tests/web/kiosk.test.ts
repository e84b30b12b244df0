import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { listDay } from '#modules/appointment/server/list-appointments.ts'
import { run } from '#platform/database.ts'
import { openPage } from '../support/browser.ts'
import { ask, PASSWORD } from '../support/staff.ts'
import { MONITOR } from './desk-site.ts'
import { type KioskSite, kioskSite, LYING, PERSON, RESIDENT_ID, UPRIGHT } from './kiosk-site.ts'
import { PHONE } from './ticket-site.ts'

vi.setConfig({ testTimeout: 90_000 })

let site: KioskSite
beforeAll(async () => {
  site = await kioskSite()
}, 180_000)
afterAll(() => site.all.close())

const HOME = '请选择要办的事'
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const at = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
/** A card reader types like a keyboard, and quicker than fingers. */
async function readCard(page: Page, number: string): Promise<void> {
  await page.keyboard.type(number, { delay: 5 })
  await page.keyboard.press('Enter')
}
const rows = <Row>(text: string) => site.all.house.database.transact(tx => run<Row>(tx, text, []))
const held = async () =>
  (await rows<{ held: number }>('select coalesce(sum(held), 0)::int as held from appointment.quota'))[0]?.held
const openVisits = async () => (await rows('select 1 from appointment.kiosk_visit where ended_at is null')).length

/** From the first screen to a place that is kept. */
async function chooseTime(page: Page, doctor: RegExp): Promise<void> {
  await readCard(page, RESIDENT_ID)
  await page.getByText('您是 林*远 吗？').waitFor()
  await press(page, '是我，继续')
  await at(page, '您的预约与挂号')
  await press(page, '预约以后的号')
  await press(page, /外科病区/)
  await press(page, /11月18日/)
  await press(page, doctor)
  await page.locator('.b-time:enabled').first().click()
  await at(page, '请核对')
}

/** Whatever of the person is still in the page, its storage, its address or its memory. */
async function leftOf(page: Page, ...traces: readonly string[]): Promise<readonly string[]> {
  const { shown, address, history, kept } = await page.evaluate(() => ({
    shown: [document.documentElement.outerHTML, ...Array.from(document.querySelectorAll('input'), one => one.value)],
    address: location.href,
    history: JSON.stringify(window.history.state),
    kept: [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie],
  }))
  const debug = await page.context().newCDPSession(page)
  const chunks: string[] = []
  debug.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await debug.send('HeapProfiler.collectGarbage')
  await debug.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await debug.detach()
  const places = { shown: shown.join('\n'), address, history, kept: kept.join('\n'), memory: chunks.join('') }
  return Object.entries(places).flatMap(([place, text]) =>
    traces.filter(trace => text.includes(trace)).map(trace => `${trace} in ${place}`),
  )
}

test('an administrator’s code pairs a machine, once; taken out of service it can do nothing', async () => {
  const { token } = await signedInAdministrator()
  const add = await ask(site.all.app, 'POST', '/api/devices', {
    cookie: token,
    body: { name: '门口自助机', place: '大门', zone: '门诊一楼', unitIds: [] },
  })
  const page = await openPage({ viewport: LYING, hasTouch: true })
  await page.goto(`${site.url}/k`)
  await at(page, '这台自助机还没有配对')
  await page.getByLabel('配对码').fill('AAAA-AAAA')
  await press(page, '配对')
  await page.getByText(/配对码不对或已过期/).waitFor()
  await page.getByLabel('配对码').fill(String(add.body['code']))
  await press(page, '配对')
  await at(page, HOME)
  await page.getByText('门口自助机 · 大门').waitFor()
  const revoke = { cookie: token, body: { reason: '送修' } }
  expect((await ask(site.all.app, 'POST', `/api/devices/${add.body['id']}/revoke`, revoke)).status).toBe(200)
  await page.reload()
  await at(page, '这台自助机还没有配对')
})

describe('POR-06 (part): a person at the kiosk leaves nothing behind', () => {
  test('booked, printed and finished: not on the screen, in the address, the history, any storage, or the memory', async () => {
    const page = await site.kiosk(UPRIGHT)
    const before = await page.evaluate(() => history.length)
    await chooseTime(page, /周乙/)
    await press(page, '确认预约')
    await at(page, '预约成功')
    const [booking] = await rows<{ number: string; channel: string }>(
      `select number, channel from appointment.appointment where status = 'booked'`,
    )
    expect(booking?.channel).toBe('kiosk')
    const number = booking?.number ?? ''
    await page.emulateMedia({ media: 'print' })
    const slip = await page.locator('.ap-slip').innerText()
    for (const said of [number, '林*远', '外科病区 周乙', '三楼 306', '11月18日周三 08:00'])
      expect(slip).toContain(said)
    expect(await page.locator('main').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    // The proof can fail: while somebody stands here, they are found.
    expect(await leftOf(page, number, '林*远')).toContain(`${number} in memory`)
    await press(page, '办好了，结束')
    await at(page, HOME)
    await expect.poll(openVisits).toBe(0)
    expect(await leftOf(page, number, '林*远', RESIDENT_ID, PERSON.phone)).toEqual([])
    expect(await page.evaluate(() => history.length)).toBe(before)
  })

  test('a minute without a touch counts down and clears; the page begun anew or left clears; a kept place is free each time', async () => {
    const page = await site.kiosk(LYING)
    await page.clock.install()
    await page.reload()
    await at(page, HOME)
    await press(page, /^字号/)
    await chooseTime(page, /孙甲/)
    expect(await held()).toBe(1)
    await page.clock.fastForward(45_000)
    await page.getByText(/1[0-9] 秒后自动结束并清除您的信息/).waitFor()
    await press(page, '我还在，继续办理')
    await page.getByText('您还在吗？').waitFor({ state: 'hidden' })
    await page.clock.fastForward(61_000)
    await at(page, HOME)
    await expect.poll(held).toBe(0)
    expect(await leftOf(page, '林*远', RESIDENT_ID)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.dataset['reading'])).toBe('standard')

    await chooseTime(page, /孙甲/)
    expect(await held()).toBe(1)
    await page.reload()
    await at(page, HOME)
    await expect.poll(held).toBe(0)
    expect(await leftOf(page, '林*远', RESIDENT_ID)).toEqual([])

    await chooseTime(page, /孙甲/)
    await page.goto('about:blank')
    await page.goBack()
    await at(page, HOME)
    await expect.poll(held).toBe(0)
    expect(await leftOf(page, '林*远', RESIDENT_ID)).toEqual([])

    await chooseTime(page, /孙甲/)
    await press(page, '结束，清除我的信息')
    await at(page, HOME)
    await expect.poll(held).toBe(0)
  })

  test('with the network gone it says so, keeps the screen, and goes on by itself: booked once', async () => {
    const page = await site.kiosk(LYING)
    await readCard(page, PERSON.card)
    await press(page, '是我，继续')
    await press(page, '挂今天的号')
    await press(page, /外科病区/)
    await press(page, /孙甲/)
    await page.locator('.b-time:enabled').first().click()
    await at(page, '请核对')
    await page.context().setOffline(true)
    await press(page, '确认挂号')
    await page.getByText('已经办好的不会丢').first().waitFor()
    await at(page, '请核对')
    await page.context().setOffline(false)
    await at(page, '挂号成功')
    await page.getByText('今天现场挂号第 1 号').first().waitFor()
    expect(await rows('select 1 from appointment.registration')).toHaveLength(1)
    await press(page, '办好了，结束')
  })
})

test('APT-08 (part): who has booked for today checks in with a card and two touches; numbers that are none are refused at the field', async () => {
  const page = await site.kiosk(UPRIGHT)
  await press(page, /我来报到/)
  const field = page.getByLabel('身份证号码')
  for (const [number, why] of [
    ['130503670401001', /15 位的一代身份证已停用/],
    ['110105194912310021', /校验位不符/],
  ] as const) {
    await field.fill(number)
    await press(page, '下一步')
    await page.getByText(why).waitFor()
  }
  await field.fill('34052419800101001X')
  await press(page, '下一步')
  await at(page, '还没有您的档案')
  await press(page, '在这里建档')
  await page.getByLabel('姓名').fill('王小河')
  await page.getByLabel('手机或座机号码').fill('13900139000')
  await press(page, '建档并继续')
  await page.getByText('您是 王*河 吗？').waitFor()
  await press(page, '不是我')
  await at(page, HOME)
  // 09:00: the afternoon of the walk-in is not open yet.
  await readCard(page, PERSON.card)
  await press(page, '是我，继续')
  await page.getByText('还没到报到时间，13:00 起可以报到').waitFor()
  site.all.clock.advance({ hours: 4, minutes: 30 })
  await press(page, '结束，清除我的信息')
  await at(page, HOME)
  await readCard(page, PERSON.card)
  await press(page, '是我，继续')
  await press(page, '报到')
  await at(page, '报到成功')
  await page.getByText('请到 三楼 305 候诊，等候叫号。').first().waitFor()
})

test('APT-09 (part): the window registers a walk-in by keyboard; the day’s list shows the order on site and who helped', async () => {
  const page = await openPage({ viewport: MONITOR })
  await site.signIn(page, 'lin')
  await page.goto(`${site.url}/on-site`)
  await page.getByLabel('科室', { exact: true }).fill('wkbq')
  await page.getByRole('option', { name: /外科病区/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /孙甲 14:30/ }).click()
  await page.getByLabel('患者', { exact: true }).fill('wxh')
  await page.getByRole('option', { name: /王\*河/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('radio', { name: '代为挂号' }).check()
  await page.getByRole('radio', { name: '3 级 急症' }).check()
  expect(await page.getByRole('button', { name: /^挂号 Ctrl/ }).isDisabled(), 'before the consent').toBe(true)
  await page.getByLabel('患者同意由我代为办理').check()
  await page.keyboard.press('Control+Enter')
  await page.getByText(/已挂号 YY-261116-\d{4}，今天现场第 2 号/).waitFor()
  await page.getByText('短信会发到登记的手机').waitFor()
  const row = page.getByRole('row').filter({ hasText: '王*河' })
  await row.getByText('现场第 2 号').waitFor()
  await row.getByText('林甲 协助').waitFor()
  await page.getByRole('row').filter({ hasText: '林*远' }).getByText('现场第 1 号').waitFor()
})

test('APT-16: a guide on the handheld books in the person’s name with consent only; list and journal name the helper, the receipt is the patient’s', async () => {
  const page = await openPage(PHONE)
  page.setDefaultTimeout(10_000)
  await site.signIn(page, 'lin')
  await page.goto(`${site.url}/h`)
  await at(page, '协助患者办理')
  await page.getByLabel('患者姓名').fill('王小河')
  await press(page, '查找')
  await press(page, /王\*河/)
  await at(page, '征得患者同意')
  await press(page, '已同意，继续')
  await page.getByText('没有同意不能代办').waitFor()
  await page.getByLabel(/本人（或家属）同意/).check()
  await press(page, '已同意，继续')
  await press(page, '预约以后的号')
  await press(page, /外科病区/)
  await press(page, /11月18日/)
  await press(page, /孙甲/)
  await page.locator('.b-time:enabled').last().click()
  await at(page, '读给患者听，核对')
  await press(page, '确认预约')
  await page.getByText('短信会发到登记的手机').waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.ap-slip').innerText()).toContain('王*河')
  await page.emulateMedia({ media: 'screen' })
  const [made] = await rows<{ id: string; patientId: string; helper: string; consent: boolean }>(
    `select id, patient_id, helper_id as helper, consent from appointment.appointment where channel = 'assisted' and status = 'booked'
       and day = '2026-11-18'`,
  )
  expect(made).toMatchObject({ helper: site.hospital.person['lin'], consent: true })
  const { items } = await listDay(site.all.house)(site.clerk, { unit: site.unitId, day: '2026-11-18' })
  expect(items.find(one => one.id === made?.id)).toMatchObject({ channel: 'assisted', helper: '林甲' })
  await site.all.machinery.turn()
  const told = await rows<{ patientId: string; subjectId: string }>(
    `select patient_id, about_id as subject_id from notification.message where template = 'appointment.booked' and about_id = '${made?.id}'`,
  )
  expect(told).toEqual([{ patientId: made?.patientId, subjectId: made?.id }])
})

async function signedInAdministrator(): Promise<{ readonly token: string }> {
  const answer = await site.all.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'administrator', password: PASSWORD },
  })
  return { token: String(answer.headers['set-cookie']).split(';')[0] ?? '' }
}
