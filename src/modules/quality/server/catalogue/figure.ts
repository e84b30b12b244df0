import type { Language } from '#kernel/problem.ts'
import { bookingSets, extraSets } from '#modules/appointment/index.ts'
import { referralSets } from '#modules/referral/index.ts'
import { staffSets } from '#modules/staff/index.ts'
import { matterSets } from '#modules/ticket/index.ts'
import type { CountedSet } from '#platform/counted.ts'
import type { FigureKind, FigureUnit, Target } from '../../rules/figure.ts'

/** What the modules let be counted. */
const sets = { ...bookingSets, ...extraSets, ...matterSets, ...referralSets, ...staffSets }
type SetName = keyof typeof sets

/**
 * One figure (指标): which rows it counts, by one condition. The number, each part of it and the rows that it opens all come from
 * `set`, `counts` and `outOf`, and from nowhere else.
 */
export interface Counted {
  /** In the hospital's list of indicators, where it stands there. */
  readonly kpi: string | null
  readonly name: Readonly<Record<Language, string>>
  readonly formula: Readonly<Record<Language, string>>
  readonly unit: FigureUnit
  readonly kind: FigureKind
  readonly set: CountedSet
  /** SQL over the columns of the set: which rows the figure, or the upper part of its ratio, counts. */
  readonly counts: string
  /** Of a sum or a mean: what is added up. */
  readonly adds: 'minutes' | 'waited' | 'trips_made' | 'trips_avoided' | 'coordination' | null
  /** Of a ratio or a mean: which rows it is out of. */
  readonly outOf: string | null
  readonly target: Target | null
}

interface Plain {
  readonly kpi?: string
  readonly target?: Target
}
type Words = readonly [zh: string, en: string]
const words = ([zh, en]: Words) => ({ zh, en })

export const count = (unit: FigureUnit, set: SetName, counts: string, name: Words, formula: Words, more: Plain = {}) =>
  ({
    kind: 'count',
    unit,
    set: sets[set],
    counts,
    adds: null,
    outOf: null,
    name: words(name),
    formula: words(formula),
    ...rest(more),
  }) as const
export const sum = (
  unit: FigureUnit,
  set: SetName,
  adds: NonNullable<Counted['adds']>,
  counts: string,
  name: Words,
  formula: Words,
) =>
  ({
    kind: 'sum',
    unit,
    set: sets[set],
    counts,
    adds,
    outOf: null,
    name: words(name),
    formula: words(formula),
    ...rest({}),
  }) as const
export const rate = (set: SetName, counts: string, outOf: string, name: Words, formula: Words, more: Plain = {}) =>
  ({
    kind: 'rate',
    unit: 'percent',
    set: sets[set],
    counts: `(${outOf}) and (${counts})`,
    adds: null,
    outOf,
    name: words(name),
    formula: words(formula),
    ...rest(more),
  }) as const
export const mean = (
  unit: FigureUnit,
  set: SetName,
  adds: NonNullable<Counted['adds']>,
  outOf: string,
  name: Words,
  formula: Words,
  more: Plain = {},
) =>
  ({
    kind: 'mean',
    unit,
    set: sets[set],
    counts: outOf,
    adds,
    outOf,
    name: words(name),
    formula: words(formula),
    ...rest(more),
  }) as const
const rest = ({ kpi, target }: Plain) => ({ kpi: kpi ?? null, target: target ?? null })

export const ALL = 'true'
export const ALWAYS: Target = { is: 'at-least', value: 100 }
