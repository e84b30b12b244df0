import { systemCaller } from '#kernel/caller.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { sampleDoctor } from '#modules/directory/sample.ts'
import type { TestHouse } from './house.ts'

/** A doctor of a department with an open morning on each of some days, its places published: five half-hours, two places each. */
export async function openClinic(
  all: Pick<TestHouse, 'house'> & { readonly machinery: Pick<TestHouse['machinery'], 'turn'> },
  {
    unitId,
    days,
    code = 'D1',
    capacity = 16,
  }: { unitId: string; days: readonly string[]; code?: string; capacity?: number },
): Promise<{ readonly doctorId: string; readonly sessionIds: readonly string[] }> {
  const system = systemCaller(all.house.hospital.id)
  const { id: doctorId } = await upsertDoctor(all.house)(system, { ...sampleDoctor, code, unitIds: [unitId] })
  const sessionIds: string[] = []
  for (const day of days) {
    const { sessionId } = await addSession(all.house)(system, {
      doctorId,
      unitId,
      day,
      halfDay: 'morning',
      room: 'A305',
      feeLevel: 'expert',
      slotMinutes: 30,
      capacity,
    })
    sessionIds.push(sessionId)
  }
  await all.machinery.turn()
  return { doctorId, sessionIds }
}
