import type { Listener } from '#platform/listeners.ts'
import type { Expiring } from '#platform/retention.ts'

/** What the upkeep looks after. */
export interface Cared {
  readonly listeners: readonly Listener[]
  readonly kinds: readonly Expiring[]
}
