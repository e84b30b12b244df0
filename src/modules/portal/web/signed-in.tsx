import type { ReactNode } from 'react'
import { Failure, Loading } from '#ui/touch/notice.tsx'
import { askAccount, type Me, useAccount } from './account.ts'
import { SignIn } from './sign-in.tsx'

/** What only who is signed in sees; everybody else signs in here first. */
export function SignedIn({ children }: { readonly children: (me: Me) => ReactNode }) {
  const account = useAccount()
  switch (account.state) {
    case 'in':
      return children(account.me)
    case 'out':
      return <SignIn hasEnded={account.ended} />
    case 'failed':
      return <Failure problem={account.problem} onRetry={askAccount} />
    case 'asking':
      return <Loading />
  }
}
