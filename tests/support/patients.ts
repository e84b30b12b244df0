import { systemCaller } from '#kernel/caller.ts'
import { upsertFromSystem } from '#modules/patient/index.ts'
import type { House } from '#platform/house.ts'

/** So many people whom the hospital's system names; their ids in order. */
export async function somePatients(house: House, count: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n += 1) {
    const { patientId } = await upsertFromSystem(house)(systemCaller(house.hospital.id), {
      source: 'HIS',
      occurredAt: null,
      person: {
        identifiers: [{ system: 'HIS', kind: 'patient-number', value: `A${n}` }],
        name: `预约${n}`,
        sex: n % 2 === 0 ? 'female' : 'male',
      },
    })
    ids.push(patientId)
  }
  return ids
}
