/** Every screen of the house, once empty and once full, on a monitor and on a phone. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page, ViewportSize } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { routes } from '#apps/desk/routes.ts'
import { systemCaller } from '#kernel/caller.ts'
import { giveAccounts } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { smallHospital } from '../support/hospital.ts'
import { MONDAY } from '../support/house.ts'
import { communityHospital } from '../support/referrals.ts'
import { PASSWORD, PIN } from '../support/staff.ts'
import { type OpenedHouse, openJourneyHouse } from './open-house.ts'
import { DESK, openScreen, PHONE, settled } from './screens.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 })

/** A kiosk as it stands in the hall. */
const KIOSK = { viewport: { width: 1080, height: 1920 }, hasTouch: true } as const
const BOTH: readonly ViewportSize[] = [DESK.viewport, PHONE.viewport]

/** Who sees a page, by login of the demo; the others are the centre manager's. */
const SEEN_BY: Readonly<Record<string, Role>> = {
  '/patient-duplicates': 'agent',
  '/booking-limits': 'administrator',
  '/booking-platform': 'administrator',
  '/director': 'director',
  '/deputy': 'director',
  '/people': 'administrator',
  '/calendar': 'administrator',
  '/staff-register': 'administrator',
  '/delegations': 'director',
  '/interop/messages': 'administrator',
  '/interop/clients': 'administrator',
  '/interop/receivers': 'administrator',
  '/backups': 'administrator',
  '/upkeep': 'administrator',
  '/devices': 'administrator',
  '/my-referrals': 'referrer',
  '/my-referrals/$id': 'referrer',
}
type Role = 'agent' | 'manager' | 'director' | 'administrator' | 'liaison' | 'referrer'
interface Furnished {
  readonly house: OpenedHouse
  readonly login: Readonly<Record<Role, string>>
  readonly password: string
}

async function prepareEmpty(house: House): Promise<void> {
  const hospital = await smallHospital(house)
  const { personId } = await communityHospital(house, 'SQ', '江湾社区卫生服务中心')
  await giveAccounts(house)(systemCaller(house.hospital.id), {
    password: PASSWORD,
    pin: PIN,
    people: Object.values(EMPTY_LOGINS).map(login => ({
      personId: login === 'referrer' ? personId : (hospital.person[login] ?? ''),
      login,
      badge: null,
    })),
  })
}
const EMPTY_LOGINS = {
  agent: 'lin',
  manager: 'manager',
  director: 'director',
  administrator: 'administrator',
  liaison: 'insurance-liaison',
  referrer: 'referrer',
}

const furnished = {} as Record<'empty' | 'full', Furnished>
beforeAll(async () => {
  const empty = await openJourneyHouse({ seed: 'none', at: MONDAY, prepare: prepareEmpty })
  const full = await openJourneyHouse({ seed: 'demo' })
  const [, password = ''] = /密码 password: (\S+)/.exec(full.notes.join('\n')) ?? []
  furnished.empty = { house: empty, login: EMPTY_LOGINS, password: PASSWORD }
  furnished.full = {
    house: full,
    login: { agent: 'lin', manager: 'zhou', director: 'he', administrator: 'admin', liaison: 'sun', referrer: 'yunqi' },
    password,
  }
})

/** The addresses of the desk, as its list of routes has them: a page that is added is looked at. */
interface Node {
  readonly path?: string
  readonly type: string
  readonly children?: readonly Node[]
}
const addresses = (node: Node, above = ''): string[] => {
  const here = node.type === 'index' ? '/' : `${above}${node.path ?? ''}`
  const own = node.type === 'route' || node.type === 'index' ? [here] : []
  return [...own, ...(node.children ?? []).flatMap(child => addresses(child, node.type === 'route' ? here : above))]
}
const PAGES = addresses(routes as Node).filter(path => path !== '/sign-in')

/** Words in Latin letters that stand on a Chinese screen too: keys, codes of departments, kinds of files, words of HL7, numbers, codes, pinyin after 如. */
const LATIN =
  /如 [a-z]+|npm run [a-z:]+(?: -- \S+)?|--check|(?:\/[\w.-]+)+|(?:TK|GJ|KPI|XT|JH|YY|FZ|ZL|ZZ)-[\d-]+|SVC-\d+|\bSQ[A-Z]{0,2}\b|\b[A-Z]{1,4}\d+\b|[A-Z0-9]{4}-[A-Z0-9]{4}|Ctrl|Shift|Enter|Esc|\b(?:English|PIN|QR|HL7|FHIR|HIS|EMR|HOSPITAL|MLLP|MSH|ADT|SIU|PDF|JPEG|PNG|Word|Excel|CSV|KB|MB|CT)\b/g

/** What is wrong with the screen as it stands. */
async function flaws(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // No screen has frames: axe needs no page of its own to add them up.
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const said = await page.evaluate(() => [
    document.title,
    // As it is written, not as the style sheet shows it.
    document.body.innerText,
    ...Array.from(document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'), element =>
      ['aria-label', 'placeholder', 'title', 'alt'].map(name => element.getAttribute(name) ?? '').join(' '),
    ),
  ])
  const english =
    said
      .join('\n')
      .replaceAll(LATIN, '')
      .match(/\b[A-Za-z]*[a-z]{2}[A-Za-z]*\b|\b[A-Z]{2,}\b/g) ?? []
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 200)}`)),
    ...[...new Set(english)].map(word => `in English: ${word}`),
    ...(beyond > 0 ? [`${beyond} px beyond the screen`] : []),
  ]
}

async function signedIn({ house, login, password }: Furnished, role: Role): Promise<Page> {
  const page = await openScreen(role === 'liaison' ? PHONE : DESK)
  const answer = await page.request.post(`${house.url}/api/session`, { data: { login: login[role], password } })
  expect(answer.status()).toBe(200)
  return page
}

/** What is wrong, by screen and size. */
type Found = Map<string, readonly string[]>

/** Looks at what is shown: at the desk in both sizes, on a phone as it is. */
async function look(
  page: Page,
  found: Found,
  name: string,
  sizes: readonly ViewportSize[] = [PHONE.viewport],
): Promise<void> {
  for (const viewport of sizes) {
    await page.setViewportSize(viewport)
    await settled(page)
    const wrong = await flaws(page)
    if (wrong.length > 0) found.set(`${name} at ${viewport.width} px`, wrong)
  }
}

/** Opens an address and looks at it. */
async function visit(page: Page, url: string, found: Found, name: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('navigation', { name: '主菜单' }).waitFor()
  await look(page, found, name, BOTH)
}

let agent: Page
let id = ''
beforeAll(async () => {
  agent = await signedIn(furnished.full, 'agent')
  const answer = await agent.request.get(`${furnished.full.house.url}/api/tickets?view=open`)
  const { items } = (await answer.json()) as {
    items: { id: string; status: string; patient: { id: string | null } }[]
  }
  id = items.find(one => one.status === 'in_progress' && one.patient.id !== null)?.id ?? ''
})

describe('SYS-04: no screen speaks English in Chinese, and all are whole for everybody', () => {
  describe.each(['empty', 'full'] as const)('in the %s house', filling => {
    test('every page of the desk', async () => {
      const found: Found = new Map()
      const { house } = furnished[filling]
      const screens = new Map<Role, Page>()
      for (const path of PAGES) {
        const role = SEEN_BY[path] ?? 'manager'
        const page = screens.get(role) ?? (await signedIn(furnished[filling], role))
        screens.set(role, page)
        const address = path.includes('$id') ? path.replace('$id', await someOf(path, page, house.url)) : path
        await visit(page, house.url + address, found, path)
      }
      const nobody = await openScreen(DESK)
      await nobody.goto(`${house.url}/sign-in`)
      await nobody.getByLabel('密码', { exact: true }).waitFor()
      await look(nobody, found, '/sign-in', BOTH)
      expect(Object.fromEntries(found)).toEqual({})
    })

    test('every page that a patient or a liaison opens on the phone', async () => {
      const found: Found = new Map()
      const { house } = furnished[filling]
      const patient = await openScreen(PHONE)
      await patient.goto(`${house.url}/p`)
      await look(patient, found, 'look-up')
      await patient.goto(`${house.url}/p#AAAA`)
      await patient.reload()
      await look(patient, found, 'a link cut short')
      for (const page of ['', 'guides', 'departments', 'doctors', 'booking', 'visits', 'account']) {
        await patient.goto(`${house.url}/p#/${page}`)
        await look(patient, found, `public: ${page}`)
      }
      await patient.goto(`${house.url}/h`)
      await look(patient, found, 'sign-in on the phone')
      const liaison = await signedIn(furnished[filling], 'liaison')
      await liaison.goto(`${house.url}/h`)
      await liaison.getByRole('heading', { name: '我的待办' }).waitFor()
      await look(liaison, found, 'inbox')
      await liaison.getByRole('button', { name: '我不在岗' }).click()
      await look(liaison, found, 'away')
      expect(Object.fromEntries(found)).toEqual({})
    })
  })

  test('every page of a kiosk, upright and lying, and in the largest type', async () => {
    const found: Found = new Map()
    const { url } = furnished.full.house
    const administrator = await signedIn(furnished.full, 'administrator')
    const added = await administrator.request.post(`${url}/api/devices`, {
      data: { name: '一号自助机', place: '门诊一楼大厅', zone: '门诊一楼', unitIds: [] },
    })
    const page = await openScreen(KIOSK)
    const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
    const lying = { width: 1280, height: 1024 }
    const see = (name: string, ...also: ViewportSize[]) => look(page, found, name, [...also, KIOSK.viewport])
    await page.goto(`${url}/k`)
    await see('pairing')
    await page.getByLabel('配对码').fill(((await added.json()) as { code: string }).code)
    await press('配对')
    await page.getByRole('heading', { name: '请选择要办的事' }).waitFor()
    await see('kiosk: home', lying)
    await press(/我来报到/)
    await press('预约号和手机')
    await see('kiosk: booking number')
    await press('身份证')
    await page.getByLabel('身份证号码').fill('340524198001010013')
    await press('下一步')
    await page.getByText(/校验位不符/).waitFor()
    await see('kiosk: refused', lying)
    await page.getByLabel('身份证号码').fill('34052419800101001X')
    await press('下一步')
    await press('在这里建档')
    await see('kiosk: somebody new')
    await page.getByLabel('姓名').fill('王小河')
    await page.getByLabel('手机或座机号码').fill('13900139000')
    await press('建档并继续')
    await page.getByText(/您是 王\*河 吗/).waitFor()
    await see('kiosk: is it you')
    await press('是我，继续')
    await page.getByText(/今天没有您的预约/).waitFor()
    await see('kiosk: nothing booked')
    await press('预约以后的号')
    await page.locator('.b-row').first().waitFor()
    await see('kiosk: departments')
    await page.locator('.b-row:not(:has([data-full=true]))').first().click()
    await page.locator('.b-day:not([data-full=true])').last().click()
    await page.locator('.b-row:not(:has([data-full=true]))').first().waitFor()
    await see('kiosk: doctors', lying)
    await page.locator('.b-row:not(:has([data-full=true]))').first().click()
    await page.locator('.b-time:enabled').first().waitFor()
    await see('kiosk: times')
    await page.locator('.b-time:enabled').first().click()
    await page.getByRole('heading', { name: '请核对' }).waitFor()
    await see('kiosk: read back')
    await press(/^字号/)
    await press(/^字号/)
    await press('高对比')
    await see('kiosk: read back in the largest type', lying)
    await press('确认预约')
    await page.getByRole('heading', { name: '预约成功' }).waitFor()
    await see('kiosk: booked')
    expect(Object.fromEntries(found)).toEqual({})
  })

  test('a matter at the desk, its patient’s page with every reading aid, its liaison’s page', async () => {
    const found: Found = new Map()
    const { url } = furnished.full.house
    await visit(agent, `${url}/?matter=${id}`, found, 'the console')
    await agent.keyboard.press('n')
    await agent.getByLabel('事项').waitFor()
    await look(agent, found, 'the drawer', BOTH)

    const link = await agent.request.post(`${url}/api/tickets/${id}/links`, { data: { partId: null } })
    const patient = await openScreen(PHONE)
    await patient.goto(((await link.json()) as { url: string }).url)
    await patient.getByRole('heading', { name: /^您的事项：/ }).waitFor()
    await look(patient, found, 'the patient’s page')
    await patient.getByRole('button', { name: /^字号/ }).click()
    await patient.getByRole('button', { name: '高对比' }).click()
    await look(patient, found, 'the patient’s page in large type')
    await patient.getByRole('button', { name: '我需要帮助' }).click()
    await look(patient, found, 'help')

    const liaison = await signedIn(furnished.full, 'liaison')
    await liaison.goto(`${url}/h`)
    await liaison.getByRole('button', { name: '去办理' }).first().click()
    await liaison.getByRole('heading', { name: '要我们办的事' }).waitFor()
    await look(liaison, found, 'a share')
    await liaison.getByRole('button', { name: '已解决，填写结果' }).click()
    await look(liaison, found, 'the result')
    await liaison.getByRole('button', { name: '返回' }).click()
    await liaison.getByRole('button', { name: '转办 / 退回' }).click()
    await look(liaison, found, 'hand on')
    expect(Object.fromEntries(found)).toEqual({})
  })
})

test('SEC-05: lists and their answers hold masked values only; what is unmasked for a reason is logged', async () => {
  const { url } = furnished.full.house
  const page = await signedIn(furnished.full, 'agent')
  const heard: Promise<string>[] = []
  page.on('response', answer => {
    if (answer.url().startsWith(`${url}/api/`) && !answer.url().endsWith('/api/live'))
      heard.push(answer.text().catch(() => ''))
  })
  const seen: string[] = []
  for (const path of ['/', '/tickets', '/tickets?view=closed', '/patients', '/patient-duplicates', `/?matter=${id}`]) {
    await page.goto(url + path)
    await page.getByRole('navigation', { name: '主菜单' }).waitFor()
    await settled(page)
    if (path === '/patients') {
      await page.getByRole('main').getByRole('searchbox').fill('chen')
      await page.getByText(/^陈\*/).first().waitFor()
    }
    seen.push(await page.content())
  }
  const all = [...seen, ...(await Promise.all(heard))].join('\n')
  expect(all).toMatch(/1\d\d\*{4}\d{4}/)
  expect(all.match(/(?<![\da-f-])1[3-9]\d{9}(?![\da-f-])|(?<![\da-f-])\d{17}[\dX](?![\da-f-])/g) ?? []).toEqual([])

  await page.getByRole('button', { name: '查看联系电话' }).click()
  const answered = page.waitForResponse('**/requester')
  await page.getByRole('button', { name: '核对办事人身份' }).click()
  const { name, phone } = (await (await answered).json()) as { name: string; phone: string }
  await page.getByText(phone).waitFor()
  expect(all).not.toContain(name)
  expect(all).not.toContain(phone)
  expect(await furnished.full.house.journal('ticket.unmasked')).toMatchObject([
    { kind: 'read', subjectId: id, detail: { reason: '核对办事人身份' } },
  ])
})

/** The newest patient, or nobody: then the page says that there is none. */
async function somePatient(page: Page, url: string): Promise<string> {
  const answer = await page.request.post(`${url}/api/patients/search`, { data: { q: 'chen' } })
  const { items } = (await answer.json()) as { items: { id: string }[] }
  return items[0]?.id ?? NOBODY
}

const NOBODY = '01a00000-0000-7000-8000-000000000001'
/** Where a page about one thing finds one; patients are sought by name. */
const LISTS: Readonly<Record<string, string>> = {
  '/referrals/$id': '/api/referrals?shelf=accepted',
  '/my-referrals/$id': '/api/my-referrals?show=open',
}

/** Something that this page is about. */
async function someOf(path: string, page: Page, url: string): Promise<string> {
  const list = LISTS[path]
  if (list === undefined) return somePatient(page, url)
  const answer = await page.request.get(url + list)
  const { items } = (await answer.json()) as { items: { id: string }[] }
  return items[0]?.id ?? NOBODY
}
