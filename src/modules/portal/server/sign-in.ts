import type { Caller } from '#kernel/caller.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import { patientSignIn } from '../settings.ts'
import { forgetAccounts } from './authenticate-patient.ts'
import { type Me, meOf } from './people.ts'
import { proveCode } from './prove-code.ts'
import { mobileOf } from './request-code.ts'
import { accountByPhone, endRelations, endSessions, relationsOf } from './store.ts'
import { current, digestOf, newToken, phoneTokens } from './token.ts'

/** A session that was just opened; the token goes into the cookie and nowhere else. */
export interface Opened {
  readonly token: string
  readonly hours: number
  readonly me: Me
}

/** Signs in with the code that was sent (患者登录, POR-01); the first time it makes the account. Ends the session that the browser had. */
export const signIn =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly phone: string; readonly code: string },
    address: string,
  ): Promise<Opened> => {
    const at = house.clock.now()
    const phone = mobileOf(asked.phone)
    await proveCode(house, caller, { phone, code: asked.code, address })
    const policy = (await house.settings.at(house.hospital.id, patientSignIn, at)).value
    const token = newToken()
    const sessionId = house.ids.next()
    // Never repeated by an idempotency key: the answer of a sign-in is a secret.
    const accountId = await house.database.transact(tx => accountByPhone(house, tx, phone))
    const asker: Caller = {
      ...caller,
      kind: 'patient',
      personId: accountId ?? house.ids.next(),
      sessionId,
      once: null,
    }
    const id = await transact(house, asker, async work => {
      const account = accountId ?? (await accountFor(house, work, phone, asker.personId as string, at))
      await lapseIfUnused(house, work, account, at.subtract({ hours: 24 * policy.proveAgainDays }))
      if (caller.kind === 'patient' && caller.sessionId !== null)
        await endOne(house, work, caller.sessionId, 'switched', at)
      await work.tx
        .insertInto('portal.session')
        .values({
          hospitalId: house.hospital.id,
          id: sessionId,
          tokenDigest: digestOf(token),
          accountId: account,
          createdAt: at.toString(),
          seenAt: at.toString(),
          endedAt: null,
        })
        .execute()
      work.tell({
        action: 'portal.signed-in',
        subject: { kind: 'patient-session', id: sessionId },
        facts: { way: 'code' },
      })
      return account
    })
    if (caller.kind === 'patient' && caller.personId !== null) forgetAccounts(house, [caller.personId])
    return { token, hours: policy.absoluteHours, me: await meOf(house, { ...asker, personId: id }) }
  }

/** The account of a number; two sign-ins at once make one. */
async function accountFor(house: House, { tx, tell }: Work, phone: string, id: string, at: Instant): Promise<string> {
  const made = await run<{ id: string }>(
    tx,
    `insert into portal.account (hospital_id, id, phone_token, phone, made_at, agreed_at) values ($1, $2, $3, $4, $5, $5)
     on conflict do nothing returning id`,
    [house.hospital.id, id, current(phoneTokens(house, phone)), house.cipher.encipher(phone), at.toString()],
  )
  if (made.length > 0) tell({ action: 'portal.account-made', subject: { kind: 'patient-account', id }, facts: {} })
  return (await accountByPhone(house, tx, phone)) ?? id
}

/** Who holds a number that was not used for long may not be who proved its people (二次放号): they are to be proved anew. */
async function lapseIfUnused(house: House, work: Work, accountId: string, before: Instant): Promise<void> {
  const [last] = await run<{ seenAt: Instant | null }>(
    work.tx,
    'select max(seen_at) as seen_at from portal.session where hospital_id = $1 and account_id = $2',
    [house.hospital.id, accountId],
  )
  if (last?.seenAt == null || !isBefore(last.seenAt, before)) return
  await endAll(house, work, accountId, 'lapsed', house.clock.now())
}

/** Ends all relations of an account. */
async function endAll(
  house: House,
  { tx, tell }: Work,
  accountId: string,
  because: 'closed' | 'lapsed',
  at: Instant,
): Promise<void> {
  const ids = (await relationsOf(tx, house.hospital.id, accountId)).map(one => one.id)
  for (const one of await endRelations(tx, house.hospital.id, { ids, because }, at))
    tell({
      action: 'portal.relation-ended',
      subject: { kind: 'patient-account', id: accountId },
      patientId: one.patientId,
      facts: { because },
    })
}

async function endOne(
  house: House,
  { tx, tell }: Work,
  sessionId: string,
  because: 'asked' | 'switched',
  at: Instant,
): Promise<void> {
  await endSessions(tx, house.hospital.id, { sessionId }, at)
  tell({ action: 'portal.signed-out', subject: { kind: 'patient-session', id: sessionId }, facts: { because } })
}

/** Signs out (退出): ends here at once. */
export const signOut =
  (house: House) =>
  async (caller: Caller): Promise<Record<never, never>> => {
    const { sessionId, personId } = caller
    if (sessionId !== null)
      await transact(house, { ...caller, once: null }, work =>
        endOne(house, work, sessionId, 'asked', house.clock.now()),
      )
    if (personId !== null) forgetAccounts(house, [personId])
    return {}
  }

/** Closes the account (注销): its relations and its sessions end at once; bookings stay what they are. */
export const leave =
  (house: House) =>
  async (caller: Caller): Promise<Record<never, never>> => {
    const accountId = caller.personId as string
    const at = house.clock.now()
    await transact(house, { ...caller, once: null }, async work => {
      const { tx, tell } = work
      const { id: hospitalId } = house.hospital
      await endAll(house, work, accountId, 'closed', at)
      await endSessions(tx, hospitalId, { accountId }, at)
      await run(tx, 'update portal.account set closed_at = $3 where hospital_id = $1 and id = $2', [
        hospitalId,
        accountId,
        at.toString(),
      ])
      tell({ action: 'portal.left', subject: { kind: 'patient-account', id: accountId }, facts: {} })
    })
    forgetAccounts(house, [accountId])
    return {}
  }
