import { useEffect, useState } from 'react'
import { LinkEndedPage } from '#modules/ticket/web/touch/liaison/link-ended.page.tsx'
import { PartPage } from '#modules/ticket/web/touch/liaison/part.page.tsx'
import { onSignedOut } from '#ui/client.ts'
import { linkOpens } from '#ui/link.ts'
import { startLive, stopLive } from '#ui/live.ts'
import { startTaps } from '#ui/offline.ts'
import { SignedIn } from './signed-in.tsx'

/** What a liaison opens: one matter by its signed link, or the inbox after a sign-in. */
export function Handheld({ token }: { readonly token: string | null }) {
  return token ? <ByLink token={token} /> : <SignedIn />
}

/** The link speaks for its person: no sign-in, and nothing but this matter. */
function ByLink({ token }: { readonly token: string }) {
  const opened = linkOpens(token)
  const [hasEnded, setEnded] = useState(false)
  useEffect(() => {
    onSignedOut(() => setEnded(true))
    startTaps(null)
    startLive()
    return stopLive
  }, [])
  if (!opened || hasEnded) return <LinkEndedPage />
  return <PartPage ticketId={opened.matter} partId={null} personId={opened.person} isSignedIn={false} onInbox={null} />
}
