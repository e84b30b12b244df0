import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { noteOutcome, planReferral, returnSlip } from './answer-referral.ts'
import { attachPage, detachPage, readPage } from './attach-page.ts'
import { acceptReferral, declineReferral, returnReferral, withdrawReferral } from './decide-referral.ts'
import { draftReferral, saveReferral } from './draft-referral.ts'
import { listOwnReferrals, referralInbox } from './list-referrals.ts'
import { bookReferral, waitForReferral } from './place-referral.ts'
import { openOwnReferral, openReferral, unmaskReferral } from './read-referral.ts'
import { referralForm } from './referral-form.ts'
import { submitReferral } from './submit-referral.ts'

/** What the module answers over HTTP, a line each. */
export const routes = (house: House): readonly Route[] => [
  on(contract.referralForm)((_, { caller }) => referralForm(house)(caller)),
  on(contract.draftReferral)(({ body }, { caller }) => draftReferral(house)(caller, body)),
  on(contract.saveReferral)(({ params, body }, { caller }) => saveReferral(house)(caller, { ...params, ...body })),
  on(contract.attachPage)(({ params, body }, { caller }) => attachPage(house)(caller, { ...params, ...body })),
  on(contract.detachPage)(({ params }, { caller }) => detachPage(house)(caller, params)),
  on(contract.submitReferral)(({ params, body }, { caller }) => submitReferral(house)(caller, { ...params, ...body })),
  on(contract.withdrawReferral)(({ params, body }, { caller }) =>
    withdrawReferral(house)(caller, { ...params, ...body }),
  ),
  on(contract.listOwnReferrals)(({ query }, { caller }) => listOwnReferrals(house)(caller, query)),
  on(contract.openOwnReferral)(({ params }, { caller }) => openOwnReferral(house)(caller, params)),
  on(contract.readOwnPage)(({ params }, { caller }) => readPage(house)(caller, { ...params, from: 'own' })),
  on(contract.referralInbox)(({ query }, { caller }) => referralInbox(house)(caller, query)),
  on(contract.openReferral)(({ params }, { caller }) => openReferral(house)(caller, params)),
  on(contract.readPage)(({ params }, { caller }) => readPage(house)(caller, { ...params, from: 'sent' })),
  on(contract.unmaskReferral)(({ params, body }, { caller }) => unmaskReferral(house)(caller, { ...params, ...body })),
  on(contract.acceptReferral)(({ params, body }, { caller }) => acceptReferral(house)(caller, { ...params, ...body })),
  on(contract.returnReferral)(({ params, body }, { caller }) => returnReferral(house)(caller, { ...params, ...body })),
  on(contract.declineReferral)(({ params, body }, { caller }) =>
    declineReferral(house)(caller, { ...params, ...body }),
  ),
  on(contract.bookReferral)(({ params, body }, { caller }) => bookReferral(house)(caller, { ...params, ...body })),
  on(contract.waitForReferral)(({ params, body }, { caller }) =>
    waitForReferral(house)(caller, { ...params, ...body }),
  ),
  on(contract.planReferral)(({ params, body }, { caller }) => planReferral(house)(caller, { ...params, ...body })),
  on(contract.noteOutcome)(({ params, body }, { caller }) => noteOutcome(house)(caller, { ...params, ...body })),
  on(contract.returnSlip)(({ params, body }, { caller }) => returnSlip(house)(caller, { ...params, ...body })),
]
