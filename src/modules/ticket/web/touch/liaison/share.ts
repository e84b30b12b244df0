import type { Answer } from '#kernel/endpoint.ts'
import type { liaisonInbox, openTicket } from '../../../contract.ts'
import type { WaitingTap } from '#ui/offline/store.ts'

/** One share in the inbox of a department (部门分工). */
export type InboxShare = Answer<typeof liaisonInbox>['items'][number]
export type Ticket = Answer<typeof openTicket>
export type Part = Ticket['parts'][number]

/** What every act on a share must name. */
export interface ShareName {
  readonly ticketId: string
  readonly partId: string
  readonly item: string
  readonly unit: { readonly id: string; readonly name: string }
}

/** Where a share stands for the one who tapped: as the house says, or already further by taps that are on their way. */
export type Standing = Part['status'] | 'passed-on'

const AFTER: Readonly<Record<string, Standing>> = {
  'ticket.accept': 'accepted',
  'ticket.decline': 'passed-on',
  'ticket.hand-on': 'passed-on',
  'ticket.finish-part': 'done',
}

export function standingAfter(status: Part['status'], partId: string, taps: readonly WaitingTap[]): Standing {
  const last = tapsOn(partId, taps).at(-1)
  return (last && AFTER[last.endpoint.id]) ?? status
}

/** The taps that move this share, in their order. */
export const tapsOn = (partId: string, taps: readonly WaitingTap[]): readonly WaitingTap[] =>
  taps.filter(tap => tap.sent.params?.['partId'] === partId && tap.endpoint.id in AFTER)
