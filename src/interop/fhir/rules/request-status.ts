import type { ReferralStatus } from '#modules/referral/index.ts'

/** The codes of FHIR's request status that a referral has. */
export const REQUEST_STATUSES = ['draft', 'active', 'completed', 'revoked'] as const
export type RequestStatus = (typeof REQUEST_STATUSES)[number]

/** How each state of a referral (转诊状态) is said in FHIR: it is active until the slip has gone back. */
const SAID: Readonly<Record<ReferralStatus, RequestStatus>> = {
  draft: 'draft',
  submitted: 'active',
  returned: 'active',
  accepted: 'active',
  booked: 'active',
  missed: 'active',
  seen: 'active',
  examined: 'active',
  admitted: 'active',
  slip_returned: 'completed',
  declined: 'revoked',
  withdrawn: 'revoked',
}

export const requestStatus = (status: ReferralStatus): RequestStatus => SAID[status]

/** The states that a code of FHIR means. */
export const referralStates = (code: string): readonly ReferralStatus[] =>
  (Object.keys(SAID) as ReferralStatus[]).filter(status => SAID[status] === code)

/** How soon, by the value set request-priority: 1 is most urgent. */
export const priorityOf = (urgency: number | null): 'asap' | 'urgent' | 'routine' =>
  urgency === 1 ? 'asap' : urgency === 2 ? 'urgent' : 'routine'
