import type { Answer } from '#kernel/endpoint.ts'
import type { openFigure, openReport, readOverview } from '../contract.ts'

export type Overview = Answer<typeof readOverview>
export type Report = Answer<typeof openReport>
export type Section = Report['sections'][number]
export type Head = Answer<typeof openFigure>['head']
export type Cell = Answer<typeof openFigure>['cell']
export type CountedRow = Answer<typeof openFigure>['items'][number]

/** Which number was pressed: what the drawer opens the rows of. */
export interface Pressed {
  readonly figure: string
  readonly report?: string
  readonly day?: string
  readonly by?: 'item' | 'channel' | 'position' | 'group' | 'unit' | 'hour' | 'reason'
  readonly is?: string
}
