import { systemCaller } from '#kernel/caller.ts'
import type { House } from '#platform/house.ts'
import { insertAccount } from './account-store.ts'
import { hashSecret } from './argon2.ts'
import { codeEnds, newCode } from './open-account.ts'
import { changeOrganisation } from './organisation.ts'
import { spellingOf } from './spelling.ts'
import { insertAssignment, insertPerson, insertUnit } from './store.ts'

const LOGIN = 'admin'
const NAME = '系统管理员'

/**
 * An empty house gets its root unit and one administrator with a one-time code (首位管理员); returns what to tell whoever started it:
 * nothing in a house that has units. Two processes that start at once make one.
 */
export async function ensureFirstAdministrator(house: House): Promise<readonly string[]> {
  const code = newCode()
  const passwordHash = await hashSecret(code)
  const hospitalId = house.hospital.id
  return changeOrganisation(house, systemCaller(hospitalId), async ({ tx, tell, org, at }) => {
    if (org.units.size > 0) return []
    const since = at.toString()
    const unitId = house.ids.next()
    const personId = house.ids.next()
    await insertUnit(tx, {
      hospitalId,
      id: unitId,
      code: 'H',
      name: house.hospital.name,
      kind: 'hospital',
      parentId: null,
      place: null,
      phone: house.hospital.phone,
      hours: 'always',
      openedAt: since,
      closedAt: null,
      version: 1,
    })
    await insertPerson(tx, {
      hospitalId,
      id: personId,
      staffNumber: '0001',
      name: NAME,
      ...spellingOf(NAME),
      phone: null,
      joinedAt: since,
      leftAt: null,
      version: 1,
    })
    const assignment = await insertAssignment(tx, {
      hospitalId,
      id: house.ids.next(),
      personId,
      unitId,
      post: 'administrator',
      fromAt: since,
      toAt: null,
    })
    await insertAccount(tx, {
      hospitalId,
      personId,
      login: LOGIN,
      passwordHash,
      mustChange: true,
      codeEndsAt: codeEnds(at).toString(),
      pinHash: null,
      badgeToken: null,
      changedAt: since,
      disabledAt: null,
      version: 1,
    })
    tell(
      {
        action: 'staff.unit-added',
        subject: { kind: 'coverage', id: unitId },
        version: 1,
        unitId,
        facts: { code: 'H', kind: 'hospital' },
      },
      {
        action: 'staff.person-added',
        subject: { kind: 'staff', id: personId },
        version: 1,
        facts: { staffNumber: '0001' },
      },
      {
        action: 'staff.appointed',
        subject: { kind: 'coverage', id: assignment.id },
        unitId,
        facts: { person: personId, post: 'administrator', unit: unitId },
      },
      { action: 'staff.account-opened', subject: { kind: 'staff', id: personId }, facts: { login: LOGIN } },
    )
    return [
      `首位管理员：登录名 ${LOGIN}，一次性口令 ${code}（72 小时内首次登录后请改密码）`,
      `First administrator: login ${LOGIN}, one-time code ${code} (valid 72 hours; set a password at the first sign-in)`,
    ]
  })
}
