import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { acceptPart } from './accept-part.ts'
import { addDepartments } from './add-departments.ts'
import { answerMeeting } from './answer-meeting.ts'
import { attachFile, readAttachment } from './attach-file.ts'
import { bePresent } from './be-present.ts'
import { bulkTickets } from './bulk.ts'
import { callMeeting } from './call-meeting.ts'
import { cancelTicket } from './cancel-ticket.ts'
import { forceOwnership, offerOwnership, takeOwnership } from './change-owner.ts'
import { classifyTicket } from './classify-ticket.ts'
import { confirmTicket } from './confirm-ticket.ts'
import { createTicket } from './create-ticket.ts'
import { decideMeeting } from './decide-meeting.ts'
import { declinePart } from './decline-part.ts'
import { disagreeTicket } from './disagree-ticket.ts'
import { ticketEffort } from './effort.ts'
import { approveDraft, discardDraft, saveDraft } from './draft-item.ts'
import { finishPart } from './finish-part.ts'
import { giveNumber } from './give-number.ts'
import { handOnPart } from './hand-on-part.ts'
import { liaisonInbox } from './inbox.ts'
import { itemsOf } from './items.ts'
import { keepPromise } from './keep-promise.ts'
import { leaveMatters, ownedMatters } from './leave-matters.ts'
import { countTickets, findTickets, listTickets, similarTickets } from './list-tickets.ts'
import { makeLink } from './make-link.ts'
import { makePromise } from './make-promise.ts'
import { answerMatter, askForHelp, confirmMatter, disagreeMatter, readMatter, rateMatter } from './matter.ts'
import { findMatter } from './find-matter.ts'
import { mergeTicket } from './merge-ticket.ts'
import { noteAttempt } from './note-attempt.ts'
import { listFindings, listNotices, seeNotice } from './notices.ts'
import { answerPainPoint, filePainPoint, listPainPoints } from './pain-points.ts'
import { givePaperList, sendPaperList, tickPapers } from './paper-list.ts'
import { performStep, undoStep } from './perform-step.ts'
import { readCatalogue, readItemVersion } from './read-catalogue.ts'
import { readStepRows, readStepTimes } from './read-step-times.ts'
import { openTicket } from './read-ticket.ts'
import { reopenTicket } from './reopen-ticket.ts'
import { resolveTicket } from './resolve-ticket.ts'
import { resumeTicket } from './resume-ticket.ts'
import { trackMatter } from './track-matter.ts'
import { unmaskRequester } from './unmask-requester.ts'
import { urgeTicket } from './urge-ticket.ts'
import { waitForPatient } from './wait-for-patient.ts'
import { writeEntry } from './write-entry.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.createTicket)(({ body }, { caller }) => createTicket(house)(caller, body)),
  on(contract.listTickets)(({ query }, { caller }) => listTickets(house)(caller, query)),
  on(contract.countTickets)((_, { caller }) => countTickets(house)(caller)),
  on(contract.ownedMatters)((_, { caller }) => ownedMatters(house)(caller)),
  on(contract.leaveMatters)((_, { caller }) => leaveMatters(house)(caller)),
  on(contract.findTickets)(({ query }, { caller }) => findTickets(house)(caller, query)),
  on(contract.similarTickets)(({ query }, { caller }) => similarTickets(house)(caller, query)),
  on(contract.openTicket)(({ params }, { caller }) => openTicket(house)(caller, params)),
  on(contract.listItems)(async () => ({
    items: [...(await itemsOf(house, house.clock.now())).values()].map(item => structuredClone(item) as never),
  })),
  on(contract.readCatalogue)((_, { caller }) => readCatalogue(house)(caller) as never),
  on(contract.readItemVersion)(({ params }, { caller }) => readItemVersion(house)(caller, params) as never),
  on(contract.saveDraft)(({ body }, { caller }) => saveDraft(house)(caller, body)),
  on(contract.approveDraft)(({ params, body }, { caller }) => approveDraft(house)(caller, { ...params, ...body })),
  on(contract.discardDraft)(({ params, body }, { caller }) => discardDraft(house)(caller, { ...params, ...body })),
  on(contract.readStepTimes)(({ params, query }, { caller }) => readStepTimes(house)(caller, { ...params, ...query })),
  on(contract.readStepRows)(({ params, query }, { caller }) => readStepRows(house)(caller, { ...params, ...query })),
  on(contract.acceptPart)(({ params }, { caller }) => acceptPart(house)(caller, params)),
  on(contract.declinePart)(({ params, body }, { caller }) => declinePart(house)(caller, { ...params, ...body })),
  on(contract.handOnPart)(({ params, body }, { caller }) => handOnPart(house)(caller, { ...params, ...body })),
  on(contract.finishPart)(({ params, body }, { caller }) => finishPart(house)(caller, { ...params, ...body })),
  on(contract.givePaperList)(({ body }, { caller }) => givePaperList(house)(caller, body)),
  on(contract.sendPaperList)(({ params }, { caller }) => sendPaperList(house)(caller, params)),
  on(contract.tickPapers)(({ params, body }, { caller }) => tickPapers(house)(caller, { ...params, ...body })),
  on(contract.performStep)(({ params, body }, { caller }) => performStep(house)(caller, { ...params, ...body })),
  on(contract.undoStep)(({ params, body }, { caller }) => undoStep(house)(caller, { ...params, ...body })),
  on(contract.writeEntry)(({ params, body }, { caller }) => writeEntry(house)(caller, { ...params, ...body })),
  on(contract.giveNumber)(({ params, body }, { caller }) => giveNumber(house)(caller, { ...params, ...body })),
  on(contract.makePromise)(({ params, body }, { caller }) => makePromise(house)(caller, { ...params, ...body })),
  on(contract.keepPromise)(({ params }, { caller }) => keepPromise(house)(caller, params)),
  on(contract.waitForPatient)(({ params, body }, { caller }) => waitForPatient(house)(caller, { ...params, ...body })),
  on(contract.resumeTicket)(({ params, body }, { caller }) => resumeTicket(house)(caller, { ...params, ...body })),
  on(contract.classifyTicket)(({ params, body }, { caller }) => classifyTicket(house)(caller, { ...params, ...body })),
  on(contract.addDepartments)(({ params, body }, { caller }) => addDepartments(house)(caller, { ...params, ...body })),
  on(contract.callMeeting)(({ params, body }, { caller }) => callMeeting(house)(caller, { ...params, ...body })),
  on(contract.answerMeeting)(({ params, body }, { caller }) => answerMeeting(house)(caller, { ...params, ...body })),
  on(contract.decideMeeting)(({ params, body }, { caller }) => decideMeeting(house)(caller, { ...params, ...body })),
  on(contract.resolveTicket)(({ params, body }, { caller }) => resolveTicket(house)(caller, { ...params, ...body })),
  on(contract.confirmTicket)(({ params, body }, { caller }) => confirmTicket(house)(caller, { ...params, ...body })),
  on(contract.disagreeTicket)(({ params, body }, { caller }) => disagreeTicket(house)(caller, { ...params, ...body })),
  on(contract.noteAttempt)(({ params, body }, { caller }) => noteAttempt(house)(caller, { ...params, ...body })),
  on(contract.offerOwnership)(({ params, body }, { caller }) => offerOwnership(house)(caller, { ...params, ...body })),
  on(contract.takeOwnership)(({ params }, { caller }) => takeOwnership(house)(caller, params)),
  on(contract.forceOwnership)(({ params, body }, { caller }) => forceOwnership(house)(caller, { ...params, ...body })),
  on(contract.reopenTicket)(({ params, body }, { caller }) => reopenTicket(house)(caller, { ...params, ...body })),
  on(contract.cancelTicket)(({ params, body }, { caller }) => cancelTicket(house)(caller, { ...params, ...body })),
  on(contract.mergeTicket)(({ params, body }, { caller }) => mergeTicket(house)(caller, { ...params, ...body })),
  on(contract.urgeTicket)(({ params, body }, { caller }) => urgeTicket(house)(caller, { ...params, ...body })),
  on(contract.bulkTickets)(({ body }, { caller, language }) => bulkTickets(house)(caller, body, language)),
  on(contract.ticketEffort)(({ query }, { caller }) => ticketEffort(house)(caller, query)),
  on(contract.attachFile)(({ params, body }, { caller }) => attachFile(house)(caller, { ...params, ...body })),
  on(contract.readAttachment)(({ params }, { caller }) => readAttachment(house)(caller, params)),
  on(contract.liaisonInbox)(({ query }, { caller }) => liaisonInbox(house)(caller, query)),
  on(contract.listNotices)((_, { caller }) => listNotices(house)(caller)),
  on(contract.seeNotice)(({ params }, { caller }) => seeNotice(house)(caller, params)),
  on(contract.bePresent)(({ params, body }, { caller }) => bePresent(house)(caller, { ...params, ...body })),
  on(contract.makeLinks)(({ params, body }, { caller }) => makeLink(house)(caller, { ...params, ...body })),
  on(contract.unmaskRequester)(({ params, body }, { caller }) =>
    unmaskRequester(house)(caller, { ...params, ...body }),
  ),
  on(contract.listFindings)((_, { caller }) => listFindings(house)(caller)),
  on(contract.listPainPoints)(({ query }, { caller }) => listPainPoints(house)(caller, query)),
  on(contract.filePainPoint)(({ body }, { caller }) => filePainPoint(house)(caller, body)),
  on(contract.answerPainPoint)(({ params, body }, { caller }) =>
    answerPainPoint(house)(caller, { ...params, ...body }),
  ),
  on(contract.readMatter)((_, { caller }) => readMatter(house)(caller)),
  on(contract.confirmMatter)(({ body }, { caller }) => confirmMatter(house)(caller, body)),
  on(contract.disagreeMatter)(({ body }, { caller }) => disagreeMatter(house)(caller, body)),
  on(contract.askForHelp)(({ body }, { caller }) => askForHelp(house)(caller, body)),
  on(contract.answerMatter)(({ body }, { caller }) => answerMatter(house)(caller, body)),
  on(contract.findMatter)(({ body }) => findMatter(house)(body)),
  on(contract.rateMatter)(({ body }, { caller }) => rateMatter(house)(caller, body)),
  on(contract.trackMatter)(({ body }) => trackMatter(house)(body)),
  on(contract.readHospital)(async () => ({
    name: house.hospital.name,
    phone: house.hospital.phone,
    zone: house.hospital.zone,
  })),
]
