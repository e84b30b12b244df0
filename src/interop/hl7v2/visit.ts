import type { Instant } from '#kernel/time.ts'
import { type Change, change, instantChange, readText, type Source, type Stated, stated, textChange } from './values.ts'

export type VisitClass = 'outpatient' | 'inpatient' | 'emergency' | 'other'

/** What a message says of a visit (就诊): a missing member is no change, `null` is a deletion. */
export interface VisitChange
  extends Stated<{
    class: Change<VisitClass>
    /** The ward, clinic or department where the patient is, by the sender's code. */
    departmentCode: Change<string>
    room: Change<string>
    bed: Change<string>
    /** The doctor in charge, by the sender's code. */
    attendingCode: Change<string>
    startedAt: Change<Instant>
    endedAt: Change<Instant>
  }> {
  /** The sender's number of the visit; null when it gives none: then the patient and `startedAt` tell which. */
  readonly number: string | null
  /** Who gave the number out. */
  readonly system: string
}

/** HL7 table 0004; recurring visits are outpatient ones, obstetrics lie in. */
const CLASSES: Readonly<Record<string, VisitClass>> = {
  O: 'outpatient',
  R: 'outpatient',
  I: 'inpatient',
  B: 'inpatient',
  E: 'emergency',
}

/** Reads PV1, and the account number of PID-18 where PV1-19 is empty. */
export function readVisit(pv1: Source, pid: Source, sender: string): VisitChange {
  const numbered = [
    [pv1, 19],
    [pid, 18],
    [pv1, 50],
  ] as const
  const [source, number] = numbered.find(([source, number]) => hasNumber(source, number)) ?? [pv1, 19]
  const field = source.segment.field(number)
  return {
    number: hasNumber(source, number) ? readText(source, number, field, 1) : null,
    system: readText(source, number, field, 4) || sender,
    ...stated({
      class: change(pv1, 2, field => CLASSES[readText(pv1, 2, field, 1).toUpperCase()] ?? 'other'),
      ...readPlace(pv1),
      attendingCode: textChange(pv1, 7),
      startedAt: instantChange(pv1, 44),
      endedAt: instantChange(pv1, 45),
    }),
  }
}

const hasNumber = (source: Source, number: number): boolean => {
  const field = source.segment.field(number)
  return !field.isEmpty && !field.isDelete && readText(source, number, field, 1) !== ''
}

/** PV1-3 is one value: who is moved to a ward without a bed is no longer in the bed of the last one. Else the service of PV1-10. */
function readPlace(pv1: Source): { departmentCode: Change<string>; room: Change<string>; bed: Change<string> } {
  const place = change(pv1, 3, field => {
    const [departmentCode = '', room = '', bed = ''] = [1, 2, 3].map(component => readText(pv1, 3, field, component))
    return departmentCode === '' ? undefined : { departmentCode, room: room || null, bed: bed || null }
  })
  if (place === null) return { departmentCode: null, room: null, bed: null }
  return place ?? { departmentCode: textChange(pv1, 10), room: undefined, bed: undefined }
}
