import type { Scope } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { onDuty } from './coverage.ts'
import { ofPerson } from './look-up.ts'
import type { Organisation, Post } from './organisation.ts'
import { holdsAt, PARTNER_POSTS } from './post.ts'
import { withBelow } from './tree.ts'

/** Every right (权限) that a post can give. An endpoint names the one that it wants. */
export const PERMISSIONS = [
  'ticket:create',
  'ticket:read',
  'ticket:work',
  'ticket:own',
  'ticket:manage',
  'pain-point:read',
  'pain-point:write',
  'coordination:read',
  'coordination:write',
  'coordination:manage',
  'broadcast:read',
  'broadcast:send',
  'patient:read',
  'patient:write',
  'patient:unmask',
  'patient:merge',
  'staff:read',
  'staff:write',
  'account:write',
  'register:read',
  'register:write',
  'statement:write',
  'delegation:read',
  'delegation:write',
  'report:read',
  'report:sign',
  'report:export',
  'report:approve',
  'review:write',
  'group:lead',
  'position:write',
  'coverage:read',
  'directory:read',
  'directory:write',
  'knowledge:write',
  'knowledge:review',
  'appointment:read',
  'appointment:book',
  'appointment:manage',
  'extra-request:read',
  'extra-request:answer',
  'extra:answer',
  'referral:own',
  'referral:submit',
  'referral:read',
  'referral:work',
  'referral:answer',
  'interop:read',
  'interop:replay',
  'interop:manage',
  'message:read',
  'message:work',
  'message:write',
  'journal:read',
  'service-item:read',
  'service-item:write',
  'service-item:approve',
  'setting:read',
  'setting:write',
  'device:read',
  'device:write',
  'backup:read',
  'backup:run',
  'upkeep:read',
  'upkeep:act',
  'data-import:run',
  'simulation:move',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** What a post may do: everywhere, in its own unit and those below it, and whether only while on duty. */
interface Grant {
  readonly hospital: readonly Permission[]
  readonly unit: readonly Permission[]
  readonly whileOnDuty?: true
}

const COORDINATES: readonly Permission[] = ['coordination:read', 'coordination:write', 'broadcast:read']
/** Takes in referrals of community hospitals, places them and answers (转诊). */
const REFERS: readonly Permission[] = ['referral:submit', 'referral:read', 'referral:work', 'referral:answer']
const GROUP: Grant = {
  hospital: [
    ...COORDINATES,
    'patient:read',
    'patient:write',
    'patient:unmask',
    'coverage:read',
    'directory:read',
    'appointment:read',
    'appointment:book',
    ...REFERS,
  ],
  unit: ['ticket:create', 'ticket:read', 'ticket:work', 'ticket:own'],
}
const LIAISON: Grant = {
  hospital: [...COORDINATES, 'directory:read', 'extra-request:read', 'extra-request:answer'],
  unit: [
    'ticket:read',
    'ticket:work',
    'directory:write',
    'knowledge:write',
    'pain-point:read',
    'pain-point:write',
    'referral:read',
    'referral:answer',
  ],
}
const DUTY: Grant = {
  hospital: [
    ...COORDINATES,
    'ticket:create',
    'ticket:read',
    'ticket:work',
    'patient:read',
    'patient:write',
    'patient:unmask',
    'coverage:read',
    'directory:read',
    'appointment:read',
    'appointment:book',
    'extra-request:read',
    'extra-request:answer',
    'extra:answer',
    ...REFERS,
    'message:read',
    'message:work',
  ],
  unit: [],
  whileOnDuty: true,
}
const LEADS: readonly Permission[] = [
  ...COORDINATES,
  'coordination:manage',
  'broadcast:send',
  'ticket:read',
  'ticket:manage',
  'report:read',
  'report:export',
  'pain-point:read',
  'patient:read',
  'staff:read',
  'staff:write',
  'coverage:read',
  'directory:read',
  'knowledge:write',
  'knowledge:review',
  'appointment:read',
  'extra-request:read',
  'extra-request:answer',
  'extra:answer',
  'referral:read',
  'message:read',
  'message:write',
  'service-item:read',
  'setting:read',
  'position:write',
  'device:read',
]

/** The register of the staff and what each post has to do: director and deputy. */
const STAFFS: readonly Permission[] = ['register:read', 'register:write', 'statement:write', 'delegation:read']

/** The rights table (权限矩阵, SEC-02; actors and screens, table D). What is not here is refused. */
export const GRANTS: Readonly<Record<Post, Grant>> = {
  director: {
    hospital: [
      ...LEADS,
      ...STAFFS,
      'report:approve',
      'service-item:approve',
      'delegation:write',
      'directory:write',
      'journal:read',
    ],
    unit: [],
  },
  'deputy-director': { hospital: [...LEADS, ...STAFFS, 'report:approve', 'service-item:approve'], unit: [] },
  'centre-manager': {
    hospital: [
      ...LEADS,
      'report:sign',
      'service-item:write',
      'review:write',
      'group:lead',
      'data-import:run',
      'ticket:create',
      'ticket:own',
      'patient:write',
      'patient:unmask',
      'directory:write',
      'appointment:book',
      'appointment:manage',
      ...REFERS,
      'message:work',
    ],
    unit: [],
  },
  head: {
    hospital: [...COORDINATES, 'coverage:read', 'directory:read', 'extra-request:read', 'extra-request:answer'],
    unit: [
      'ticket:read',
      'ticket:work',
      'staff:read',
      'staff:write',
      'directory:write',
      'knowledge:write',
      'knowledge:review',
      'pain-point:read',
      'pain-point:write',
      'referral:read',
      'referral:answer',
    ],
  },
  liaison: LIAISON,
  'deputy-liaison': LIAISON,
  'group-lead': { ...GROUP, unit: [...GROUP.unit, 'group:lead'] },
  'group-member': GROUP,
  'desk-agent': {
    hospital: [
      'report:read',
      'report:sign',
      ...COORDINATES,
      'ticket:create',
      'ticket:read',
      'ticket:own',
      'patient:read',
      'patient:write',
      'patient:unmask',
      'patient:merge',
      'coverage:read',
      'directory:read',
      'appointment:read',
      'appointment:book',
      'appointment:manage',
      // Lists of places come by file each day.
      'data-import:run',
      ...REFERS,
      'message:read',
      'message:work',
    ],
    unit: [],
  },
  'duty-officer': DUTY,
  'duty-manager': DUTY,
  'privacy-officer': { hospital: ['broadcast:read', 'journal:read', 'directory:read'], unit: [] },
  // The one who runs the machine sees no patient (least privilege, rules.md §8.2).
  administrator: {
    hospital: [
      'broadcast:read',
      'staff:read',
      'staff:write',
      'register:read',
      'register:write',
      'account:write',
      'coverage:read',
      'directory:read',
      'interop:read',
      'interop:replay',
      'interop:manage',
      'setting:read',
      'setting:write',
      'device:read',
      'device:write',
      'backup:read',
      'backup:run',
      'upkeep:read',
      'upkeep:act',
      'data-import:run',
      'simulation:move',
    ],
    unit: [],
  },
  doctor: {
    hospital: [
      'broadcast:read',
      'directory:read',
      'patient:read',
      'appointment:read',
      'appointment:book',
      'extra-request:read',
      'extra-request:answer',
    ],
    unit: ['referral:read', 'referral:answer'],
  },
  // Whoever is asked for an extra number answers that one; a nurse of a consulting room may hold no other post.
  member: { hospital: ['broadcast:read', 'directory:read', 'extra-request:read', 'extra-request:answer'], unit: [] },
  // From outside: the own institution's referrals, and nothing else of the house.
  referrer: { hospital: [], unit: ['referral:own', 'referral:submit'] },
}

/** Posts that only who may open accounts can give: they decide over everybody's rights, or watch over them. */
export const GUARDED_POSTS: ReadonlySet<Post> = new Set(['administrator', 'privacy-officer', 'director'])

/** What a person may do at `at`, by post, unit and duty (访问控制, SEC-02). */
export function permissionsOf(org: Organisation, personId: string, at: Instant): ReadonlyMap<string, Scope> {
  const found = new Map<string, Scope>()
  let there: boolean | null = null
  for (const held of ofPerson(org, personId)) {
    if (!holdsAt(held, at) || !org.units.has(held.unitId)) continue
    const grant = GRANTS[held.post]
    if (grant.whileOnDuty === true && !(there ??= onDuty(org, personId, at))) continue
    for (const permission of grant.hospital) found.set(permission, 'hospital')
    if (grant.unit.length === 0) continue
    const units = withBelow(org, held.unitId)
    for (const permission of grant.unit) {
      const scope = found.get(permission)
      if (scope !== 'hospital') found.set(permission, [...new Set([...(scope ?? []), ...units])])
    }
  }
  return found
}

/** Does the person belong to another institution only (合作机构人员)? Whoever also holds a post of the house is of the house. */
export function isPartner(org: Organisation, personId: string, at: Instant): boolean {
  const held = ofPerson(org, personId).filter(one => holdsAt(one, at))
  return held.length > 0 && held.every(one => PARTNER_POSTS.has(one.post))
}
