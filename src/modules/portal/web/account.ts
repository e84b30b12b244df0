import { useEffect, useSyncExternalStore } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { ApiProblem, call, onSignedOut } from '#ui/client.ts'
import { PATIENT_STREAM, startLive, stopLive } from '#ui/live.ts'
import { whoAmI } from '../contract.ts'

export type Me = NonNullable<Answer<typeof whoAmI>['account']>

/** Who is signed in on this page (登录状态). `ended`: somebody was, until just now. */
export type Account =
  | { readonly state: 'asking' }
  | { readonly state: 'out'; readonly ended: boolean }
  | { readonly state: 'in'; readonly me: Me }
  | { readonly state: 'failed'; readonly problem: ApiProblem }

let account: Account = { state: 'asking' }
const watchers = new Set<() => void>()

function become(next: Account): void {
  const wasIn = account.state === 'in'
  account = next
  if (next.state === 'in' && !wasIn) startLive(PATIENT_STREAM)
  if (next.state === 'out' && wasIn) stopLive()
  for (const watcher of watchers) watcher()
}

/** Shows an account that an act answered with. */
export const putAccount = (me: Me): void => become({ state: 'in', me })
/** The person signed out. */
export const leaveAccount = (): void => become({ state: 'out', ended: false })

/** Asks the house who is signed in. */
export function askAccount(): void {
  onSignedOut(() => become({ state: 'out', ended: account.state === 'in' }))
  call(whoAmI, {}).then(
    answer => (answer.account ? putAccount(answer.account) : become({ state: 'out', ended: account.state === 'in' })),
    (error: unknown) => {
      if (error instanceof ApiProblem) become({ state: 'failed', problem: error })
    },
  )
}

/** The account, asked for when a page that needs it is opened, followed as it changes. */
export function useAccount(): Account {
  useEffect(askAccount, [])
  return useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    () => account,
  )
}
