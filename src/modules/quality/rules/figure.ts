/** By what a figure is broken down (分项). */
export const DIMENSIONS = ['item', 'channel', 'position', 'group', 'unit', 'hour', 'reason'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** What a figure is counted in. */
export type FigureUnit =
  | 'matters'
  | 'shares'
  | 'promises'
  | 'minutes'
  | 'trips'
  | 'bookings'
  | 'requests'
  | 'shifts'
  | 'percent'

export type FigureKind = 'count' | 'sum' | 'rate' | 'mean'

/** Whether a target is reached is judged on the unrounded ratio. */
export interface Target {
  readonly is: 'at-least' | 'at-most'
  readonly value: number
}

/** One figure of one place: what was counted, out of what. `of` is null where there is nothing to divide by. */
export interface Cell {
  readonly count: number
  readonly of: number | null
}

/** What is shown: the count itself; of a ratio the percentage, of a mean the mean; null where nothing was there to divide by. */
export function valueOf(kind: FigureKind, cell: Cell): number | null {
  if (kind === 'count' || kind === 'sum') return cell.count
  if (cell.of === null || cell.of === 0) return null
  return (kind === 'rate' ? 100 : 1) * (cell.count / cell.of)
}

/** Ratios and means with one decimal, half up, for display only; nothing to divide by shows a dash and never 0 (conventions of the KPI list). */
export function shown(kind: FigureKind, value: number | null): string {
  if (value === null) return '–'
  return kind === 'count' || kind === 'sum' ? String(value) : rounded(value).toFixed(1)
}

/** To one decimal, half up. */
export const rounded = (value: number): number => Math.floor(value * 10 + 0.5 + 1e-9) / 10

/** Is the target reached? Null where there is none, or nothing to judge. */
export function reaches(target: Target | null, value: number | null): boolean | null {
  if (target === null || value === null) return null
  return target.is === 'at-least' ? value >= target.value : value <= target.value
}
