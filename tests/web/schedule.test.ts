import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { bookAppointment } from '#modules/appointment/index.ts'
import { upsertDoctor } from '#modules/directory/index.ts'
import { type DeskSite, deskSite } from './desk-site.ts'

vi.setConfig({ testTimeout: 90_000 })

let site: DeskSite
beforeAll(async () => {
  site = await deskSite()
  const manager = await site.hospital.as('manager')
  await upsertDoctor(site.all.house)(manager, {
    code: 'D1',
    name: '孙甲',
    personId: null,
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [site.hospital.unit.ward],
    strengths: [],
    languages: [],
    isPublic: true,
  })
}, 180_000)
afterAll(() => site.all.close())

test('APT-03 (part): a session is given out, changed and opened by hand; the week shows it live, and each slot its life', async () => {
  const page = await site.desk('lin', '/schedule')
  await page.getByLabel('科室', { exact: true }).fill('外科')
  await page.getByRole('option', { name: /外科病区/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('这一周没有出诊').waitFor()
  await page.getByRole('button', { name: '放一次号' }).click()
  const list = page.getByRole('dialog', { name: '放号' })
  await list.getByLabel('日期').fill('2026-11-18')
  await list.getByLabel('按医院的配额规则留号').uncheck()
  await list.getByLabel('外部平台').fill('8')
  await page.keyboard.press('Control+Enter')
  await page.getByText('已放出 16 个号，各渠道现在就能约。').waitFor()
  const cell = page.getByRole('button', { name: /孙甲 11月18日 周三 上午 · 已放号\s*余 16\/16/ })
  await cell.focus()
  await page.keyboard.press('Enter')
  const open = page.getByRole('dialog', { name: /孙甲 · 11月18日/ })
  await open.getByRole('button', { name: '改号数与配额' }).click()
  await open.getByLabel('08:00 开放 的号数，已用 0').fill('3')
  await open.getByLabel('为什么改').fill('医生加看两位')
  await open.getByRole('button', { name: '保存 1 处修改' }).click()
  await open.getByRole('button', { name: '提前释放外部平台号（8）' }).click()
  const release = page.getByRole('dialog', { name: '提前释放外部平台号' })
  await release.getByLabel('为什么提前释放').fill('平台今日停约')
  await page.keyboard.press('Control+Enter')
  await release.waitFor({ state: 'hidden' })
  await open.getByRole('button', { name: '轨迹' }).first().click()
  const life = open.getByRole('region', { name: /08:00 号源轨迹/ })
  await expect
    .poll(() => life.getByRole('listitem').allInnerTexts())
    .toEqual([
      expect.stringMatching(/放号，全场 16 个[^]*林甲/),
      expect.stringMatching(/号数调整 \+2[^]*医生加看两位[^]*林甲/),
      expect.stringMatching(/外部平台配额释放 1 个[^]*平台今日停约[^]*林甲/),
    ])
  // A booking made elsewhere is there at once.
  const [slot] = await site.all.house.database.statement<{ id: string }>(
    'select id from appointment.slot where hospital_id = $1 order by starts_at limit 1',
    [site.all.house.hospital.id],
  )
  await bookAppointment(site.all.house)(await site.hospital.as('mei'), sampleBooking(slot?.id ?? '', site.patientId))
  await life.getByText(/预约（电话）/).waitFor()
  await open.getByRole('button', { name: '关闭' }).last().click()
  await page.getByRole('button', { name: /余 17\/18/ }).waitFor()
})
