import type { Caller } from '#kernel/caller.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import type { Said, Stated } from '../rules/said.ts'
import { type Happened, type Visit, type VisitEvent, visitAfter } from '../rules/visit.ts'
import { touch } from './find.ts'
import { familyOf } from './store.ts'
import { type FromSystem, type Taken, takePerson } from './upsert-from-system.ts'
import { findVisit, insertVisit, saveVisit } from './visit-store.ts'

/** A word about a visit; without a number, the patient and `startedAt` tell which visit is meant. */
export interface VisitFromSystem extends FromSystem {
  readonly event: VisitEvent
  readonly visit: Stated<Omit<Visit, 'state' | 'class'>> & {
    readonly class?: Visit['class'] | null
    readonly number: string | null
    readonly system: string
  }
}

export interface VisitTaken extends Taken {
  /** Null when the message does not tell which visit it means. */
  readonly visitId: string | null
  /** Nobody had told of this visit before. */
  readonly isNewVisit: boolean
}

/** The same for a person and a visit at once. */
export const upsertVisit =
  (house: House) =>
  (caller: Caller, asked: VisitFromSystem): Promise<VisitTaken> =>
    transact(house, caller, async work => {
      const taken = await takePerson(house, work, caller, asked)
      return { ...taken, ...(await takeVisit(house, work, caller, taken.patientId, asked)) }
    })

const ACTION = {
  started: 'patient.visit-started',
  changed: 'patient.visit-changed',
  ended: 'patient.visit-ended',
  reopened: 'patient.visit-reopened',
  cancelled: 'patient.visit-cancelled',
} as const satisfies Record<Happened, string>

async function takeVisit(house: House, { tx, tell }: Work, caller: Caller, patientId: string, asked: VisitFromSystem) {
  const { hospitalId } = caller
  const { number, system, class: visitClass, ...stated } = asked.visit
  const family = await familyOf(tx, hospitalId, patientId)
  const key = { system, number, patientId, startedAt: stated.startedAt ?? null }
  if (number === null && key.startedAt === null) return { visitId: null, isNewVisit: false }
  const at = asked.occurredAt ?? house.clock.now()
  const words = { ...stated, ...(visitClass && { class: visitClass }) }
  let row = await findVisit(tx, hospitalId, key, family)
  let after = visitAfter(row === null ? null : before(row), asked.event, words, at)
  let id = row?.id ?? null
  if (id === null) {
    id = await insertVisit(tx, hospitalId, key, { ...after, id: house.ids.next(), notedAt: house.clock.now() })
    if (id === null) {
      row = await findVisit(tx, hospitalId, key, family)
      if (row === null) throw new Error('a visit number is taken, but by no visit')
      id = row.id
      after = visitAfter(before(row), asked.event, words, at)
    }
  }
  if (row !== null) {
    // A visit belongs to whom the newest word gives it, unless that is the same person under another number.
    const isNewest = Object.values(row.said).every(time => time <= at.epochMilliseconds)
    const owner = isNewest && !family.includes(row.patientId) ? patientId : row.patientId
    await saveVisit(tx, row, { ...after, patientId: owner })
  }
  if (after.happened === 'started') await touch(tx, hospitalId, patientId, after.visit.startedAt ?? at)
  if (after.happened !== null)
    tell({
      action: ACTION[after.happened],
      // Screens of the patient hear it.
      subject: { kind: 'patient', id: patientId },
      patientId,
      facts: { visitId: id, class: after.visit.class, departmentCode: after.visit.departmentCode },
    })
  return { visitId: id, isNewVisit: row === null }
}

const before = ({ said, ...visit }: Visit & { readonly said: Said }) => ({
  said,
  visit: {
    class: visit.class,
    departmentCode: visit.departmentCode,
    room: visit.room,
    bed: visit.bed,
    attendingCode: visit.attendingCode,
    startedAt: visit.startedAt,
    endedAt: visit.endedAt,
    state: visit.state,
  },
})
