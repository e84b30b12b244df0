import type { Answer } from '#kernel/endpoint.ts'
import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import type { readCoverage as endpoint } from '../contract.ts'
import { coverage, holdersAnywhere, holdersOf, onDuty, type Standing } from '../rules/coverage.ts'
import { ofPostIn } from '../rules/look-up.ts'
import type { Organisation, Post } from '../rules/organisation.ts'
import { holdsAt } from '../rules/post.ts'
import { dutyView } from './duty-view.ts'
import { organisation } from './organisation.ts'
import { type DutyRow, dutiesWithin } from './store.ts'

type CoverageView = Answer<typeof endpoint>
type Row = CoverageView['departments'][number]

/** Who is there for whom, now (1+3+N 覆盖, ORG-02): the desk, the three groups, the duty office, and every department, worst first. */
export const readCoverage = (house: House) => async (): Promise<CoverageView> => {
  const at = house.clock.now()
  const org = await organisation(house, { fresh: true })
  const absences = await house.database.transact(tx => dutiesWithin(tx, house.hospital.id, at, at.add({ seconds: 1 })))
  const units = [...org.units.values()]
  const desk = units.find(unit => unit.kind === 'desk')
  return {
    at: at.toString(),
    desk: desk === undefined ? null : { id: desk.id, name: desk.name, onDuty: countOnDuty(org, desk.id, at) },
    groups: units
      .filter(unit => unit.kind === 'group')
      .map(unit => ({
        id: unit.id,
        name: unit.name,
        lead: someone(org, holdersOf(org, unit.id, 'group-lead', at)[0]),
        onDuty: countOnDuty(org, unit.id, at),
      })),
    dutyOffice: (['duty-officer', 'duty-manager'] as const).flatMap(as =>
      holdersAnywhere(org, as, at)
        .filter(id => onDuty(org, id, at))
        .map(id => ({ person: person(org, id), as })),
    ),
    departments: coverage(org, at).map((one): Row => {
      const standing = (of: Standing | null, post: Post) => standingView(org, of, post, one.unit.id, absences, at)
      const { id, code, name, kind } = one.unit
      return {
        unit: { id, code, name, kind },
        state: one.state,
        gap: one.gap,
        liaison: standing(one.liaison, 'liaison'),
        deputy: standing(one.deputy, 'deputy-liaison'),
        receiver: { person: person(org, one.receiver.personId), as: one.receiver.as },
      }
    }),
  }
}

const person = (org: Organisation, id: string) => ({ id, name: org.people.get(id)?.name ?? '' })
const someone = (org: Organisation, id: string | undefined) => (id === undefined ? null : person(org, id))

function countOnDuty(org: Organisation, unitId: string, at: Instant): number {
  const people = new Set(
    org.assignments.filter(one => one.unitId === unitId && holdsAt(one, at)).map(one => one.personId),
  )
  return [...people].filter(id => onDuty(org, id, at)).length
}

function standingView(
  org: Organisation,
  of: Standing | null,
  post: Post,
  unitId: string,
  duties: readonly DutyRow[],
  at: Instant,
): Row['liaison'] {
  if (of === null) return null
  const held = ofPostIn(org, post, unitId).find(one => one.personId === of.personId && holdsAt(one, at))
  const absence = duties.find(one => one.kind === 'absent' && one.personId === of.personId)
  return {
    assignmentId: held?.id ?? '',
    person: person(org, of.personId),
    onDuty: of.onDuty,
    absence: absence === undefined ? null : dutyView(absence),
  }
}
