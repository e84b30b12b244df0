import type { Answer } from '#kernel/endpoint.ts'
import type { readUpkeep } from '../contract.ts'

export type Upkeep = Answer<typeof readUpkeep>
