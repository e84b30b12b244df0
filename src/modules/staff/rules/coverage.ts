import type { Instant } from '#kernel/time.ts'
import { dutyOf, isWorkingMinute, ofPost, ofPostIn } from './look-up.ts'
import type { Organisation, Post, Unit } from './organisation.ts'
import { DEPARTMENTS, holdsAt } from './post.ts'

/** In which post somebody receives what comes to a unit. */
export type ReceivesAs = Extract<
  Post,
  | 'liaison'
  | 'deputy-liaison'
  | 'head'
  | 'group-lead'
  | 'group-member'
  | 'desk-agent'
  | 'duty-officer'
  | 'duty-manager'
  | 'director'
  | 'deputy-director'
  | 'centre-manager'
  | 'administrator'
>

/** Who takes what comes to a unit now (接单人). */
export interface Receiver {
  readonly personId: string
  readonly as: ReceivesAs
}

/** Is the person on duty (在岗) at `at`: within an on-duty interval and not within an absence? Intervals end before `to`. */
export function onDuty(org: Organisation, personId: string, at: Instant): boolean {
  const now = at.epochMilliseconds
  let there = false
  for (const duty of dutyOf(org, personId)) {
    if (now < duty.from || now >= duty.to) continue
    if (duty.kind === 'absent') return false
    there = true
  }
  return there
}

/** Who holds `post` in `unitId` at `at`, on duty or not, the longest held first. */
export const holdersOf = (org: Organisation, unitId: string, post: Post, at: Instant): readonly string[] =>
  holders(org, post, at, unitId)

/** Who holds `post` anywhere in the hospital at `at`. */
export const holdersAnywhere = (org: Organisation, post: Post, at: Instant): readonly string[] =>
  holders(org, post, at, null)

function holders(org: Organisation, post: Post, at: Instant, unitId: string | null): readonly string[] {
  const held = unitId === null ? ofPost(org, post) : ofPostIn(org, post, unitId)
  const found = held.filter(one => holdsAt(one, at))
  return [...new Set(found.map(one => one.personId))]
}

/** Does the unit work at `at`, by its own hours? */
export const isOpen = (org: Organisation, unit: Unit, at: Instant): boolean =>
  unit.hours === 'always' || isWorkingMinute(org.calendar, at)

const OF_A_DEPARTMENT = ['liaison', 'deputy-liaison', 'head'] as const
const OF_OTHERS = ['group-lead', 'group-member', 'desk-agent', 'centre-manager', 'head', 'duty-officer'] as const
const BY_DAY = ['duty-manager', 'duty-officer'] as const
const BY_NIGHT = ['duty-officer', 'duty-manager'] as const
const ABOVE = ['centre-manager', 'deputy-director', 'director', 'administrator'] as const

/**
 * Who receives what comes to the unit at `at` (TKT-05, TKT-13): its liaison, deputy, head, then the hospital's duty manager;
 * outside its hours the duty office (值班室) if staffed, else the duty manager. The first who is on duty. Where nobody at all is,
 * the centre manager, then an administrator, all the same: it is never nobody. Throws when even those posts are empty.
 */
export function receiverOf(org: Organisation, unitId: string, at: Instant): Receiver {
  const unit = org.units.get(unitId)
  const own = unit === undefined ? [] : ownLadder(org, unit, at)
  const there = (ladder: readonly Receiver[]) => ladder.find(one => onDuty(org, one.personId, at))
  const open = unit !== undefined && isOpen(org, unit, at)
  return (
    (open ? (there(own) ?? there(anywhere(org, BY_DAY, at))) : (there(anywhere(org, BY_NIGHT, at)) ?? there(own))) ??
    there(anywhere(org, ABOVE, at)) ??
    lastResort(org, at)
  )
}

/** The unit's own people, then those of the departments that it belongs to. */
function ownLadder(org: Organisation, unit: Unit, at: Instant): readonly Receiver[] {
  const found: Receiver[] = []
  for (const one of lineOf(org, unit)) {
    if (one !== unit && !DEPARTMENTS.has(one.kind)) continue
    for (const as of DEPARTMENTS.has(one.kind) ? OF_A_DEPARTMENT : OF_OTHERS)
      for (const personId of holders(org, as, at, one.id)) found.push({ personId, as })
  }
  return found
}

/** The unit and what stands above it, from the unit up. */
export function lineOf(org: Pick<Organisation, 'units'>, unit: Unit): readonly Unit[] {
  const line = [unit]
  for (let above = parentOf(org, unit); above !== undefined && !line.includes(above); above = parentOf(org, above))
    line.push(above)
  return line
}

const parentOf = (org: Pick<Organisation, 'units'>, unit: Unit): Unit | undefined =>
  unit.parentId === null ? undefined : org.units.get(unit.parentId)

const anywhere = (org: Organisation, posts: readonly ReceivesAs[], at: Instant): readonly Receiver[] =>
  posts.flatMap(as => holders(org, as, at, null).map(personId => ({ personId, as })))

function lastResort(org: Organisation, at: Instant): Receiver {
  const [somebody] = anywhere(org, ['centre-manager', 'administrator'], at)
  // The house refuses to lose its last administrator, so this is a broken database and not a state of the world.
  if (somebody === undefined) throw new Error('the organisation has no administrator')
  return somebody
}

/**
 * Whom a clock that runs out calls (TKT-05): 1 the receiver, 2 the unit's head and the centre manager, 3 the hospital's duty
 * manager. Who is off duty is skipped by going up, and it is never nobody.
 */
export function escalation(org: Organisation, unitId: string, at: Instant, level: 1 | 2 | 3): readonly string[] {
  if (level === 1) return [receiverOf(org, unitId, at).personId]
  if (level === 2) {
    const called = [...headsOf(org, unitId, at), ...holders(org, 'centre-manager', at, null)].filter(id =>
      onDuty(org, id, at),
    )
    if (called.length > 0) return [...new Set(called)]
  }
  for (const post of [
    'duty-manager',
    'director',
    'deputy-director',
    'duty-officer',
    'centre-manager',
    'administrator',
  ] as const) {
    const [called] = holders(org, post, at, null).filter(id => onDuty(org, id, at))
    if (called !== undefined) return [called]
  }
  return [lastResort(org, at).personId]
}

const HEADS = ['head', 'group-lead', 'centre-manager', 'director'] as const

/** The unit's head, or the nearest above it. */
function headsOf(org: Organisation, unitId: string, at: Instant): readonly string[] {
  const unit = org.units.get(unitId)
  if (unit === undefined) return []
  for (const one of lineOf(org, unit)) {
    const heads = HEADS.flatMap(post => holders(org, post, at, one.id))
    if (heads.length > 0) return heads
  }
  return []
}

/**
 * How a department is covered (覆盖), worst first: `vacant` no liaison is appointed, `nobody` neither liaison nor deputy is on duty
 * within its hours, `unattended` outside its hours and the duty office and the duty manager are off too, `deputy` the deputy
 * stands in, `duty-office` outside its hours, `covered` the liaison is there.
 */
export type CoverageState = (typeof COVERAGE_STATES)[number]
export const COVERAGE_STATES = ['vacant', 'nobody', 'unattended', 'deputy', 'duty-office', 'covered'] as const

export interface Coverage {
  readonly unit: Unit
  readonly state: CoverageState
  /** A person must act: there is no liaison, or nobody is there for the department. */
  readonly gap: boolean
  readonly liaison: Standing | null
  readonly deputy: Standing | null
  readonly receiver: Receiver
}

export interface Standing {
  readonly personId: string
  readonly onDuty: boolean
}

/** Every department with its liaison and deputy, and who receives now; the worst first, then by code (ORG-02). */
export function coverage(org: Organisation, at: Instant): readonly Coverage[] {
  const staffed = BY_NIGHT.some(post => holders(org, post, at, null).some(id => onDuty(org, id, at)))
  const standing = (unit: Unit, post: Post): Standing | null => {
    const [personId] = holders(org, post, at, unit.id)
    return personId === undefined ? null : { personId, onDuty: onDuty(org, personId, at) }
  }
  return [...org.units.values()]
    .filter(unit => DEPARTMENTS.has(unit.kind))
    .map(unit => {
      const liaison = standing(unit, 'liaison')
      const deputy = standing(unit, 'deputy-liaison')
      const state = stateOf(liaison, deputy, isOpen(org, unit, at), staffed)
      return { unit, state, gap: GAPS.has(state), liaison, deputy, receiver: receiverOf(org, unit.id, at) }
    })
    .toSorted((a, b) => rank(a) - rank(b) || (a.unit.code < b.unit.code ? -1 : 1))
}

const GAPS: ReadonlySet<CoverageState> = new Set(['vacant', 'nobody', 'unattended'])
const rank = (one: Coverage): number => COVERAGE_STATES.indexOf(one.state)

function stateOf(liaison: Standing | null, deputy: Standing | null, open: boolean, staffed: boolean): CoverageState {
  if (liaison === null) return 'vacant'
  if (liaison.onDuty) return 'covered'
  if (deputy?.onDuty === true) return 'deputy'
  if (open) return 'nobody'
  return staffed ? 'duty-office' : 'unattended'
}
