import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** How much on the page still moves: a colour in the middle of its transition is no colour that anybody reads. */
const moving = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    await document.fonts.ready
    // What turns for ever is no transition.
    const ends = (one: Animation) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY
    return document.getAnimations().filter(one => one.playState === 'running' && ends(one)).length
  })

/** Advice of axe and no rule of WCAG: a pane beside the page has headings of its own, a notice lies over all regions. */
const ADVICE = ['heading-order', 'region']

/** The page at rest breaks no rule of axe (WCAG 2.2 AA among them). No screen has frames, so axe needs no page of its own to add them up. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect.poll(() => moving(page), { timeout: 10_000, interval: 50 }).toBe(0)
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().disableRules(ADVICE).analyze()
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(node => node.html.slice(0, 300))])).toEqual([])
}
