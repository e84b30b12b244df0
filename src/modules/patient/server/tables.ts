import type { ColumnType } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { DuplicateReason } from '../rules/duplicate.ts'
import type { Sex } from '../rules/person.ts'
import type { Said } from '../rules/said.ts'
import type { VisitClass, VisitState } from '../rules/visit.ts'

/** An instant is read as one and written as its text. */
type At = ColumnType<Instant, string, string>
type AtOrNull = ColumnType<Instant | null, string | null, string | null>

/** `patient.patient`: one person (患者). */
interface PatientTable {
  hospitalId: string
  id: string
  version: number
  nameMasked: string
  sex: Sex
  birthDate: string | null
  identity: Buffer
  keyVersion: number
  source: string
  said: ColumnType<Said, string, string>
  mergedInto: string | null
  registeredAt: At
  seenAt: At
  rankedAt: At
}

/** `patient.identifier`: a number that a system knows the person by (患者编号). */
interface IdentifierTable {
  hospitalId: string
  id: string
  patientId: string
  system: string
  kind: string
  token: Buffer
  value: Buffer
  since: At
  endedAt: AtOrNull
}

/** `patient.search_token`: a keyed hash of something that finds the person (检索词). */
interface SearchTokenTable {
  hospitalId: string
  token: Buffer
  seenAt: At
  patientId: string
}

/** `patient.visit`: a visit (就诊). */
interface VisitTable {
  hospitalId: string
  id: string
  patientId: string
  version: number
  system: string
  number: string | null
  class: VisitClass
  departmentCode: string | null
  room: string | null
  bed: string | null
  attendingCode: string | null
  state: VisitState
  startedAt: AtOrNull
  endedAt: AtOrNull
  said: ColumnType<Said, string, string>
  notedAt: At
}

/** `patient.need`: one need of the service profile (服务档案). */
interface NeedTable {
  hospitalId: string
  id: string
  patientId: string
  version: number
  kind: string
  value: string
  note: Buffer | null
  since: string
  validTo: string | null
  source: string
  writtenBy: string | null
  writtenAt: At
  endedAt: AtOrNull
  endedBy: string | null
}

/** `patient.duplicate`: two rows that may be one person (疑似重复). */
interface DuplicateTable {
  hospitalId: string
  oneId: string
  otherId: string
  certainty: 'certain' | 'likely'
  reasons: readonly DuplicateReason[]
  state: 'open' | 'dismissed' | 'merged'
  foundAt: At
  decidedAt: AtOrNull
  decidedBy: string | null
}

/** `patient.merge`: what went into what (合并记录). */
interface MergeTable {
  hospitalId: string
  id: string
  survivorId: string
  loserId: string
  moved: readonly string[]
  gained: Buffer
  reason: Buffer
  source: string
  mergedAt: At
  mergedBy: string | null
  undoneAt: AtOrNull
  undoneBy: string | null
}

/** `patient.phone_check`: what was found out about a number (号码核对记录). */
interface PhoneCheckTable {
  hospitalId: string
  id: string
  patientId: string
  number: Buffer
  state: 'unconfirmed' | 'confirmed' | 'wrong' | 'unused'
  source: 'desk' | 'call' | 'message' | 'record'
  at: At
  byPerson: string | null
}

/** `patient.correction`: a wrong number that is to be put right (号码补正任务). */
interface CorrectionTable {
  hospitalId: string
  id: string
  patientId: string
  number: Buffer
  source: string
  openedAt: At
  openedBy: string | null
  closedAt: AtOrNull
  closedBy: string | null
  outcome: 'verified' | 'replaced' | 'none-found' | null
}

declare module '#platform/database.ts' {
  interface Tables {
    'patient.patient': PatientTable
    'patient.identifier': IdentifierTable
    'patient.search_token': SearchTokenTable
    'patient.visit': VisitTable
    'patient.need': NeedTable
    'patient.duplicate': DuplicateTable
    'patient.merge': MergeTable
    'patient.phone_check': PhoneCheckTable
    'patient.correction': CorrectionTable
  }
}
