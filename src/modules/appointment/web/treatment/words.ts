import type { Answer } from '#kernel/endpoint.ts'
import type { listResources, readCalendar } from '../../contract.ts'
import { en } from './text.en.ts'
import { zh } from './text.zh.ts'

export const treatmentWords = { zh, en }
export type Resource = Answer<typeof listResources>['items'][number]
export type ChairTime = Answer<typeof readCalendar>['slots'][number]
