import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { giveAccounts, publicCaller } from '#modules/staff/index.ts'
import { openSession } from '#modules/staff/server/open-session.ts'
import { sampleRequest } from '#modules/ticket/sample.ts'
import { type CreateTicket, createTicket } from '#modules/ticket/server/create-ticket.ts'
import { makeLink } from '#modules/ticket/server/make-link.ts'
import { openTicket } from '#modules/ticket/server/read-ticket.ts'
import { run } from '#platform/database.ts'
import { openPage } from '../support/browser.ts'
import { type SmallHospital, smallHospital } from '../support/hospital.ts'
import { type TestHouse, testHouse } from '../support/house.ts'
import { PASSWORD, PIN } from '../support/staff.ts'
import { builtWeb, serveWeb } from '../support/web.ts'

/** A small hospital with its real server and screens, for journeys of patients and liaisons. */
export interface TicketSite {
  readonly all: TestHouse
  readonly hospital: SmallHospital
  readonly url: string
  readonly clerk: Caller
  create(more?: Partial<CreateTicket>): Promise<{ id: string; trackingCode: string; partId: string }>
  open(id: string): ReturnType<ReturnType<typeof openTicket>>
  /** Where a signed link leads: of the patient, or of the receiver of the share. */
  linkTo(id: string, partId?: string | null): Promise<string>
  /** Brings the session of a member of staff into the page. */
  signIn(page: Page, person: string): Promise<void>
  /** What happened to a matter, in order, of these actions. */
  told(id: string, ...actions: string[]): Promise<string[]>
}

/** Who has an account; the login is the key of the person. */
const LOGINS = ['insurance-liaison', 'insurance-deputy', 'finance-liaison'] as const

export async function ticketSite(): Promise<TicketSite> {
  const [all, folder] = await Promise.all([testHouse(), builtWeb()])
  const { house } = all
  const hospital = await smallHospital(house)
  await giveAccounts(house)(systemCaller(house.hospital.id), {
    password: PASSWORD,
    pin: PIN,
    people: LOGINS.map(login => ({ personId: hospital.person[login] ?? '', login, badge: `B-${login}` })),
  })
  await house.live.start(house.hospital.id)
  const url = await serveWeb(all, folder)
  const clerk = await hospital.as('lin')
  const open = (id: string) => openTicket(house)(clerk, { id })
  return {
    all,
    hospital,
    url,
    clerk,
    open,
    async create(more = {}) {
      const { id, trackingCode } = await createTicket(house)(clerk, { ...sampleRequest, ...more })
      const [part] = (await open(id)).parts
      return { id, trackingCode, partId: part?.id ?? '' }
    },
    async linkTo(id, partId = null) {
      const link = await makeLink(house)(clerk, { id, partId })
      return link.url.replace('http://localhost', url)
    },
    async signIn(page, person) {
      const personId = hospital.person[person] ?? ''
      const { token } = await openSession(house, publicCaller(house), { personId, way: 'password', position: null })
      await page.context().addCookies([{ name: 'yiguanjia', value: token, url }])
    },
    told: (id, ...actions) =>
      house.database.transact(async tx => {
        const rows = await run<{ action: string }>(
          tx,
          'select action from platform.journal where subject_id = $1 and action = any($2) order by tx, id',
          [id, actions],
        )
        return rows.map(row => row.action)
      }),
  }
}

/** The phone of an old person, and the smallest that the house promises. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const
export const SMALL_PHONE = { viewport: { width: 375, height: 667 }, hasTouch: true } as const

/** A phone that gives up after a few seconds, so that a test says where it stood. */
export async function openPhone(options: BrowserContextOptions = SMALL_PHONE): Promise<Page> {
  const page = await openPage(options)
  page.setDefaultTimeout(6_000)
  return page
}

/** Nothing lies beside the screen, at this width and at 320 px. */
export async function expectFits(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(await beyond(), `px beyond ${width}`).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 320, height })
  expect(await beyond(), 'px beyond 320').toBeLessThanOrEqual(0)
  await page.setViewportSize({ width, height })
}

/** Signs on the pad with the pointer. */
export async function drawSignature(page: Page): Promise<void> {
  const box = await page.locator('.t-pad').boundingBox()
  if (!box) throw new Error('there is no pad')
  await page.mouse.move(box.x + 30, box.y + 60)
  await page.mouse.down()
  for (let step = 1; step <= 14; step += 1) await page.mouse.move(box.x + 30 + step * 16, box.y + 60 + (step % 3) * 18)
  await page.mouse.up()
}
