import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { type DeskSite, deskSite } from './desk-site.ts'

let site: DeskSite
beforeAll(async () => {
  site = await deskSite()
  await site.create()
  await site.create({ channel: 'hotline' })
  // The end of the day: the report is drafted by itself, and both matters have run over their limit.
  site.all.clock.set(Temporal.Instant.from('2026-11-16T18:00:30+08:00'))
  await site.all.machinery.turn()
}, 120_000)
afterAll(() => site.all.close())

test('the overview says what is worst in words, and a number opens as many rows, each with its matter', async () => {
  const page = await site.desk('manager', '/overview')
  await page.getByText('医保科 2 件超时，最长').waitFor()
  await page.getByRole('button', { name: '受理 2件，打开明细' }).click()
  const rows = page.getByRole('dialog').getByRole('row')
  await page.getByText('共 2 行').waitFor()
  expect(await rows.count()).toBe(3)
  await rows.nth(1).getByRole('button').click()
  await page.waitForURL(/matter=/)
  await page.context().close()
})

test('the desk signs the report with remarks; the manager takes it as a file and calls the review with it', async () => {
  const desk = await site.desk('lin', '/reports')
  await desk.getByRole('button', { name: '签字', exact: true }).click()
  await desk.getByLabel('备注').fill('已核对')
  await desk.keyboard.press('Control+Enter')
  await desk.getByText('签字备注：已核对').waitFor()
  expect(await desk.getByText('林甲 已签').count()).toBeGreaterThan(0)
  expect(await desk.getByRole('button', { name: '签字', exact: true }).count()).toBe(0)
  await desk.context().close()

  const page = await site.desk('manager', '/reports')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 CSV' }).click(),
  ])
  expect(await readFile(await file.path(), 'utf8')).toContain('工单量,,受理,2,2')
  await page.getByText('导出会写入操作记录').waitFor()

  await page.goto(`${site.url}/reviews`)
  await page.getByRole('button', { name: '召集复盘会' }).click()
  await page.getByPlaceholder('时间，如 17:00').fill('1900')
  await page.getByLabel('地点').fill('三楼会议室')
  await page.keyboard.press('Control+Enter')
  await page.getByText('数字取自月报第 1 版').waitFor()
  await page.getByRole('button', { name: '受理 2件，打开明细' }).waitFor()
  const told = await site.all.house.database.transact(tx =>
    run(tx, `select 1 from notification.message where template = 'review.invitation'`),
  )
  expect(told).toHaveLength(4)
  await page.context().close()
})
