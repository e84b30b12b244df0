import { Problem } from '#kernel/problem.ts'
import type { TicketClass } from './ticket.ts'

/** One of the hospital's service items (服务事项, SVC-01..20), as one version of it says. */
export interface ServiceItem {
  readonly code: string
  readonly version: number
  readonly name: string
  readonly group: 'desk' | 'pre' | 'in' | 'post'
  /** The class that it starts with; the clerk's difficulty ticks decide. */
  readonly class: TicketClass
  /** Code of the unit that receives it when the clerk chooses no department. */
  readonly receiver: string
  readonly papers: readonly Paper[]
  readonly steps: readonly string[]
  /** What proves that it is done. */
  readonly evidence: string
}

/** A paper that the item takes (材料), always or in one case only. */
export interface Paper {
  readonly name: string
  readonly case: PaperCase
}
export type PaperCase = 'always' | 'insured' | 'agent' | 'minor' | 'deceased'
export type PaperState = 'present' | 'missing' | 'not-needed'

export interface PaperTick {
  readonly name: string
  readonly state: PaperState
}

/** The papers of one case, those that are always needed first (材料预审, TKT-02). */
export const papersFor = (item: ServiceItem, cases: readonly PaperCase[]): readonly Paper[] =>
  item.papers.filter(paper => paper.case === 'always' || cases.includes(paper.case))

export const missingPapers = (ticks: readonly PaperTick[]): readonly string[] =>
  ticks.filter(tick => tick.state === 'missing').map(tick => tick.name)

/** A missing paper holds the dispatch back unless somebody gives the reason why not (TKT-02). */
export function mayDispatch(ticks: readonly PaperTick[], reason: string | null): void {
  const missing = missingPapers(ticks)
  if (missing.length > 0 && reason === null) throw new Problem('papers-missing', { papers: missing })
}
