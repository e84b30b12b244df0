import { useSyncExternalStore } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { whoAmI } from '#modules/staff/contract.ts'
import { call } from '#ui/client.ts'
import { deskQueries } from '#ui/desk/desk-root.tsx'
import { answerKey } from '#ui/desk/use-answer.ts'
import { setHospitalZone } from '#ui/language.ts'
import { startLive, stopLive } from '#ui/live.ts'

/** Who is signed in, as the house says it. */
export type Me = Answer<typeof whoAmI>

const ME = answerKey(whoAmI, {})

/** Why the screen is covered: nobody touched it for too long, or the house ended the session. */
export type Lock = 'idle' | 'ended'
let lock: Lock | null = null
let liveFor: string | null = null
const listeners = new Set<() => void>()

/** Asks who is signed in while the screens are still on their way. */
export const askWho = (): Promise<void> =>
  deskQueries.prefetchQuery({ queryKey: ME, queryFn: ({ signal }) => call(whoAmI, {}, { signal }) })

export const me = (): Me | undefined => deskQueries.getQueryData<Me>(ME)

/** Takes over the answer of a sign-in. Another person starts from an empty desk. */
export function enter(next: Me): void {
  const before = me()
  if (before && before.person.id !== next.person.id) {
    leave()
    return
  }
  deskQueries.setQueryData(ME, next)
  begin(next)
  const wasCovered = lock !== null
  cover(null)
  if (wasCovered) void deskQueries.invalidateQueries()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a broadcast channel takes none
  tabs.postMessage(next.person.id)
}

/** The tabs of a browser share its session: whoever signs in on one is on all. */
const tabs = new BroadcastChannel('yiguanjia-session')
tabs.addEventListener('message', ({ data: person }: MessageEvent<string>) => {
  const now = me()
  if (!now) return
  if (now.person.id !== person) leave()
  else if (lock !== null) void call(whoAmI, {}).then(enter, () => {})
})

/** Opens what a signed-in desk has open: the hospital's zone, and the stream of changes. */
export function begin(now: Me): void {
  setHospitalZone(now.hospital.zone)
  if (liveFor === now.person.id && lock === null) return
  liveFor = now.person.id
  startLive()
}

/** Covers the screen, or takes the cover away. The first reason stands: what was still being asked is then refused anyway. */
export function cover(why: Lock | null): void {
  if (why && lock) return
  if (why) stopLive()
  lock = why
  for (const listener of listeners) listener()
}

/** Forgets everything that was read, and begins at the first page. */
export const leave = (): void => location.assign('/')

export const useLock = (): Lock | null =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => lock,
  )
