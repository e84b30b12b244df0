/** Scenario S05, step 14: each of the twenty service items registered at the desk, and what its receiver then has. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test, vi } from 'vitest'
import { PASSWORD } from '#apps/seed/accounts.ts'
import { foundHospital } from '#apps/seed/hospital.ts'
import { serviceItems } from '#apps/seed/items.ts'
import { inOneTransaction } from '#apps/seed/one-transaction.ts'
import { Temporal } from '#kernel/time.ts'
import { RECEIVERS } from '../support/receivers.ts'
import { openJourneyHouse } from './open-house.ts'
import { signInAtDesk } from './screens.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** A Tuesday morning on which every liaison is there. */
const TUESDAY = Temporal.Instant.from('2026-11-17T09:30:00+08:00')

let lin: Page
beforeAll(async () => {
  const house = await openJourneyHouse({
    seed: 'none',
    at: TUESDAY,
    prepare: async fresh => {
      await inOneTransaction(fresh, TUESDAY, stage => foundHospital(stage, TUESDAY))
    },
  })
  lin = await signInAtDesk(house.url, 'lin', PASSWORD)
})

const receiverOf = (code: string) => RECEIVERS.find(([item]) => item === code)?.[1]

/** Registers an item by keyboard for somebody who gives no name, and opens the matter. */
async function register(code: string): Promise<void> {
  await lin.keyboard.press('n')
  const drawer = lin.getByRole('dialog', { name: '新建服务工单' })
  await drawer.getByLabel('事项').waitFor()
  await lin.keyboard.type(code.slice('SVC-'.length))
  await lin.getByRole('option').first().waitFor()
  await lin.keyboard.press('Enter')
  await drawer.getByLabel('办事人姓名').fill('来访者')
  await drawer.getByLabel('患者原话').fill('请服务台帮忙')
  const all = drawer.getByRole('button', { name: '全部带齐' })
  if ((await all.isVisible()) && (await all.isEnabled())) await all.click()
  await lin.keyboard.press('Control+Enter')
  await drawer.getByRole('button', { name: '打开工单' }).click()
  await drawer.waitFor({ state: 'hidden' })
}

test('SVC-01 (part), SVC-02 (part), SVC-05 (part): step 14, all twenty items at the desk reach their receiver with the steps of their SOP', async () => {
  const reached: string[][] = []
  for (const { code, name, steps } of serviceItems) {
    await register(code)
    await lin.getByRole('heading', { name }).waitFor()
    const receivers = await lin.locator('.tk-parts > li .tk-part-line strong').allInnerTexts()
    const shown = await lin.locator('.tk-steps > li').count()
    reached.push([code, receivers.join('、'), String(shown - steps.length)])
  }
  expect(reached).toEqual(serviceItems.map(({ code }) => [code, receiverOf(code), '0']))
})
