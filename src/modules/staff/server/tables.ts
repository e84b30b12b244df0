import type { ColumnType, Generated } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { DelegationScope } from '../rules/delegation.ts'
import type { DutyLine } from '../rules/duty-line.ts'
import type { Post, UnitKind } from '../rules/organisation.ts'

/** What PostgreSQL gives as an `Instant` and takes as a text. */
type Time = ColumnType<Instant, string, string>
type TimeOrNone = ColumnType<Instant | null, string | null, string | null>

/** `staff.revision`: counts changes of the organisation. */
export interface RevisionTable {
  hospitalId: string
  value: number
}

/** `staff.unit`: a unit of the tree (组织单元). */
export interface UnitTable {
  hospitalId: string
  id: string
  code: string
  name: string
  kind: UnitKind
  parentId: string | null
  place: string | null
  phone: string | null
  hours: 'calendar' | 'always'
  openedAt: Time
  closedAt: TimeOrNone
  version: number
}

/** `staff.person`: a member of staff (职工). */
export interface PersonTable {
  hospitalId: string
  id: string
  staffNumber: string
  name: string
  spelling: string
  initials: string
  phone: Buffer | null
  joinedAt: Time
  leftAt: TimeOrNone
  version: number
}

/** `staff.assignment`: one person in one post (任职). */
export interface AssignmentTable {
  hospitalId: string
  id: string
  personId: string
  unitId: string
  post: Post
  fromAt: Time
  toAt: TimeOrNone
}

export type AbsenceReason = 'leave' | 'sick' | 'training' | 'meeting' | 'away' | 'other'

/** `staff.duty`: on duty or absent (在岗与缺勤). */
export interface DutyTable {
  hospitalId: string
  id: string
  personId: string
  kind: 'on-duty' | 'absent'
  fromAt: Time
  toAt: Time
  reason: AbsenceReason | null
  authorId: string | null
}

/** `staff.account`: a personal account (账号). */
export interface AccountTable {
  hospitalId: string
  personId: string
  login: string
  passwordHash: string
  mustChange: boolean
  codeEndsAt: TimeOrNone
  pinHash: string | null
  badgeToken: Buffer | null
  factor: Buffer | null
  factorOn: Generated<boolean>
  factorStep: number | null
  changedAt: Time
  disabledAt: TimeOrNone
  version: number
}

/** `staff.session`: a sign-in (会话). */
export interface SessionTable {
  hospitalId: string
  id: string
  tokenDigest: Buffer
  personId: string
  createdAt: Time
  seenAt: Time
  endedAt: TimeOrNone
  position: string | null
}

/** `staff.calendar`: one version of the hospital calendar (医院日历). */
export interface CalendarTable {
  hospitalId: string
  version: number
  effectiveFrom: string
  weekdays: number[]
  holidays: string[]
  makeUpDays: string[]
  sessions: ColumnType<readonly { from: number; to: number }[], string, never>
  authorId: string | null
  writtenAt: Time
}

/** `staff.delegation`: the deputy acts for the director (主任授权). */
export interface DelegationTable {
  hospitalId: string
  id: string
  unitId: string
  directorId: string
  deputyId: string
  scope: DelegationScope[]
  reason: string
  fromAt: Time
  toAt: Time
  givenAt: Time
  revokedAt: TimeOrNone
  revokeReason: string | null
}

/** `staff.standard`: the least number of people of a post in a unit during a shift (人员配备标准). */
export interface StandardTable {
  hospitalId: string
  id: string
  unitId: string
  post: Post
  shift: string
  fromMinute: number
  toMinute: number
  days: 'workdays' | 'rest-days' | 'every-day'
  least: number
  sinceAt: Time
  endedAt: TimeOrNone
  authorId: string | null
}

/** `staff.record`: the register of a member of staff (人员档案). Days are ISO days. */
export interface RecordTable {
  hospitalId: string
  personId: string
  version: number
  employer: 'hospital' | 'contractor'
  contractor: string | null
  identity: Buffer | null
  clinicalSince: string | null
  badgeNumber: string | null
  agentNumber: string | null
  eligible: boolean | null
  checkedOn: string | null
  checkedBy: string | null
  undertakingOn: string | null
  inductionOn: string | null
  savedAt: Time
}

/** `staff.qualification`: a licence, title or training (资质). */
export interface QualificationTable {
  hospitalId: string
  id: string
  personId: string
  kind: 'licence' | 'title' | 'training' | 'education' | 'other'
  name: string
  number: Buffer | null
  obtainedOn: string | null
  expiresOn: string | null
  remindAt: TimeOrNone
  endedAt: TimeOrNone
  writtenAt: Time
}

/** `staff.record_file`: a paper of the register (档案附件), enciphered. */
export interface RecordFileTable {
  hospitalId: string
  id: string
  personId: string
  kind: 'undertaking' | 'eligibility' | 'certificate' | 'other'
  name: Buffer
  type: string
  content: Buffer
  addedAt: Time
  addedBy: string | null
}

/** `staff.seat`: who sat at which position (工位开放记录). */
export interface SeatTable {
  hospitalId: string
  id: string
  position: string
  personId: string
  openedAt: Time
  closesAt: Time
  closedAt: TimeOrNone
  openCount: number
  volume: number | null
  proposed: number
  reason: string | null
  closeReason: string | null
}

/** `staff.shortfall`: a time in which a shift had too few people (缺编时段). */
export interface ShortfallTable {
  hospitalId: string
  id: string
  standardId: string
  unitId: string
  post: Post
  shift: string
  least: number
  fewest: number
  begunAt: Time
  endedAt: TimeOrNone
}

/** `staff.statement`: a version of what a post has to do (岗位职责). */
export interface StatementTable {
  hospitalId: string
  post: Post
  version: number
  effectiveFrom: string
  lines: ColumnType<readonly DutyLine[], string, never>
  authorId: string | null
  writtenAt: Time
}

/** `staff.device`: a self-service machine (自助设备). */
export interface DeviceTable {
  hospitalId: string
  id: string
  name: string
  place: string
  zone: string
  unitIds: ColumnType<readonly string[], string[], string[]>
  codeToken: Buffer | null
  codeUntil: TimeOrNone
  tokenDigest: Buffer | null
  addedAt: Time
  addedBy: string | null
  pairedAt: TimeOrNone
  seenAt: TimeOrNone
  revokedAt: TimeOrNone
  version: number
}

declare module '#platform/database.ts' {
  interface Tables {
    'staff.revision': RevisionTable
    'staff.unit': UnitTable
    'staff.person': PersonTable
    'staff.assignment': AssignmentTable
    'staff.duty': DutyTable
    'staff.account': AccountTable
    'staff.session': SessionTable
    'staff.calendar': CalendarTable
    'staff.delegation': DelegationTable
    'staff.standard': StandardTable
    'staff.shortfall': ShortfallTable
    'staff.record': RecordTable
    'staff.qualification': QualificationTable
    'staff.record_file': RecordFileTable
    'staff.seat': SeatTable
    'staff.statement': StatementTable
    'staff.device': DeviceTable
  }
}
