import { type Caller, mustActFor } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import { isForPatients, listUnits } from '#modules/directory/index.ts'
import { actsFor } from '#modules/portal/index.ts'
import type { House } from '#platform/house.ts'
import { answerOffer, joinWaitingList, leaveWaitingList } from '../waiting-list.ts'

interface JoinMine {
  readonly unitId: string
  readonly doctorId: string | null
  readonly dayFrom: string
  readonly dayTo: string
  readonly halfDay: HalfDay | null
  readonly patientId: string
}

const ROUTINE = 3

/** Puts one of the own people on the waiting list of a department (登记候补, APT-14). */
export const joinMine = (house: House) => async (caller: Caller, asked: JoinMine) => {
  const person = await actsFor(house, caller, asked.patientId)
  const { units } = await listUnits(house)
  if (!units.some(unit => unit.unitId === asked.unitId && isForPatients(unit))) throw new Problem('not-found')
  const { id, status } = await joinWaitingList(house)(caller, {
    ...asked,
    patientId: person.patientId,
    channel: 'web',
    contactWay: 'sms',
    urgency: ROUTINE,
  })
  return { id, status }
}

/** The entry of one of the own people, or not found. */
async function mine(house: House, caller: Caller, id: string): Promise<void> {
  const [row] = await house.database.statement<{ patientId: string }>(
    'select patient_id as "patientId" from appointment.waiting where hospital_id = $1 and id = $2',
    [caller.hospitalId, id],
  )
  if (row === undefined) throw new Problem('not-found')
  mustActFor(caller, row.patientId)
}

/** Accepts or declines what is offered (候补答复). */
export const answerMine =
  (house: House) => async (caller: Caller, asked: { readonly id: string; readonly accept: boolean }) => {
    await mine(house, caller, asked.id)
    const { id, status } = await answerOffer(house)(caller, asked)
    return { id, status }
  }

const REASON = '患者自行取消候补'

/** Waits no longer (取消候补). */
export const leaveMine = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  await mine(house, caller, asked.id)
  const { id, status } = await leaveWaitingList(house)(caller, { ...asked, reason: REASON })
  return { id, status }
}
