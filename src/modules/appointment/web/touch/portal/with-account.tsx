import type { ReactNode } from 'react'
import { type Me, useAccount } from '#modules/portal/web/account.ts'
import { type Hospital, PortalPage } from '#modules/portal/web/portal-page.tsx'
import { SignedIn } from '#modules/portal/web/signed-in.tsx'

interface WithAccountProps {
  readonly title: string
  readonly hospital: Hospital | null
  readonly back: string
  readonly children: (me: Me) => ReactNode
}

/** A page for who is signed in; everybody else signs in there first, and then sees it. */
export function WithAccount({ title, hospital, back, children }: WithAccountProps) {
  const account = useAccount()
  if (account.state === 'in') return children(account.me)
  return (
    <PortalPage title={title} hospital={hospital} back={back}>
      <SignedIn>{() => null}</SignedIn>
    </PortalPage>
  )
}
