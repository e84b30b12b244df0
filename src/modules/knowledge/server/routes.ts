import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { giveNumber } from './give-number.ts'
import { compareContent, listContent, openContent } from './list-content.ts'
import { listPublished, readGuide, readIntroduction, readPublished } from './read-published.ts'
import { approveDraft, changeOwner, returnDraft, stillHolds, submitDraft, takeBack, withdraw } from './review.ts'
import { searchKnowledge } from './search.ts'
import { createItem, writeDraft } from './write-draft.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.searchKnowledge)(({ query }) => searchKnowledge(house, query)),
  on(contract.openItem)(({ params }) => readPublished(house, 'staff', params.id)),
  on(contract.introductionOf)(({ params }) => readIntroduction(house, 'staff', params.doctorId)),
  on(contract.guideOfTopic)(({ params }) => readGuide(house, 'staff', params.code)),
  on(contract.giveNumber)(({ params, body }, { caller }) => giveNumber(house)(caller, { ...params, ...body })),
  on(contract.listPublic)(({ query }) => listPublished(house, 'patient', query)),
  on(contract.openPublic)(({ params }) => readPublished(house, 'patient', params.id)),
  on(contract.publicIntroduction)(({ params }) => readIntroduction(house, 'patient', params.doctorId)),
  on(contract.listContent)(({ query }, { caller }) => listContent(house)(caller, query)),
  on(contract.openContent)(({ params }, { caller }) => openContent(house)(caller, params)),
  on(contract.compareContent)(({ params, query }, { caller }) =>
    compareContent(house)(caller, { ...params, ...query }),
  ),
  on(contract.createContent)(({ body }, { caller }) => createItem(house)(caller, body)),
  on(contract.writeContent)(({ params, body }, { caller }) => writeDraft(house)(caller, { ...params, ...body })),
  on(contract.submitContent)(({ params, body }, { caller }) => submitDraft(house)(caller, { ...params, ...body })),
  on(contract.takeBackContent)(({ params, body }, { caller }) => takeBack(house)(caller, { ...params, ...body })),
  on(contract.approveContent)(({ params, body }, { caller }) => approveDraft(house)(caller, { ...params, ...body })),
  on(contract.returnContent)(({ params, body }, { caller }) => returnDraft(house)(caller, { ...params, ...body })),
  on(contract.withdrawContent)(({ params, body }, { caller }) => withdraw(house)(caller, { ...params, ...body })),
  on(contract.contentStillHolds)(({ params, body }, { caller }) => stillHolds(house)(caller, { ...params, ...body })),
  on(contract.changeContentOwner)(({ params, body }, { caller }) => changeOwner(house)(caller, { ...params, ...body })),
]
