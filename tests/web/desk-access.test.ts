import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { acceptPart } from '#modules/ticket/server/accept-part.ts'
import { MONDAY } from '../support/house.ts'
import { type DeskSite, deskSite } from './desk-site.ts'
import { expectAccessible } from '../support/accessible.ts'

vi.setConfig({ testTimeout: 90_000 })

let site: DeskSite
let id = ''
beforeAll(async () => {
  site = await deskSite()
  const units = [site.hospital.unit.insurance, site.hospital.unit.finance]
  ;({ id } = await site.create({ patientId: site.patientId, item: 'SVC-03', units, urgency: 'urgent' }))
  const [part] = (await site.open(id)).parts
  const liaison = await site.hospital.as(`${part?.unit.name === '医保科' ? 'insurance' : 'finance'}-liaison`)
  await acceptPart(site.all.house)(liaison, { id, partId: part?.id ?? '' })
}, 180_000)
afterAll(() => site.all.close())

/** Words that stand in Latin letters on a Chinese screen: numbers of matters and items, keys of the keyboard. */
const LATIN = /TK-[\d-]+|SVC-\d+|[A-Z0-9]{4}-[A-Z0-9]{4}|Ctrl|Enter|QR|JPEG|PNG|PDF|English/g

async function isWhole(page: Page): Promise<void> {
  await page.waitForTimeout(400)
  await expectAccessible(page)
  const words = (await page.locator('body').innerText()).replaceAll(LATIN, '')
  expect(words.match(/[A-Za-z]{2,}/g) ?? [], 'English on a Chinese screen').toEqual([])
}

test('SYS-04 (part): the console, its dialogs and the drawer are whole for a screen reader, and in Chinese', async () => {
  site.all.clock.set(MONDAY.add({ minutes: 40 }))
  const page = await site.desk('lin', `/?matter=${id}`)
  await page.locator('.tk-head').waitFor()
  await isWhole(page)
  await page.keyboard.press('p')
  await page.getByRole('dialog').waitFor()
  await isWhole(page)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('n')
  await page.getByLabel('事项').waitFor()
  await isWhole(page)
})

test('the board, the notices and the gaps are whole for a screen reader, and in Chinese', async () => {
  const page = await site.desk('manager', '/tickets')
  await page.locator('.tk-table').waitFor()
  await isWhole(page)
  await page.getByRole('button', { name: /^提醒/ }).click()
  await page.locator('.tk-notices').waitFor()
  await isWhole(page)
  await page.goto(`${site.url}/coverage-findings`)
  await page.getByRole('heading', { name: '无死角巡检' }).waitFor()
  await isWhole(page)
})

test('SYS-04 (part): in English nothing of the desk is left in Chinese but names and what people wrote', async () => {
  const page = await site.desk('lin', `/?matter=${id}`)
  await page.locator('.tk-head').waitFor()
  await page.evaluate(() => localStorage.setItem('yiguanjia.language', 'en'))
  await page.reload()
  await page.locator('.tk-head').waitFor()
  await page.locator('.tk-section').first().waitFor()
  const buttons = await page.getByRole('button').allInnerTexts()
  const said = [...buttons, ...(await page.locator('h2, .d-tag, label').allInnerTexts())]
  expect(
    said.filter(words =>
      /\p{Script=Han}/u.test(
        words.replaceAll(/林甲|服务总台|财务科|医保科|陈\*英|多部门诉求|登记|派单|答复|中文/g, ''),
      ),
    ),
  ).toEqual([])
})
