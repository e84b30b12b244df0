import { afterAll, beforeAll, test, vi } from 'vitest'
import { openPage } from '../support/browser.ts'
import { type TestHouse, testHouse } from '../support/house.ts'
import { type SettledStaff, settleStaff } from '../support/staff.ts'
import { builtWeb, serveWeb } from '../support/web.ts'
import { expectAccessible } from '../support/accessible.ts'

// A browser on a busy machine.
vi.setConfig({ testTimeout: 60_000 })
const PATIENT = { timeout: 20_000 }

let all: TestHouse
let staff: SettledStaff
let url: string
beforeAll(async () => {
  const [house, folder] = await Promise.all([testHouse(), builtWeb()])
  all = house
  staff = await settleStaff(all.house)
  url = await serveWeb(all, folder)
}, 120_000)
afterAll(() => all.close())

test('SYS-08 (part): a list is sent on the page, its wrong row is named, and it is found again in the history', async () => {
  const page = await openPage({ viewport: { width: 1280, height: 720 } })
  const [cookie, value = ''] = (await staff.cookie('林建国')).split('=')
  await page.context().addCookies([{ name: cookie ?? '', value, url }])
  await page.goto(`${url}/imports`)
  await page.getByText('还没有导入过').waitFor(PATIENT)
  const list = '编码,名称,类型,上级编码\nXK1,新科室,临床科室,YY\nXK2,新科室二,门诊部,YY\n'
  const file = (name: string, content: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await page.locator('input[type=file]').setInputFiles(file('科室.csv', list))
  await page.getByText('共 2 行，新增 1，更新 0，已有未变 0，出错 1').waitFor(PATIENT)
  await page.getByRole('row', { name: /^3 类型 「类型」没有这个选项/ }).waitFor()
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载出错行' }).click()
  await download
  await page.getByText('已保存 组织科室出错行.xlsx').waitFor()
  await page.locator('input[type=file]').setInputFiles(file('照片.csv', '\u0000\u0001'))
  await page.getByText('这不是 Excel 或 CSV 文件').waitFor(PATIENT)
  await page.goto(`${url}/imports`)
  await page
    .getByRole('row', { name: /科室\.csv/ })
    .getByRole('button', { name: '查看' })
    .click()
  await page.getByText('出错 1').first().waitFor(PATIENT)
})

test('SEC-04 (part): the administrator makes a backup on the page and sees it in the log, and that a restore test is due', async () => {
  const page = await openPage({ viewport: { width: 1280, height: 720 } })
  const [cookie, value = ''] = (await staff.cookie('林建国')).split('=')
  await page.context().addCookies([{ name: cookie ?? '', value, url }])
  await page.goto(`${url}/backups`)
  await page.getByText('还没有通过的恢复测试').waitFor(PATIENT)
  await page.getByRole('button', { name: '立即备份' }).click()
  await page.getByRole('row', { name: /手动 成功/ }).waitFor(PATIENT)
  // The button fades back.
  await page.reload()
  await page.getByRole('row', { name: /手动 成功/ }).waitFor(PATIENT)
  await expectAccessible(page)
})
