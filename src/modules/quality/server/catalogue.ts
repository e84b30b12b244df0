import { bookings } from './catalogue/bookings.ts'
import type { Counted } from './catalogue/figure.ts'
import { limits } from './catalogue/limits.ts'
import { load } from './catalogue/load.ts'
import { matters } from './catalogue/matters.ts'
import { staffing } from './catalogue/staffing.ts'

const FIGURES = { ...matters, ...limits, ...staffing, ...bookings, ...load } as const
export type FigureId = keyof typeof FIGURES

export interface Figure extends Counted {
  readonly id: FigureId
}

/** Every figure of the house (指标目录), by id. */
export const figures = Object.fromEntries(
  Object.entries(FIGURES).map(([id, figure]) => [id, { id: id as FigureId, ...figure }]),
) as unknown as Readonly<Record<FigureId, Figure>>

export const figureIds = Object.keys(FIGURES) as readonly FigureId[]
export const isFigure = (id: string): id is FigureId => Object.hasOwn(FIGURES, id)
