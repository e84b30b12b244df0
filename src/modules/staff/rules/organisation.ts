import type { HospitalCalendar } from '#kernel/calendar.ts'
import type { Instant } from '#kernel/time.ts'

/** What a unit (组织单元) is. The one-stop centre has one `desk` and three `group`s; every other department is `clinical`, `technical` or `administrative`. */
export type UnitKind =
  | 'hospital'
  | 'campus'
  | 'service-department'
  | 'centre'
  | 'desk'
  | 'group'
  | 'clinical'
  | 'technical'
  | 'administrative'
  | 'office'
  /** A community hospital (社区医院) that refers patients: beside the house, not of it. */
  | 'community'

export interface Unit {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: UnitKind
  readonly parentId: string | null
  readonly phone: string | null
  /** Follows the hospital calendar (`calendar`), or is staffed day and night (`always`). */
  readonly hours: 'calendar' | 'always'
}

/** A post (岗位). What a post may do is in `permission.ts`. */
export type Post =
  | 'administrator'
  | 'director'
  | 'deputy-director'
  | 'centre-manager'
  | 'desk-agent'
  | 'group-lead'
  | 'group-member'
  | 'liaison'
  | 'deputy-liaison'
  | 'head'
  | 'duty-officer'
  | 'duty-manager'
  | 'privacy-officer'
  | 'doctor'
  | 'member'
  | 'referrer'

/** One person in one post of one unit, from a moment to a moment. */
export interface Assignment {
  readonly id: string
  readonly personId: string
  readonly post: Post
  readonly unitId: string
  readonly from: Instant
  readonly to: Instant | null
}

/** On duty (在岗) from a moment to a moment; `absent` takes a person out within it. */
export interface Duty {
  readonly personId: string
  readonly kind: 'on-duty' | 'absent'
  readonly from: Instant
  readonly to: Instant
}

export interface Person {
  readonly id: string
  readonly name: string
}

/** Who is who and who is there, as rules see it: plain data, some seconds old at most. */
export interface Organisation {
  readonly units: ReadonlyMap<string, Unit>
  readonly people: ReadonlyMap<string, Person>
  /** Those in force now or later. */
  readonly assignments: readonly Assignment[]
  /** Those of the days around now. */
  readonly duties: readonly Duty[]
  readonly calendar: HospitalCalendar
}
