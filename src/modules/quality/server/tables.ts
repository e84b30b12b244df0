import type { Instant } from '#kernel/time.ts'

/** `quality.report`: one frozen version of a report (日报、月报). */
export interface ReportTable {
  hospitalId: string
  id: string
  kind: 'day' | 'month'
  day: string
  version: number
  fromAt: Instant
  toAt: Instant
  draftedAt: Instant
  because: 'day-end' | 'rest-of-day' | 'correction' | 'month-end' | 'review'
  /** All of its time had passed when it was made, or nothing came after. */
  complete: boolean
  reason: Buffer | null
  /** Whose rows it counts: its own for a day, those of the days for a month. */
  days: readonly string[]
  figures: readonly KeptCell[]
  remarks: Buffer | null
  signedBy: string | null
  signedAt: Instant | null
  approvedBy: string | null
  approvedAt: Instant | null
  flaggedAt: Instant | null
  /** From when on its rows open no more: past their time. */
  rowsRemovedAt: Instant | null
}

/** One cell as it was frozen; `part` is null for the whole. */
export interface KeptCell {
  readonly section: string
  readonly part: string | null
  readonly figure: string
  readonly count: number
  readonly of: number | null
}

/** `quality.report_row`: what a frozen figure counted. */
export interface ReportRowTable {
  hospitalId: string
  reportId: string
  setName: string
  key: string
  recordId: string
  at: Instant
  item: string | null
  channel: string | null
  position: string | null
  ownerGroup: string | null
  class: string | null
  scope: string | null
  unitId: string | null
  hit: boolean | null
  mark: boolean | null
  reason: string | null
  minutes: number | null
  waited: number | null
  tripsMade: number | null
  tripsAvoided: number | null
  coordination: number | null
}

/** `quality.review`: the monthly service review (月度服务复盘会). */
export interface ReviewTable {
  hospitalId: string
  id: string
  month: string
  startsAt: Instant
  place: string
  reportId: string
  calledBy: string
  calledAt: Instant
  closedAt: Instant | null
  minutes: Buffer | null
  version: number
}

/** `quality.review_seat`: a department at a review. */
export interface SeatTable {
  hospitalId: string
  reviewId: string
  unitId: string
  personId: string | null
  state: 'invited' | 'present' | 'absent'
  proposal: Buffer | null
}

/** `quality.action`: an improvement action (改进措施). */
export interface ActionTable {
  hospitalId: string
  id: string
  number: string
  reviewId: string
  decision: Buffer
  unitId: string | null
  ownerId: string
  dueOn: string
  decidedBy: string
  decidedAt: Instant
  doneAt: Instant | null
  result: Buffer | null
}

declare module '#platform/database.ts' {
  interface Tables {
    'quality.report': ReportTable
    'quality.report_row': ReportRowTable
    'quality.review': ReviewTable
    'quality.review_seat': SeatTable
    'quality.action': ActionTable
  }
}
