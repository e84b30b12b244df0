import { useSyncExternalStore } from 'react'

/** The drawer in which a new matter is taken (一窗受理), opened from anywhere on the desk. */
export interface Opening {
  /** The patient it was opened for. */
  readonly patientId: string | null
}
let opening: Opening | null = null
const watchers = new Set<() => void>()

function become(next: Opening | null): void {
  opening = next
  for (const watcher of watchers) watcher()
}

export const openNewTicket = (patientId: string | null = null): void => become({ patientId })
export const closeNewTicket = (): void => become(null)

export const useOpening = (): Opening | null =>
  useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    () => opening,
  )
