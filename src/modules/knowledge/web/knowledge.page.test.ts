import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { upsertDoctor } from '#modules/directory/index.ts'
import { sampleDoctor } from '#modules/directory/sample.ts'
import { run } from '#platform/database.ts'
import { settled } from '../../../../tests/journeys/screens.ts'
import { openPage } from '../../../../tests/support/browser.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { builtWeb, serveWeb } from '../../../../tests/support/web.ts'
import { importItems } from '../index.ts'
import { sampleGuide, samplePhone } from '../sample.ts'
import { expectAccessible } from '../../../../tests/support/accessible.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

let all: TestHouse
let staff: SettledStaff
let url: string
beforeAll(async () => {
  const [house, folder] = await Promise.all([testHouse(), builtWeb()])
  all = house
  staff = await settleStaff(all.house)
  await all.house.live.start(all.house.hospital.id)
  url = await serveWeb(all, folder)
  const unitId = staff.unit('FSK')
  const of = { unitId, subjectId: null, ownerId: staff.person('孙涛') }
  await importItems(all.house)(systemCaller(all.house.hospital.id), { reviewerId: staff.person('周敏') }, [
    { ...of, kind: 'number', audience: 'staff', code: 'topic', title: '术后换药', content: samplePhone(unitId) },
    {
      ...of,
      kind: 'guide',
      audience: 'patient',
      code: 'registration',
      title: '怎样挂号',
      content: sampleGuide(unitId),
    },
  ])
}, 180_000)
afterAll(() => all.close())

async function open(person: string, path: string): Promise<Page> {
  const page = await openPage({ viewport: { width: 1280, height: 720 } })
  const [name = '', value = ''] = (await staff.cookie(person)).split('=')
  await page.context().addCookies([{ name, value, url }])
  await page.goto(`${url}${path}`)
  return page
}
const whole = async (page: Page) => {
  // A button under the pointer has the colours of a moment.
  await page.mouse.move(0, 0)
  await settled(page)
  await expectAccessible(page)
}

test('typing how people say it and Enter shows the number that answers now; giving it is noted', async () => {
  const page = await open('王芳', '/knowledge')
  await page.getByRole('button', { name: '电话', exact: true }).waitFor()
  await page.keyboard.type('拆线')
  await page.getByText('1 条').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '术后换药' }).waitFor()
  await page.getByText('现在可接听').first().waitFor()
  await whole(page)
  await page.getByRole('button', { name: '告知此号码' }).first().click()
  await page.getByText('已记录：告知 换药室 0592-7120120-8410').waitFor()
  const rows = await all.house.database.transact(tx =>
    run<{ facts: object }>(tx, `select facts from platform.journal where action = 'knowledge.number-given'`),
  )
  expect(rows).toMatchObject([{ facts: { line: 0, isLive: true } }])
})

test('a new version is approved by a second person, and desk and portal, which is also what is printed, show the same one', async () => {
  const head = await open('胡军', '/content?view=all')
  await head.getByRole('button', { name: /怎样挂号/ }).click()
  await head.getByRole('button', { name: '修改', exact: true }).click()
  await head.getByLabel('一句话说明').fill('先预约，少排队。')
  await head.keyboard.press('Control+Enter')
  await head.getByRole('button', { name: '送审' }).click()
  await head.getByRole('button', { name: '撤回送审' }).waitFor()
  // Who wrote it is not even offered to approve it.
  expect(await head.getByRole('button', { name: '审核通过并发布' }).count()).toBe(0)
  await whole(head)

  const manager = await open('周敏', '/content?view=review')
  await manager.getByRole('button', { name: /怎样挂号/ }).click()
  await manager.getByRole('button', { name: '审核通过并发布' }).click()
  const dialog = manager.getByRole('dialog')
  await dialog.getByText('先预约，少排队。').waitFor()
  await manager.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })

  const patient = await openPage({ viewport: { width: 390, height: 844 }, hasTouch: true })
  await patient.goto(`${url}/p#/guides`)
  await patient.getByText('怎样挂号').click()
  await patient.getByText('先预约，少排队。').waitFor()
  await patient.emulateMedia({ media: 'print' })
  const shown = await patient.locator('[data-revision]').getAttribute('data-revision')
  const [item] = await all.house.database.transact(tx =>
    run<{ id: string; liveId: string }>(tx, `select id, live_id from knowledge.item where kind = 'guide'`),
  )
  expect(shown).toBe(item?.liveId)
  const desk = await manager.request.get(`${url}/api/knowledge/${item?.id}`)
  expect(await desk.json()).toMatchObject({ revisionId: shown, number: 2 })
  await patient.emulateMedia({ media: 'screen' })
  await patient.getByRole('button', { name: '怎么走' }).click()
  await patient.getByRole('heading', { name: '放射科' }).waitFor()
  await whole(patient)
})

test('a department writes the usual week of its doctor, and the sessions stand in the calendar', async () => {
  const { id } = await upsertDoctor(all.house)(systemCaller(all.house.hospital.id), {
    ...sampleDoctor,
    unitIds: [staff.unit('FSK')],
  })
  const page = await open('孙涛', `/knowledge?kind=doctor&id=${id}`)
  await page.getByText('近两周没有出诊。').waitFor()
  await page.getByRole('button', { name: '出诊周模板' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '加一个半天' }).click()
  await dialog.getByLabel('星期').selectOption('周二')
  await dialog.getByLabel('诊室').fill('A305')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('可预约').first().waitFor()
  expect(await page.getByRole('rowheader').allTextContents()).toEqual(['11月17日 周二', '11月24日 周二'])
  await page.getByRole('button', { name: '替诊' }).first().waitFor()
  await whole(page)
})
