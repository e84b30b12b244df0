import type { SiuIntention } from '#interop/hl7v2/index.ts'
import { systemCaller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { isBefore } from '#kernel/time.ts'
import { reopenSession, stopSession } from '#modules/appointment/index.ts'
import { listDoctors, seekSessions } from '#modules/directory/index.ts'
import type { House } from '#platform/house.ts'
import { asAnswer } from '../rules/pool-place.ts'
import type { Occasion } from './apply-intention.ts'

type Sessions = Extract<SiuIntention, { kind: 'session' }>

/**
 * Stops a doctor's sessions of some time, or opens them again (停诊、恢复), on another system's word: whole sessions only. What is so
 * already stays so.
 */
export async function applySession(
  house: House,
  { event, doctors, from, to, reason }: Sessions,
  { source }: Occasion,
): Promise<{ readonly patientId: null }> {
  const { list } = await listDoctors(house)
  const doctor = list.find(one => doctors.includes(one.code))
  if (doctor === undefined) throw new Problem('hl7-resource-unknown', { location: 'AIP^1^3' })
  const caller = systemCaller(house.hospital.id)
  const sessions = await house.database.transact(tx =>
    seekSessions(tx, house.hospital.id, {
      seenBy: doctor.id,
      from: from.toString(),
      before: to.toString(),
      states: ['open', 'substituted', 'stopped'],
      atMost: 100,
    }),
  )
  if (sessions.length === 0) throw new Problem('hl7-slot-unknown', { location: 'AIP^1^6' })
  if (sessions.some(session => isBefore(session.fromAt, from) || isBefore(to, session.toAt)))
    throw new Problem('hl7-block-in-part', { location: 'AIP^1^6' })
  try {
    for (const { id, state } of sessions) {
      const asked = { id, reason: reason ?? source }
      if (event === 'blocked' && state !== 'stopped') await stopSession(house)(caller, asked)
      if (event === 'opened' && state === 'stopped') await reopenSession(house)(caller, asked)
    }
  } catch (error) {
    throw asAnswer(error)
  }
  return { patientId: null }
}
