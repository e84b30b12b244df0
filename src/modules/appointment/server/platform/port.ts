import type { FeeLevel } from '#modules/directory/index.ts'

/** A slot as an outside platform is told it: whole each time, so that telling it again does no harm. */
export interface PlatformSlot {
  readonly slot: string
  readonly department: { readonly code: string; readonly name: string }
  readonly doctor: { readonly code: string; readonly name: string; readonly title: string }
  readonly day: string
  readonly startsAt: string
  readonly endsAt: string
  readonly feeLevel: FeeLevel
  /** The places that are the platform's, and those of them that are free. */
  readonly capacity: number
  readonly free: number
  readonly status: 'open' | 'stopped'
}

/** What came of telling it: taken, or a code that says why not. `down`: nobody is there, so the next need not be tried now. */
export type Transfer = { readonly kind: 'taken' } | { readonly kind: 'failed' | 'down'; readonly code: string }

/** An outside booking platform behind the house's port (外部预约平台适配器). It never tries again by itself. */
export interface BookingPlatform {
  put(slot: PlatformSlot): Promise<Transfer>
}
