import type { Channel } from './message.ts'

/** One way to reach somebody: the channel, and the address on it. */
export interface Step {
  readonly channel: Channel
  /** Telephone number, openid, or the code of a robot. */
  readonly address: string
}

/** What a recipient has, as far as the house knows. */
export interface Reach {
  /** Good numbers only, the best first. */
  readonly numbers: readonly string[]
  readonly openid: string | null
  readonly prefers: 'sms' | 'wechat' | null
  /** Robots of the groups in which a member of staff reads, the nearest first. */
  readonly robots: readonly string[]
}

/** What is set up. */
export interface SetUp {
  readonly sms: boolean
  readonly wechat: boolean
  readonly robot: boolean
  readonly screen: boolean
}

/** Numbers that can get a text: mobile ones of the mainland, with or without the country's code. */
export const isMobile = (number: string): boolean => /^(?:\+?86)?1[3-9]\d{9}$/.test(number.replaceAll(/[\s-]/g, ''))

/**
 * The ways to reach somebody, in order (渠道回退): first the one that is preferred, then the house's order, each as far as it is
 * set up and the recipient has an address on it. The screen stands in for a channel that is not set up. Empty: a person must
 * tell it.
 */
export function routeOf(
  to: 'patient' | 'person' | 'number',
  reach: Reach,
  setUp: SetUp,
  order: readonly ('sms' | 'wechat')[],
  numbersAtMost: number,
): Step[] {
  const steps: Step[] = []
  if (to === 'person') steps.push(...robotSteps(reach, setUp))
  const preferred = reach.prefers === null ? order : [reach.prefers, ...order.filter(one => one !== reach.prefers)]
  for (const channel of preferred) {
    if (channel === 'wechat' && reach.openid !== null && (setUp.wechat || setUp.screen))
      steps.push({ channel: setUp.wechat ? 'wechat' : 'screen', address: reach.openid })
    if (channel === 'sms' && (setUp.sms || setUp.screen))
      for (const number of reach.numbers.filter(isMobile).slice(0, numbersAtMost))
        steps.push({ channel: setUp.sms ? 'sms' : 'screen', address: number })
  }
  return steps
}

function robotSteps({ robots }: Reach, setUp: SetUp): Step[] {
  const [nearest] = robots
  if (setUp.robot && nearest !== undefined) return [{ channel: 'robot', address: nearest }]
  return setUp.screen ? [{ channel: 'screen', address: 'robot' }] : []
}

/** How a step is shown in a list: never the whole address. */
export const laneOf = (step: Step): string => (step.channel === 'robot' ? `robot ${step.address}` : step.channel)
