import type { ColumnType } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { FeeLevel, Title } from '../rules/doctor.ts'
import type { HalfDay, SessionState, WeeklySession } from '../rules/session.ts'

type When = ColumnType<Instant, string, string>
type MaybeWhen = ColumnType<Instant | null, string | null, string | null>

/** `directory.description`: what is told about a unit (科室介绍). */
interface DescriptionTable {
  hospitalId: string
  unitId: string
  version: number
  introduction: string | null
  building: string | null
  floor: string | null
  room: string | null
  mapX: number | null
  mapY: number | null
  phone: string | null
  hours: string | null
  services: string[]
  visitingNotes: string | null
  aliases: string[]
  isPublic: boolean
  changedAt: When
  changedBy: string | null
}

/** `directory.doctor`: who sees patients here (医生). */
interface DoctorTable {
  hospitalId: string
  id: string
  code: string
  personId: string | null
  isVisiting: boolean
  name: string
  title: Title
  feeLevel: FeeLevel
  strengths: string[]
  languages: string[]
  isPublic: boolean
  leftAt: MaybeWhen
  changedAt: When
  version: number
}

/** `directory.doctor_unit`: the departments of a doctor, the own one first. */
interface DoctorUnitTable {
  hospitalId: string
  doctorId: string
  unitId: string
  place: number
}

/** `directory.doctor_photo`: the portrait. */
interface DoctorPhotoTable {
  hospitalId: string
  doctorId: string
  type: 'image/jpeg' | 'image/png'
  content: Buffer
  changedAt: When
}

/** `directory.weekly_session`: one half-day of a usual week (周模板). */
interface WeeklySessionTable {
  hospitalId: string
  id: string
  doctorId: string
  unitId: string
  weekday: number
  halfDay: HalfDay
  weeks: WeeklySession['weeks']
  room: string | null
  feeLevel: FeeLevel
  slotMinutes: number
  capacity: number
  fromDay: string
  toDay: string | null
}

/** `directory.session`: one clinic session (出诊). */
interface SessionTable {
  hospitalId: string
  id: string
  doctorId: string
  seenBy: string
  unitId: string
  day: string
  halfDay: HalfDay
  fromAt: When
  toAt: When
  room: string | null
  feeLevel: FeeLevel
  slotMinutes: number
  capacity: number
  state: SessionState
  reason: string | null
  weeklyId: string | null
  version: number
}

declare module '#platform/database.ts' {
  interface Tables {
    'directory.description': DescriptionTable
    'directory.doctor': DoctorTable
    'directory.doctor_unit': DoctorUnitTable
    'directory.doctor_photo': DoctorPhotoTable
    'directory.weekly_session': WeeklySessionTable
    'directory.session': SessionTable
  }
}
