import type { ColumnType } from 'kysely'
import type { Instant } from '#kernel/time.ts'

type At = ColumnType<Instant, string, string>
type AtOrNull = ColumnType<Instant | null, string | null, string | null>

/** `portal.code`: the one-time code that was sent last to a number (验证码). */
interface CodeTable {
  hospitalId: string
  phoneToken: Buffer
  codeToken: Buffer
  sentAt: At
  endsAt: At
  tries: number
  usedAt: AtOrNull
}

/** `portal.account`: a patient's account (患者账户). */
interface AccountTable {
  hospitalId: string
  id: string
  phoneToken: Buffer
  phone: Buffer
  madeAt: At
  agreedAt: At
  closedAt: AtOrNull
}

/** `portal.relation`: whom an account may act for (本人、家人). */
interface RelationTable {
  hospitalId: string
  id: string
  accountId: string
  patientId: string
  relation: string
  isGuardian: boolean
  proof: string
  since: At
  endedAt: AtOrNull
  endedBecause: string | null
}

/** `portal.proved_phone`: a relative's number, proved for a short while. */
interface ProvedPhoneTable {
  hospitalId: string
  accountId: string
  phoneToken: Buffer
  phone: Buffer
  endsAt: At
}

/** `portal.session`: a patient's sign-in (患者会话). */
interface SessionTable {
  hospitalId: string
  id: string
  tokenDigest: Buffer
  accountId: string
  createdAt: At
  seenAt: At
  endedAt: AtOrNull
}

declare module '#platform/database.ts' {
  interface Tables {
    'portal.code': CodeTable
    'portal.account': AccountTable
    'portal.relation': RelationTable
    'portal.proved_phone': ProvedPhoneTable
    'portal.session': SessionTable
  }
}
