import type { PartStatus, Status } from './ticket.ts'
import { isClosed, isOpenPart, NEXT } from './ticket.ts'

/** Every step that a screen can offer. */
export type Act =
  | 'accept'
  | 'decline'
  | 'hand-on'
  | 'progress'
  | 'finish-part'
  | 'reply'
  | 'note'
  | 'promise'
  | 'wait'
  | 'resume'
  | 'classify'
  | 'dispatch'
  | 'meet'
  | 'decide-meeting'
  | 'resolve'
  | 'confirm'
  | 'disagree'
  | 'attempt'
  | 'hand-over'
  | 'force-hand-over'
  | 'reopen'
  | 'cancel'
  | 'merge'
  | 'urge'

export interface Standing {
  readonly status: Status
  /** The shares that the one who asks may work on. */
  readonly ownParts: readonly PartStatus[]
  readonly openParts: number
  readonly owns: boolean
  readonly manages: boolean
  readonly reclassified: number
}

/** What may be done next, the most likely first: the first is a screen's main button. */
export function acts(standing: Standing): readonly Act[] {
  const { status, ownParts, owns, manages } = standing
  if (isClosed(status)) return owns && (status === 'archived' || status === 'archived_unconfirmed') ? ['reopen'] : []
  const found: Act[] = []
  const when = (condition: boolean, ...more: readonly Act[]) => {
    if (condition) found.push(...more)
  }
  const asks = owns || manages
  when(status === 'resolved' && asks, 'confirm', 'disagree', 'attempt')
  when(ownParts.includes('dispatched'), 'accept', 'decline')
  when(status === 'joint_meeting' && asks, 'decide-meeting')
  when(status === 'waiting_patient' && (asks || ownParts.some(isOpenPart)), 'resume')
  when(
    ownParts.some(part => part === 'accepted' || part === 'in_progress') && status !== 'waiting_patient',
    'finish-part',
  )
  when(asks && standing.openParts === 0 && (status === 'in_progress' || status === 'accepted'), 'resolve')
  when(asks, 'reply', 'promise')
  when((asks || ownParts.length > 0) && status !== 'resolved', 'progress')
  when(true, 'note')
  when((status === 'in_progress' || status === 'accepted') && (asks || ownParts.some(isOpenPart)), 'wait')
  when(ownParts.some(isOpenPart) || (asks && standing.openParts > 0), 'hand-on')
  when(asks && standing.openParts > 0, 'urge')
  when(asks && (status === 'in_progress' || status === 'accepted'), 'meet')
  when(asks && status !== 'resolved', 'dispatch')
  when(asks && status !== 'resolved' && (standing.reclassified === 0 || manages), 'classify')
  when(asks, 'hand-over')
  when(manages, 'force-hand-over')
  when(manages && NEXT[status].includes('merged'), 'merge')
  when(asks && status !== 'resolved', 'cancel')
  return found
}
