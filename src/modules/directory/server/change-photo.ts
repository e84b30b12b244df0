import type { Caller } from '#kernel/caller.ts'
import { type FileKind, isOfKind } from '#kernel/file-kind.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { doctorById, savePhoto } from './doctor-store.ts'
import { forgetDoctors } from './doctors.ts'
import { mustWriteOf } from './upsert-doctor.ts'

export interface ChangePhoto {
  readonly doctorId: string
  readonly type: Extract<FileKind, `image/${string}`>
  /** Base64. */
  readonly data: string
}

/** Puts another portrait beside a doctor's introduction. */
export const changePhoto = (house: House) => async (caller: Caller, asked: ChangePhoto) => {
  const content = Buffer.from(asked.data, 'base64')
  if (!isOfKind(content, asked.type)) throw new Problem('photo-type', { pointer: '/body/data' })
  await transact(house, caller, async ({ tx, tell }) => {
    const doctor = await doctorById(tx, caller.hospitalId, asked.doctorId)
    if (doctor === undefined) throw new Problem('not-found')
    mustWriteOf(caller, doctor.unitIds)
    await savePhoto(tx, caller.hospitalId, { ...asked, content, at: house.clock.now().toString() })
    tell({
      action: 'directory.photo-changed',
      subject: { kind: 'doctor', id: doctor.id },
      unitId: doctor.unitIds[0] ?? null,
      facts: {},
    })
  })
  forgetDoctors(house)
  return { doctorId: asked.doctorId }
}
