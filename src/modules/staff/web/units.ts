import type { Answer } from '#kernel/endpoint.ts'
import type { readUnits } from '../contract.ts'

export type UnitView = Answer<typeof readUnits>['units'][number]
