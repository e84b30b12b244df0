import type { Caller } from '#kernel/caller.ts'
import { giveOutList, type PlaceList } from '#modules/appointment/server/give-out-list.ts'
import { upsertDoctor } from '#modules/directory/index.ts'
import { type SmallHospital, smallHospital } from './hospital.ts'
import { somePatients } from './patients.ts'
import type { TestHouse } from './house.ts'

/** A small hospital whose ward sees patients: doctors, and the places that lists give out. */
export interface Clinic {
  readonly hospital: SmallHospital
  readonly manager: Caller
  readonly lin: Caller
  readonly patients: readonly string[]
  /** A doctor of the ward; the same name is the same doctor. */
  doctor(name: string): Promise<string>
  /** Gives out a morning of four hours, and says which session it is. */
  morning(doctor: string, more?: Partial<PlaceList>): Promise<string>
}

export async function clinic({ house }: TestHouse, patients = 40): Promise<Clinic> {
  const hospital = await smallHospital(house, 24 * 40)
  const manager = await hospital.as('manager')
  const doctor = async (name: string) =>
    (
      await upsertDoctor(house)(manager, {
        code: `D-${name}`,
        name,
        personId: null,
        title: 'chief',
        feeLevel: 'expert',
        unitIds: [hospital.unit.ward],
        strengths: [],
        languages: [],
        isPublic: true,
      })
    ).id
  return {
    hospital,
    manager,
    lin: await hospital.as('lin'),
    patients: await somePatients(house, patients),
    doctor,
    async morning(name, more = {}) {
      const { sessionId } = await giveOutList(house, 'desk')(manager, {
        doctorId: await doctor(name),
        unitId: hospital.unit.ward,
        day: '2026-11-20',
        halfDay: 'morning',
        from: 8 * 60,
        to: 12 * 60,
        slotMinutes: 30,
        places: 16,
        feeLevel: 'expert',
        room: null,
        kept: [],
        ...more,
      })
      return sessionId
    },
  }
}
