import type { Answer } from '#kernel/endpoint.ts'
import { whoAmI } from '#modules/staff/contract.ts'
import { useAnswer } from '#ui/desk/use-answer.ts'

/** Who sits at this desk (当前人员), as the screens of matters need it. */
export interface Self {
  readonly id: string
  readonly name: string
  readonly units: readonly string[]
  readonly can: (permission: string) => boolean
  readonly hospital: Answer<typeof whoAmI>['hospital'] | null
}

export function useSelf(): Self | null {
  const { answer } = useAnswer(whoAmI, {})
  if (!answer) return null
  return {
    id: answer.person.id,
    name: answer.person.name,
    units: answer.posts.map(post => post.unitId),
    can: permission => answer.permissions.includes(permission),
    hospital: answer.hospital,
  }
}
