import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { mustReachPerson } from '../rules/authority.ts'
import { endOf, mustFit, overlaps } from '../rules/duty.ts'
import type { Organisation } from '../rules/organisation.ts'
import { planOf } from '../rules/work-calendar.ts'
import { type DutyView, dutyView } from './duty-view.ts'
import { changeOrganisation } from './organisation.ts'
import { mustServe } from './record-store.ts'
import { dutiesWithin, dutyOf, endDutyAt, insertDuties, presentPerson, removeDuty } from './store.ts'
import type { AbsenceReason } from './tables.ts'

export interface SetDuty {
  readonly id: string
  readonly kind: 'on-duty' | 'absent'
  readonly from: string
  readonly to: string
  readonly reason: AbsenceReason | null
}

/** Everyone says of themselves when they are away; those who manage the person may for them. */
function mustSpeakFor(org: Organisation, caller: Caller, personId: string, at: Instant): void {
  if (caller.kind === 'staff' && caller.personId === personId) return
  mustReachPerson(org, caller, 'staff:write', personId, at)
}

/** Puts a person on duty, or says that they are absent (在岗、缺勤): meanwhile what comes new reaches the deputy (TKT-13). */
export const setDuty =
  (house: House) =>
  (caller: Caller, asked: SetDuty): Promise<DutyView> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      mustSpeakFor(org, caller, asked.id, at)
      const person = await presentPerson(tx, house.hospital.id, asked.id)
      if (asked.kind === 'on-duty') await mustServe(tx, house, person)
      const from = Temporal.Instant.from(asked.from)
      const to = Temporal.Instant.from(asked.to)
      const others = await dutiesWithin(tx, house.hospital.id, from, to, asked.id)
      mustFit(
        { personId: asked.id, kind: asked.kind, from, to },
        others.map(one => ({ personId: one.personId, kind: one.kind, from: one.fromAt, to: one.toAt })),
        at,
      )
      const row = {
        hospitalId: house.hospital.id,
        id: house.ids.next(),
        personId: asked.id,
        kind: asked.kind,
        reason: asked.kind === 'absent' ? (asked.reason ?? 'other') : null,
        authorId: caller.personId,
      }
      await insertDuties(tx, [{ ...row, fromAt: from.toString(), toAt: to.toString() }])
      tell({
        action: 'staff.duty-set',
        subject: { kind: 'coverage', id: row.id },
        facts: { person: asked.id, kind: asked.kind, from: from.toString(), to: to.toString() },
      })
      return dutyView({ ...row, fromAt: from, toAt: to })
    })

/** Puts a person on duty for the working days between two days, by the hospital calendar; days that have duty already are left. */
export const planDuty =
  (house: House) =>
  (
    caller: Caller,
    asked: { readonly id: string; readonly first: string; readonly last: string },
  ): Promise<{ days: number }> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      mustReachPerson(org, caller, 'staff:write', asked.id, at)
      await mustServe(tx, house, await presentPerson(tx, house.hospital.id, asked.id))
      const first = Temporal.PlainDate.from(asked.first)
      const last = Temporal.PlainDate.from(asked.last)
      if (Temporal.PlainDate.compare(first, last) > 0 || first.until(last).days > 366) throw new Problem('duty-order')
      const planned = planOf(org.calendar, first, last)
      const [begin, end] = [planned[0]?.from, planned.at(-1)?.to]
      if (begin === undefined || end === undefined) return { days: 0 }
      const there = (await dutiesWithin(tx, house.hospital.id, begin, end, asked.id)).filter(
        one => one.kind === 'on-duty',
      )
      const missing = planned.filter(
        one =>
          Temporal.Instant.compare(one.to, at) > 0 &&
          !there.some(known => overlaps(one, { from: known.fromAt, to: known.toAt })),
      )
      if (missing.length === 0) return { days: 0 }
      await insertDuties(
        tx,
        missing.map(one => ({
          hospitalId: house.hospital.id,
          id: house.ids.next(),
          personId: asked.id,
          kind: 'on-duty' as const,
          fromAt: one.from.toString(),
          toAt: one.to.toString(),
          reason: null,
          authorId: caller.personId,
        })),
      )
      tell({
        action: 'staff.duty-planned',
        subject: { kind: 'coverage', id: asked.id },
        facts: { person: asked.id, days: missing.length },
        detail: { first: asked.first, last: asked.last },
      })
      return { days: missing.length }
    })

/** Ends a duty or an absence now, or takes it away before it began. What is past stays as it was. */
export const endDuty =
  (house: House) =>
  (caller: Caller, asked: { readonly id: string; readonly dutyId: string }): Promise<Record<never, never>> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      mustSpeakFor(org, caller, asked.id, at)
      const duty = await dutyOf(tx, house.hospital.id, asked.id, asked.dutyId)
      if (endOf({ from: duty.fromAt, to: duty.toAt }, at) === 'remove') await removeDuty(tx, duty)
      else await endDutyAt(tx, duty, at)
      tell({
        action: 'staff.duty-ended',
        subject: { kind: 'coverage', id: duty.id },
        facts: { person: duty.personId, kind: duty.kind },
        detail: { from: duty.fromAt.toString(), to: duty.toAt.toString() },
      })
      return {}
    })
