import { Problem } from '#kernel/problem.ts'

/** What a community hospital asks for (转诊类型, REF-01). */
export const REFERRAL_TYPES = ['visit', 'admission', 'exam'] as const
export type ReferralType = (typeof REFERRAL_TYPES)[number]

/** By what way it came (来源渠道); what is told on the phone or faxed is entered by a clerk. */
export const REFERRAL_CHANNELS = ['portal', 'phone', 'fax'] as const
export type ReferralChannel = (typeof REFERRAL_CHANNELS)[number]

/** 1 is most urgent (急), 3 routine (常规): the same steps as of a waiting list. */
export type Urgency = 1 | 2 | 3

export const REFERRAL_STATUSES = [
  'draft',
  'submitted',
  'returned',
  'accepted',
  'booked',
  'missed',
  'seen',
  'examined',
  'admitted',
  'slip_returned',
  'declined',
  'withdrawn',
] as const
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number]

/**
 * The life of a referral (转诊状态): submitted → returned or accepted → booked → seen, examined or admitted → slip returned. A
 * booking that falls through puts it back among the accepted; who did not come may get another place, or the slip says so.
 */
const NEXT: Readonly<Record<ReferralStatus, readonly ReferralStatus[]>> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['returned', 'accepted', 'declined', 'withdrawn'],
  returned: ['submitted', 'withdrawn'],
  accepted: ['returned', 'booked', 'declined', 'withdrawn'],
  booked: ['accepted', 'missed', 'seen', 'examined', 'admitted'],
  missed: ['booked', 'seen', 'examined', 'admitted', 'slip_returned'],
  seen: ['slip_returned'],
  examined: ['slip_returned'],
  admitted: ['slip_returned'],
  slip_returned: [],
  declined: [],
  withdrawn: [],
}

/** Refuses a step that a referral does not know. */
export function mayFollow(from: ReferralStatus, to: ReferralStatus): void {
  if (!NEXT[from].includes(to)) throw new Problem('referral-status', { from, to })
}

/** May the institution still write in it? Before it is sent, and after it was returned. */
export const isOpen = (status: ReferralStatus): boolean => status === 'draft' || status === 'returned'

/** What the person whom each type asks for has done in the end (就诊、检查、入院). */
export const DONE: Readonly<Record<ReferralType, 'seen' | 'examined' | 'admitted'>> = {
  visit: 'seen',
  exam: 'examined',
  admission: 'admitted',
}
