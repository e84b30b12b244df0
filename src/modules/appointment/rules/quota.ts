import { type Instant, isBefore } from '#kernel/time.ts'

/** Where a booking comes from (渠道, APT-02). */
export const CHANNELS = [
  'phone',
  'desk',
  'web',
  'wechat',
  'kiosk',
  'consulting-room',
  'assisted',
  'referral',
  'platform',
] as const
export type Channel = (typeof CHANNELS)[number]

/** A share of a slot's places (号源配额): kept for some until its release, or open to all. */
export const QUOTAS = ['open', 'onsite', 'primary-care', 'consulting-room', 'platform', 'extra'] as const
export type Quota = (typeof QUOTAS)[number]

/** What a hospital keeps back: which share, for whom, and how many minutes before the slot it is opened to all. */
export interface QuotaPlan {
  readonly quota: Exclude<Quota, 'open' | 'extra'>
  readonly share: number
  readonly releaseMinutes: number
}

/** The shares from which a channel may take, its own before the open one. `extra` belongs to whom the doctor admitted. */
const OWN: Readonly<Record<Channel, Quota | null>> = {
  phone: null,
  desk: 'onsite',
  web: null,
  wechat: null,
  kiosk: 'onsite',
  'consulting-room': 'consulting-room',
  assisted: 'onsite',
  referral: 'primary-care',
  platform: 'platform',
}

/** The share that is kept for a channel, where one is. */
export const ownQuota = (channel: Channel): Quota | null => OWN[channel]

export function quotasOf(channel: Channel): readonly Quota[] {
  const own = ownQuota(channel)
  return own === null ? ['open'] : [own, 'open']
}

/** The channels that may take of a share: all of the open one, none of the extra numbers. */
export const channelsOf = (quota: Quota): readonly Channel[] =>
  CHANNELS.filter(channel => quotasOf(channel).includes(quota))

/** Is a share kept for some until its release? */
export const isKept = (quota: Quota): boolean => quota !== 'open' && quota !== 'extra'

/** One slot's places by share; `releaseAt` is when what is left of it is opened to all. */
export interface QuotaPlaces {
  readonly quota: Quota
  readonly capacity: number
  readonly releaseAt: Instant | null
}

/**
 * Deals the places of a session's slots into shares (配额分配). The kept places of a share are spread over the whole session, by
 * cumulated rounding, so that a share of 30 % of forty places keeps twelve of them, not four tens of nothing. What is kept already
 * past its release is open at once.
 */
export function dealQuotas(
  slots: readonly { readonly startsAt: Instant; readonly capacity: number }[],
  plan: readonly QuotaPlan[],
  at: Instant,
): readonly (readonly QuotaPlaces[])[] {
  let passed = 0
  return slots.map(slot => {
    const before = passed
    passed += slot.capacity
    let left = slot.capacity
    const kept = plan.flatMap(({ quota, share, releaseMinutes }): QuotaPlaces[] => {
      const releaseAt = slot.startsAt.subtract({ minutes: releaseMinutes })
      const wanted = Math.round(passed * share) - Math.round(before * share)
      const capacity = isBefore(at, releaseAt) ? Math.min(left, wanted) : 0
      left -= capacity
      return capacity > 0 ? [{ quota, capacity, releaseAt }] : []
    })
    return [{ quota: 'open' as const, capacity: left, releaseAt: null }, ...kept]
  })
}
