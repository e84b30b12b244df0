import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Temporal } from '#kernel/time.ts'
import { readPlace, writePlace } from '#kernel/page-place.ts'
import { run } from '#platform/database.ts'
import { type House, tellRead } from '#platform/house.ts'
import type { listRegister as listing } from '../contract.ts'
import { lacksOf } from '../rules/register.ts'
import { registerPolicy } from '../settings.ts'
import { dayOf, organisation } from './organisation.ts'
import { postsOf } from './who-am-i.ts'

type Listed = Answer<typeof listing>
type Kind = NonNullable<Listed['items'][number]['expiring']>['kind']

interface Row {
  readonly id: string
  readonly name: string
  readonly staffNumber: string
  readonly eligible: boolean | null
  readonly undertakingOn: string | null
  readonly inductionOn: string | null
  readonly key: string
  readonly place: string
  readonly kind: Kind | null
  readonly qualification: string | null
  readonly expiresOn: string | null
}

const AT_ONCE = 50
const START = '00000000-0000-0000-0000-000000000000'

const LACKING = `
  select person.id, name, staff_number, eligible, undertaking_on, induction_on, spelling as key, person.id as place,
    null as kind, null as qualification, null as expires_on
  from staff.person
  left join staff.record on record.hospital_id = person.hospital_id and record.person_id = person.id
  where person.hospital_id = $1 and left_at is null and (eligible is not true or undertaking_on is null)
    and (spelling, person.id) > ($2::text collate "C", $3::uuid) and $4::date is not null
  order by spelling, person.id limit ${AT_ONCE + 1}`
const EXPIRING = `
  select person.id, person.name, staff_number, eligible, undertaking_on, induction_on, expires_on::text as key,
    qualification.id as place, qualification.kind, qualification.name as qualification, expires_on
  from staff.qualification
  join staff.person on person.hospital_id = qualification.hospital_id and person.id = qualification.person_id
  left join staff.record on record.hospital_id = person.hospital_id and record.person_id = person.id
  where qualification.hospital_id = $1 and ended_at is null and expires_on <= $4::date and left_at is null
    and (expires_on, qualification.id) > (coalesce(nullif($2, ''), '0001-01-01')::date, $3::uuid)
  order by expires_on, qualification.id limit ${AT_ONCE + 1}`

/** Who may not be put on duty, or whose licence or training expires soon (档案提醒, ORG-06); the list is a reading that is kept. */
export const listRegister =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly only: 'lacking' | 'expiring'; readonly after?: string | undefined },
  ): Promise<Listed> => {
    const at = house.clock.now()
    const org = await organisation(house)
    const { reminderDays } = (await house.settings.at(house.hospital.id, registerPolicy, at)).value
    const days = Math.max(0, ...reminderDays)
    const until = Temporal.PlainDate.from(dayOf(at, house.hospital.zone)).add({ days }).toString()
    const [key = '', place = START] = readPlace(asked.after, asked.only === 'lacking' ? 'text' : 'day', 'id')
    const rows = await house.database.transact(tx =>
      run<Row>(tx, asked.only === 'lacking' ? LACKING : EXPIRING, [house.hospital.id, key, place, until]),
    )
    await tellRead(house, caller, {
      action: 'staff.record-opened',
      subject: { kind: 'staff', id: house.hospital.id },
      facts: { what: 'list' },
    })
    const last = rows[AT_ONCE - 1]
    return {
      items: rows.slice(0, AT_ONCE).map(row => ({
        person: { id: row.id, name: row.name },
        staffNumber: row.staffNumber,
        lacks: [...lacksOf(row)],
        post: postsOf(org, row.id, at)[0]?.post ?? null,
        expiring:
          row.kind === null || row.qualification === null || row.expiresOn === null
            ? null
            : { kind: row.kind, name: row.qualification, expiresOn: row.expiresOn },
      })),
      next: rows.length > AT_ONCE && last !== undefined ? writePlace(last.key, last.place) : null,
      days,
    }
  }
