import './events.ts'
import './server/tables.ts'
import { declareMessages } from '#modules/notification/index.ts'
import { onContactLine } from '#modules/patient/index.ts'
import { onCloseUnit } from '#modules/staff/index.ts'
import type { Module } from '#platform/module.ts'
import { messageKinds } from './messages.ts'
import { problems } from './problems.ts'
import { followMerges } from './server/follow-merges.ts'
import { followBookings } from './server/listen.ts'
import { openOf } from './server/open-of.ts'
import { routes } from './server/routes.ts'
import { tellReferrer } from './server/tell-referrer.ts'
import { attachmentPolicy, completeness, placingPolicy } from './settings.ts'

declareMessages(...messageKinds)
onCloseUnit('referral', openOf)
onContactLine('referral', {
  'referral.accepted': { zh: '社区转诊受理 {number}', en: 'Referral accepted {number}' },
  'referral.booked': { zh: '转诊已安排时间', en: 'Referral arranged' },
  'referral.slip-returned': { zh: '转诊回执', en: 'Referral slip' },
})

/** Referrals of community hospitals (社区转诊): intake, priority, slip. */
export const module: Module = {
  name: 'referral',
  problems,
  routes,
  settings: [completeness, attachmentPolicy, placingPolicy] as never,
  listeners: [followBookings, tellReferrer, ...followMerges],
}

export { countedReferrals, referralSets } from './server/counted.ts'
export { attachPage } from './server/attach-page.ts'
export type { ReferralFields } from './server/content.ts'
export { draftReferral } from './server/draft-referral.ts'
export { noteOutcome, planReferral, returnSlip } from './server/answer-referral.ts'
export type { ReferralStatus } from './rules/referral.ts'
export { seekReferrals, type SoughtReferral } from './server/seek-referrals.ts'
export { submitReferral } from './server/submit-referral.ts'
