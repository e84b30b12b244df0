import type { Sending } from '#kernel/endpoint.ts'
import type { createContent } from '../../contract.ts'

export type Content = Sending<typeof createContent>['body']['content']
export type Kind = Content['kind']
export type Of<K extends Kind> = Extract<Content, { kind: K }>
export type Step = Of<'guide'>['steps'][number]
export type Line = Of<'number'>['lines'][number]

export const emptyStep: Step = { title: '', text: '', who: null, unitId: null, papers: [], minutes: null, cost: null }
export const emptyLine: Line = { name: '', unitId: null, phone: '', hours: { kind: 'calendar' }, remark: null }

/** The words of a new item, before anything is written. */
export function emptyContent(kind: Kind, today: string): Content {
  switch (kind) {
    case 'guide':
      return { kind, summary: '', steps: [emptyStep], faq: [], english: null }
    case 'number':
      return { kind, synonyms: [], lines: [emptyLine] }
    case 'notice':
      return { kind, body: '', validFrom: today, validTo: null }
    case 'doctor':
      return { kind, introduction: '' }
  }
}

/** What was typed in a field that may be empty. */
export const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed)
/** Words apart by spaces or the marks between words. */
export const wordsOf = (typed: string): string[] => typed.split(/[\s、，,]+/).filter(Boolean)
/** A number of minutes; null while there is none. */
export const minutesOf = (typed: string): number | null =>
  /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : null

/** One row of a list in the place of another; without `row` it is taken out. */
export const withRow = <T>(rows: readonly T[], at: number, row?: T): T[] =>
  rows.flatMap((one, place) => (place !== at ? [one] : row === undefined ? [] : [row]))
/** The row before it and it change places. */
export const movedUp = <T>(rows: readonly T[], at: number): T[] =>
  rows.toSpliced(at - 1, 2, ...rows.slice(at - 1, at + 1).toReversed())
