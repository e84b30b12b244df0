import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type BookAppointment, bookAppointment, type JoinWaiting, joinWaitingList } from '#modules/appointment/index.ts'
import { registerPatient } from '#modules/patient/index.ts'
import { earlierAnswer, type House, transact } from '#platform/house.ts'
import { mayFollow, type Urgency } from '../rules/referral.ts'
import { placingPolicy } from '../settings.ts'
import { contentOf, entryOf } from './content.ts'
import { noteBooked, noteWaiting } from './note-placing.ts'
import { about, changed, find, mustBeVersion, save, sent, sqlInstant } from './store.ts'
import type { ReferralTable } from './tables.ts'

type Wish = Pick<BookAppointment, 'slotId' | 'contactWay' | 'readBack' | 'doubledBecause'>

/** Books a place of the pool for a referral (转诊约号): of the share that is kept for community hospitals first, then of the open one. */
export const bookReferral =
  (house: House) => (caller: Caller, asked: Wish & { readonly id: string; readonly version: number }) =>
    placing(house, caller, asked, async (row, patientId) => {
      const booked = await bookAppointment(house)(caller, {
        slotId: asked.slotId,
        contactWay: asked.contactWay,
        readBack: asked.readBack,
        doubledBecause: asked.doubledBecause,
        patientId,
        channel: 'referral',
        consent: true,
        referralId: row.id,
      })
      await transact(house, withoutKey(caller), work => noteBooked(house, work, booked.id))
    })

/** Puts it on the waiting list with its own urgency, before those of the same who are not referred (转诊候补, REF-02). */
export const waitForReferral =
  (house: House) =>
  (
    caller: Caller,
    asked: Pick<JoinWaiting, 'doctorId' | 'dayFrom' | 'dayTo' | 'halfDay' | 'contactWay'> & {
      readonly id: string
      readonly version: number
    },
  ) =>
    placing(house, caller, asked, async (row, patientId) => {
      const { doctorId, dayFrom, dayTo, halfDay, contactWay } = asked
      const wish = {
        doctorId,
        dayFrom,
        dayTo,
        halfDay,
        unitId: row.unitId ?? '',
        urgency: (row.urgency ?? 3) as Urgency,
      }
      const joined = await joinWaitingList(house)(caller, {
        ...wish,
        contactWay,
        patientId,
        channel: 'referral',
        referralId: row.id,
      })
      await transact(house, withoutKey(caller), ({ tx, tell }) => noteWaiting(house, tx, row.id, joined.id, wish, tell))
    })

const withoutKey = (caller: Caller): Caller => ({ ...caller, once: null })

/**
 * A place is given in a transaction of its own. So the referral is kept for this caller first, for some seconds, and let go where no
 * place came of it; a booking whose process died meanwhile is noted by the listener. The same request again finds what was done.
 */
async function placing(
  house: House,
  caller: Caller,
  asked: { readonly id: string; readonly version: number },
  place: (row: ReferralTable, patientId: string) => Promise<void>,
) {
  if (!(await isAnswered(house, caller))) {
    const row = await claim(house, caller, asked)
    try {
      await place(row, row.patientId ?? (await register(house, caller, row)))
    } catch (error) {
      await release(house, caller, row.id)
      throw error
    }
  }
  return house.database.transact(async tx => changed(await sent(tx, caller, 'referral:work', asked.id, false)))
}

async function isAnswered(house: House, caller: Caller): Promise<boolean> {
  if (caller.once === null) return false
  try {
    await earlierAnswer(house, caller)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

const claim = (house: House, caller: Caller, asked: { readonly id: string; readonly version: number }) =>
  house.database.transact(async tx => {
    const row = await sent(tx, caller, 'referral:work', asked.id)
    mustBeVersion(row, asked.version)
    if (row.type !== 'visit') throw new Problem('referral-by-hand')
    mayFollow(row.status, 'booked')
    const at = house.clock.now()
    if ((row.claimedUntil?.epochMilliseconds ?? 0) > at.epochMilliseconds) throw new Problem('referral-placing')
    const { seconds } = (await house.settings.at(caller.hospitalId, placingPolicy, at)).value
    await tx
      .updateTable('referral.referral')
      .set({ claimedUntil: sqlInstant(at.add({ seconds })) })
      .where('hospitalId', '=', row.hospitalId)
      .where('id', '=', row.id)
      .execute()
    return row
  })

const release = (house: House, caller: Caller, id: string) =>
  house.database.transact(tx =>
    tx
      .updateTable('referral.referral')
      .set({ claimedUntil: null })
      .where('hospitalId', '=', caller.hospitalId)
      .where('id', '=', id)
      .execute(),
  )

/** Somebody whom the hospital does not know yet is registered from what the referral says (建档). */
async function register(house: House, caller: Caller, row: ReferralTable): Promise<string> {
  const { id } = await registerPatient(house, withoutKey(caller), {
    ...entryOf(house, contentOf(house, row)),
    despite: null,
  })
  await transact(house, withoutKey(caller), async ({ tx, tell }) => {
    const before = await find(tx, caller.hospitalId, row.id)
    if (before === null) throw new Problem('not-found')
    const now = await save(tx, before, { patientId: id })
    tell({ action: 'referral.identified', ...about(now), facts: { how: 'registered' } })
  })
  return id
}
