import type { Instant } from '#kernel/time.ts'
import type { AlertKind, IssueStatus } from '../rules/issue.ts'

/** `meeting.issue`: a cross-department issue (协调事项). */
export interface IssueTable {
  hospitalId: string
  id: string
  number: string
  title: string
  description: string
  units: string[]
  raisedBy: string
  raisedAt: Instant
  dueAt: Instant
  status: IssueStatus
  /** How far it has escalated: 0 not, 1 to the heads, 2 to the deputy director. */
  level: number
  nextAt: Instant | null
  outcome: string | null
  closedBy: string | null
  closedAt: Instant | null
  version: number
}

/** `meeting.step`: who does what by when (措施). */
export interface StepTable {
  hospitalId: string
  issueId: string
  id: string
  text: string
  personId: string
  dueAt: Instant
  addedBy: string
  addedAt: Instant
  doneBy: string | null
  doneAt: Instant | null
  note: string | null
}

/** `meeting.alert`: what a person is told about an issue. */
export interface AlertTable {
  hospitalId: string
  id: string
  issueId: string
  /** The issue or the step, so that each is told once. */
  about: string
  kind: AlertKind
  personId: string
  at: Instant
  seenAt: Instant | null
}

/** `meeting.broadcast`: a message to staff (内部通知). */
export interface BroadcastTable {
  hospitalId: string
  id: string
  title: string
  body: string
  audience: 'all' | 'unit' | 'post'
  unitId: string | null
  post: string | null
  sentBy: string
  sentAt: Instant
}

/** `meeting.receipt`: to whom it went, and when it was read (回执). */
export interface ReceiptTable {
  hospitalId: string
  broadcastId: string
  personId: string
  readAt: Instant | null
}

declare module '#platform/database.ts' {
  interface Tables {
    'meeting.issue': IssueTable
    'meeting.step': StepTable
    'meeting.alert': AlertTable
    'meeting.broadcast': BroadcastTable
    'meeting.receipt': ReceiptTable
  }
}
