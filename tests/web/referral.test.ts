import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { giveAccounts, publicCaller } from '#modules/staff/index.ts'
import { openSession } from '#modules/staff/server/open-session.ts'
import { openPage } from '../support/browser.ts'
import { clinicalUnit, type Community, communityHospital } from '../support/referrals.ts'
import { PASSWORD } from '../support/staff.ts'
import { type DeskSite, deskSite, MONITOR } from './desk-site.ts'

vi.setConfig({ testTimeout: 90_000 })

let site: DeskSite
let community: Community
beforeAll(async () => {
  site = await deskSite()
  const { house, machinery } = site.all
  const unitId = await clinicalUnit(house, 'XHNK', '消化内科')
  community = await communityHospital(house, 'SQ1', '江湾社区卫生服务中心')
  const people = [{ personId: community.personId, login: 'jiangwan', badge: null }]
  await giveAccounts(house)(systemCaller(house.hospital.id), { password: PASSWORD, pin: null, people })
  const manager = await site.hospital.as('manager')
  const { id } = await upsertDoctor(house)(manager, {
    code: 'D1',
    name: '孙甲',
    personId: null,
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [unitId],
    strengths: [],
    languages: [],
    isPublic: true,
  })
  const session = { halfDay: 'morning', room: '二楼 208', feeLevel: 'expert', slotMinutes: 30, capacity: 16 } as const
  await addSession(house)(manager, { ...session, doctorId: id, unitId, day: '2026-11-17' })
  await machinery.turn()
}, 180_000)
afterAll(() => site.all.close())

test('S03 (part): a community hospital’s referral comes back for one field, is sent again, placed at the desk, and its slip says so', async () => {
  const { house } = site.all
  const desk = await site.desk('lin', '/referrals')
  await desk.getByText('没有待安排的转诊').waitFor()
  const clinic = await openPage({ viewport: MONITOR })
  const given = { personId: community.personId, way: 'password', position: null } as const
  const { token } = await openSession(house, publicCaller(house), given)
  await clinic.context().addCookies([{ name: 'yiguanjia', value: token, url: site.url }])
  await clinic.goto(site.url)
  await clinic.getByRole('heading', { name: '本机构转诊' }).waitFor()
  expect(await clinic.getByRole('navigation', { name: '主菜单' }).getByRole('link').allTextContents()).toEqual([
    '本机构转诊',
  ])
  await clinic.keyboard.press('a')
  await clinic.getByLabel('接收科室').selectOption({ label: '消化内科' })
  await clinic.getByLabel('较急').check()
  await clinic.getByLabel('患者姓名').fill('游子衿')
  await clinic.getByLabel('患者电话').fill('13900000002')
  await clinic.getByLabel('证件号码').fill('11010519491231002X')
  await clinic.getByLabel('病情摘要').fill('上腹痛两月，进食后加重。')
  await clinic.getByLabel('转诊医生').fill('苏社医')
  await clinic.getByLabel('医生电话').fill('13900000001')
  await clinic.getByLabel('患者同意把结果回传给本机构').check()
  await clinic.keyboard.press('Control+Enter')
  await clinic.getByText('请补齐下面标出的内容').waitFor()
  const diagnosis = clinic.getByLabel('初步诊断')
  expect(await diagnosis.getAttribute('aria-invalid')).toBe('true')
  await clinic.reload()
  expect(await clinic.getByLabel('患者姓名').inputValue(), 'the draft is kept by the house').toBe('游子衿')
  await diagnosis.fill('胃溃疡待查')
  await clinic.keyboard.press('Control+Enter')
  await clinic.getByText(/已受理，编号 ZZ-261116-\d{4}/).waitFor()

  await desk.getByRole('link', { name: /ZZ-261116/ }).click()
  await desk.getByText('游*衿').waitFor()
  await desk.getByRole('button', { name: '约号' }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('button', { name: /孙甲 08:00/ }).click()
  await desk.keyboard.press('Control+Enter')
  await desk.getByText('已安排').waitFor()
  await desk.getByRole('region', { name: '优先次序' }).getByText('约到号').waitFor()
  await desk.getByRole('button', { name: '已就诊' }).click()
  await desk.getByRole('button', { name: '出回执' }).click()
  await desk.getByRole('dialog').getByLabel('病情小结').fill('胃溃疡，两周后复查。')
  await desk.keyboard.press('Control+Enter')
  await desk.getByText('回执已出').waitFor()
  await clinic.reload()
  await clinic.getByText('胃溃疡，两周后复查。').waitFor()
  await clinic.evaluate(() => {
    globalThis.print = () => {
      document.body.dataset['printed'] = document.querySelector('.d-sheet')?.textContent ?? ''
    }
  })
  await clinic.getByRole('button', { name: '打印回执' }).click()
  await expect.poll(() => clinic.evaluate(() => document.body.dataset['printed'])).toMatch(/转诊回执.*胃溃疡/s)
})
