import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { wallClock } from '#kernel/time.ts'
import {
  familyOf,
  isChild,
  type KnownPatient,
  knownPatients,
  patientNamed,
  type Proof,
  provesPatient,
  readResidentId,
  registerPatient,
} from '#modules/patient/index.ts'
import { run } from '#platform/database.ts'
import { type House, tellRefusal, transact, type Work } from '#platform/house.ts'
import { patientSignIn } from '../settings.ts'
import { forgetAccounts } from './authenticate-patient.ts'
import { countNone, countOne } from './limits.ts'
import { candidatesOf, type Me, meOf } from './people.ts'
import { proveCode } from './prove-code.ts'
import { mobileOf } from './request-code.ts'
import { accountOf, endRelations, lockAccount, provedPhones, type Related, relationsOf, relationsTo } from './store.ts'
import { current, phoneTokens } from './token.ts'

interface As {
  readonly relation: Related['relation']
  readonly isGuardian: boolean
}

/**
 * Acts for somebody who answers to a number of this account (添加就诊人): shown by what only the family knows. Each try is counted before
 * it is looked at, by the telephone that proves itself: many at once, or a new account, are no more tries than were allowed.
 */
export const addPerson =
  (house: House) =>
  async (caller: Caller, asked: As & { readonly patientId: string; readonly proof: Proof }): Promise<Me> => {
    const at = house.clock.now()
    const policy = (await house.settings.at(house.hospital.id, patientSignIn, at)).value
    const { person, phone } = await house.database.transact(async tx => {
      const account = await accountOf(house, tx, caller.personId as string)
      const candidates = await candidatesOf(house, tx, await provedPhones(house, tx, account, at))
      return { person: candidates.find(one => one.id === asked.patientId), phone: account.phone }
    })
    if (person === undefined) throw new Problem('not-found')
    const counted = { kind: 'proof of patient', who: `${phone} ${person.id}`, refusal: 'proof-locked' }
    await countOne(house, { ...counted, most: policy.proofs }, at)
    if (!(await house.database.transact(tx => provesPatient(house, tx, person.id, asked.proof)))) {
      await tellRefusal(house, caller, {
        action: 'portal.proof-refused',
        subject: { kind: 'patient', id: person.id },
        patientId: person.id,
        facts: { proof: asked.proof.kind },
      })
      throw new Problem('proof-wrong', { pointer: '/body/proof/value' })
    }
    await countNone(house, counted)
    await relate(house, caller, person, asked, asked.proof.kind)
    return meOf(house, caller)
  }

/**
 * Makes a record of somebody whom the hospital does not know (在线建档). Who is known by this ID number is added only where name and number
 * of telephone are the same too; otherwise it is a matter for the desk, and nothing is told of the record.
 */
export const registerPerson =
  (house: House) =>
  async (caller: Caller, asked: As & { readonly name: string; readonly idNumber: string }): Promise<Me> => {
    const at = house.clock.now()
    const policy = (await house.settings.at(house.hospital.id, patientSignIn, at)).value
    const { phone } = await house.database.transact(tx => accountOf(house, tx, caller.personId as string))
    await countOne(
      house,
      { kind: 'registration', who: phone, most: policy.peopleAtMost + policy.proofs, refusal: 'proof-locked' },
      at,
    )
    const known = await house.database.transact(tx => patientNamed(house, tx, { ...asked, phone }))
    if (known === null) await mayRegister(house, caller, asked)
    const person = known ?? (await registered(house, caller, asked, phone))
    await relate(house, caller, person, asked, 'id-number')
    return meOf(house, caller)
  }

/** Refuses before a record is made what would be refused after it. */
async function mayRegister(house: House, caller: Caller, asked: As & { readonly idNumber: string }): Promise<void> {
  const today = wallClock(house.clock.now(), house.hospital.zone).day.toString()
  const read = readResidentId(asked.idNumber, today)
  if (read.ok) mustBeGuarded({ isChild: isChild(read.birthDate, today) }, asked)
  await house.database.transact(async tx =>
    mustHaveRoom(await relationsOf(tx, house.hospital.id, caller.personId as string), asked, await mostPeople(house)),
  )
}

const mostPeople = async (house: House): Promise<number> =>
  (await house.settings.at(house.hospital.id, patientSignIn, house.clock.now())).value.peopleAtMost

function mustBeGuarded(person: { readonly isChild: boolean }, as: As): void {
  if (person.isChild && (as.relation === 'self' || !as.isGuardian)) throw new Problem('guardian-needed')
}

function mustHaveRoom(known: readonly Related[], as: As, most: number): void {
  if (as.relation === 'self' && known.some(one => one.relation === 'self')) throw new Problem('self-already')
  if (known.length >= most) throw new Problem('people-too-many', { most })
}

async function registered(
  house: House,
  caller: Caller,
  asked: As & { readonly name: string; readonly idNumber: string },
  phone: string,
): Promise<KnownPatient> {
  const { id } = await registerPatient(
    house,
    { ...caller, once: null },
    {
      name: asked.name,
      sex: 'unknown',
      birthDate: null,
      document: { kind: 'resident-id', number: asked.idNumber },
      noDocumentReason: null,
      phones: [{ number: phone, holder: asked.relation === 'self' ? 'self' : 'family', state: 'confirmed' }],
      address: null,
      relatives: [],
      insurance: null,
      card: null,
      despite: null,
    },
  ).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'patient-exists') throw new Problem('register-at-desk')
    throw error
  })
  const [person] = await house.database.transact(tx => knownPatients(house, tx, [id]))
  if (person === undefined) throw new Problem('not-found')
  return person
}

/** Writes the relation, once; refuses what may not be. */
async function relate(house: House, caller: Caller, person: KnownPatient, as: As, proof: string): Promise<void> {
  mustBeGuarded(person, as)
  const at = house.clock.now()
  const accountId = caller.personId as string
  const most = await mostPeople(house)
  await transact(house, { ...caller, once: null }, async work => {
    const { tx, tell } = work
    await lockAccount(tx, house.hospital.id, accountId)
    const known = await relationsOf(tx, house.hospital.id, accountId)
    const family = await familyOf(tx, house.hospital.id, person.id)
    if (known.some(one => family.includes(one.patientId))) return
    mustHaveRoom(known, as, most)
    const id = house.ids.next()
    await run(
      tx,
      `insert into portal.relation (hospital_id, id, account_id, patient_id, relation, is_guardian, proof, since)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [house.hospital.id, id, accountId, person.id, as.relation, person.isChild && as.isGuardian, proof, at.toString()],
    )
    tell({
      action: 'portal.related',
      subject: { kind: 'patient-account', id: accountId },
      patientId: person.id,
      facts: { relation: as.relation, proof },
    })
  })
  forgetAccounts(house, [accountId])
}

/** A relative with another number agrees by a code that was sent there (家人手机号验证): for a short while the account may add that person. */
export const provePhone =
  (house: House) =>
  async (caller: Caller, asked: { readonly phone: string; readonly code: string }, address: string): Promise<Me> => {
    const at = house.clock.now()
    const phone = mobileOf(asked.phone)
    await proveCode(house, caller, { phone, code: asked.code, address })
    const { idleMinutes } = (await house.settings.at(house.hospital.id, patientSignIn, at)).value
    await house.database.transact(tx =>
      run(
        tx,
        `insert into portal.proved_phone (hospital_id, account_id, phone_token, phone, ends_at) values ($1, $2, $3, $4, $5)
         on conflict (hospital_id, account_id, phone_token) do update set ends_at = excluded.ends_at`,
        [
          house.hospital.id,
          caller.personId,
          current(phoneTokens(house, phone)),
          house.cipher.encipher(phone),
          at.add({ minutes: idleMinutes }).toString(),
        ],
      ),
    )
    return meOf(house, caller)
  }

/** Ends a relation of one's own, or one by which another account acts for oneself (移除、撤回, POR-01): access ends at once. */
export const endRelation =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string }): Promise<Me> => {
    const ended = await transact(house, { ...caller, once: null }, work => end(house, caller, work, asked.id))
    forgetAccounts(house, [ended, caller.personId as string])
    return meOf(house, caller)
  }

async function end(house: House, caller: Caller, { tx, tell }: Work, id: string): Promise<string> {
  const { id: hospitalId } = house.hospital
  const own = await relationsOf(tx, hospitalId, caller.personId as string)
  const self = own.find(one => one.relation === 'self')
  const family = self === undefined ? [] : await familyOf(tx, hospitalId, self.patientId)
  const relation = [...own, ...(await relationsTo(tx, hospitalId, family))].find(one => one.id === id)
  if (relation === undefined) throw new Problem('not-found')
  const because = relation.accountId === caller.personId ? ('left' as const) : ('withdrawn' as const)
  await endRelations(tx, hospitalId, { ids: [id], because }, house.clock.now())
  // Who withdrew it did so after the number was proved: it is to be proved anew.
  if (because === 'withdrawn')
    await run(tx, 'delete from portal.proved_phone where hospital_id = $1 and account_id = $2', [
      hospitalId,
      relation.accountId,
    ])
  tell({
    action: 'portal.relation-ended',
    subject: { kind: 'patient-account', id: relation.accountId },
    patientId: relation.patientId,
    facts: { because },
  })
  return relation.accountId
}
