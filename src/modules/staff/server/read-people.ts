import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { maskPhone } from '#kernel/masking.ts'
import type { Instant } from '#kernel/time.ts'
import { readPlace, writePlace } from '#kernel/page-place.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import type { listPeople as listing, readPerson as reading } from '../contract.ts'
import { mustReachPerson } from '../rules/authority.ts'
import { onDuty } from '../rules/coverage.ts'
import type { Organisation } from '../rules/organisation.ts'
import { holdsAt } from '../rules/post.ts'
import { accountOf } from './account-store.ts'
import { assignmentView } from './appoint.ts'
import { dutyView } from './duty-view.ts'
import { organisation } from './organisation.ts'
import { dutiesWithin, type PersonRow, personOf, termsOf } from './store.ts'
import { postsOf } from './who-am-i.ts'

type People = Answer<typeof listing>
type PersonView = People['people'][number]

const AT_ONCE = 50
/** Duty that a person's page shows. */
const DAYS_BACK = 7
const DAYS_AHEAD = 62

/** A member of staff as lists show it: the private telephone masked. */
export const personView = (
  house: House,
  org: Organisation,
  row: PersonRow,
  login: string | null,
  at: Instant,
): PersonView => ({
  id: row.id,
  name: row.name,
  staffNumber: row.staffNumber,
  phoneMasked: row.phone === null ? null : maskPhone(house.cipher.decipher(row.phone)),
  onDuty: onDuty(org, row.id, at),
  posts: postsOf(org, row.id, at),
  login,
  version: row.version,
})

/**
 * Members of staff who are here (人员名录), by spelling, fifty at a time: by name, spelling, initials or staff number; of one unit, or of
 * all; a head sees the own units only.
 */
export const listPeople =
  (house: House) =>
  async (
    caller: Caller,
    asked: {
      readonly q?: string | undefined
      readonly unitId?: string | undefined
      readonly after?: string | undefined
    },
  ): Promise<People> => {
    const at = house.clock.now()
    const org = await organisation(house, { fresh: true })
    const scope = caller.permissions.get('staff:read') ?? []
    const units =
      asked.unitId === undefined ? scope : scope === 'hospital' || scope.includes(asked.unitId) ? [asked.unitId] : []
    const ids = units === 'hospital' ? null : peopleOf(org, units, at)
    const [spelling = '', id = NONE] = readPlace(asked.after, 'text', 'id')
    const q = (asked.q ?? '')
      .toLowerCase()
      .replaceAll(/[\\%_]/g, '\\$&')
      .replaceAll(/\s/g, '')
    const rows = await house.database.transact(tx =>
      run<PersonRow & { login: string | null }>(
        tx,
        `select person.*, account.login from staff.person
         left join staff.account on account.hospital_id = person.hospital_id and account.person_id = person.id
           and account.disabled_at is null
         where person.hospital_id = $1 and left_at is null
           and (spelling, id) > ($2::text collate "C", $3::uuid)
           and ($4::uuid[] is null or id = any($4))
           and ($5 = '' or lower(replace(name, ' ', '')) like '%' || $5 || '%' or spelling like $5 || '%'
             or initials like $5 || '%' or lower(staff_number) like $5 || '%')
         order by spelling, id limit ${AT_ONCE + 1}`,
        [house.hospital.id, spelling, id, ids, q],
      ),
    )
    const shown = rows.slice(0, AT_ONCE)
    const last = shown.at(-1)
    return {
      people: shown.map(row => personView(house, org, row, row.login, at)),
      next: rows.length > AT_ONCE && last !== undefined ? writePlace(last.spelling, last.id) : null,
    }
  }

const NONE = '00000000-0000-0000-0000-000000000000'

const peopleOf = (org: Organisation, units: readonly string[], at: Instant): string[] => [
  ...new Set(org.assignments.filter(one => units.includes(one.unitId) && holdsAt(one, at)).map(one => one.personId)),
]

/** One member of staff with terms, duty and account; opening it is kept. */
export const readPerson =
  (house: House) =>
  async (caller: Caller, { id }: { readonly id: string }): Promise<Answer<typeof reading>> => {
    const at = house.clock.now()
    const org = await organisation(house, { fresh: true })
    const found = await house.database.transact(async tx => {
      const row = await personOf(tx, house.hospital.id, id)
      mustReachPerson(org, caller, 'staff:read', id, at)
      const around = [at.subtract({ hours: DAYS_BACK * 24 }), at.add({ hours: DAYS_AHEAD * 24 })] as const
      return {
        row,
        account: await accountOf(tx, house.hospital.id, id),
        terms: await termsOf(tx, house.hospital.id, id),
        duties: await dutiesWithin(tx, house.hospital.id, ...around, id),
      }
    })
    await tellRead(house, caller, { action: 'staff.person-opened', subject: { kind: 'staff', id }, facts: {} })
    const { row, account } = found
    return {
      ...personView(house, org, row, account?.disabledAt === null ? account.login : null, at),
      terms: found.terms.map(term => ({ ...assignmentView(term), unitName: org.units.get(term.unitId)?.name ?? '' })),
      duties: found.duties.map(dutyView),
      account:
        account === undefined
          ? null
          : {
              login: account.login,
              disabled: account.disabledAt !== null,
              mustChangePassword: account.mustChange,
              hasPin: account.pinHash !== null,
            },
      leftAt: row.leftAt?.toString() ?? null,
    }
  }

/** The private telephone of a member of staff, for a reason that is kept (SEC-05). */
export const unmaskPhone =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly id: string; readonly reason: string },
  ): Promise<{ phone: string | null }> => {
    const at = house.clock.now()
    const org = await organisation(house)
    const row = await house.database.transact(tx => personOf(tx, house.hospital.id, asked.id))
    mustReachPerson(org, caller, 'staff:read', asked.id, at)
    await tellRead(house, caller, {
      action: 'staff.phone-unmasked',
      subject: { kind: 'staff', id: asked.id },
      facts: {},
      detail: { reason: asked.reason },
    })
    return { phone: row.phone === null ? null : house.cipher.decipher(row.phone) }
  }
