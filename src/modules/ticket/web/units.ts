import { useMemo } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { readUnits } from '#modules/staff/contract.ts'
import { useAnswer } from '#ui/desk/use-answer.ts'

type UnitView = Answer<typeof readUnits>['units'][number]
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly unitIds: readonly string[]
  readonly onDuty: boolean
}
/** Names of units and colleagues (科室与同事) for the words of the time line and for choosing. */
export interface Directory {
  readonly units: readonly UnitView[]
  /** Those to which a matter can go: departments, groups, the desk; not the tree above them. */
  readonly departments: readonly UnitView[]
  readonly colleagues: readonly Colleague[]
  readonly unitName: (id: string) => string | undefined
  readonly personName: (id: string) => string | undefined
  readonly unitByCode: (code: string) => UnitView | undefined
}

const ABOVE: readonly string[] = ['hospital', 'campus', 'service-department', 'centre']

/** The unit tree, read once and kept. */
export function useDirectory(): Directory {
  const { answer } = useAnswer(readUnits, {})
  return useMemo(() => directoryOf(answer?.units ?? []), [answer])
}

function directoryOf(units: readonly UnitView[]): Directory {
  const unitNames = new Map(units.map(unit => [unit.id, unit.name]))
  const colleagues = new Map<string, Colleague>()
  for (const unit of units)
    for (const post of unit.posts)
      for (const { person, onDuty } of post.holders) {
        const known = colleagues.get(person.id)
        colleagues.set(person.id, {
          ...person,
          unit: known?.unit ?? unit.name,
          unitIds: [...(known?.unitIds ?? []), unit.id],
          onDuty,
        })
      }
  return {
    units,
    departments: units.filter(unit => !ABOVE.includes(unit.kind)),
    colleagues: [...colleagues.values()].toSorted((a, b) => Number(b.onDuty) - Number(a.onDuty)),
    unitName: id => unitNames.get(id),
    personName: id => colleagues.get(id)?.name,
    unitByCode: code => units.find(unit => unit.code === code),
  }
}
