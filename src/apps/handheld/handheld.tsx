import { useEffect, useState } from 'react'
import { AnswerPage } from '#modules/appointment/web/extra/touch/answer.page.tsx'
import { LinkEndedPage } from '#modules/ticket/web/touch/liaison/link-ended.page.tsx'
import { PartPage } from '#modules/ticket/web/touch/liaison/part.page.tsx'
import { useHospital } from '#modules/ticket/web/touch/use-hospital.ts'
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
  if (opened.purpose === 'extra') return <ExtraByLink id={opened.matter} />
  return <PartPage ticketId={opened.matter} partId={null} personId={opened.person} isSignedIn={false} onInbox={null} />
}

/** A doctor answers one request for an extra number (紧急加号) without a sign-in. */
function ExtraByLink({ id }: { readonly id: string }) {
  const hospital = useHospital()
  return <AnswerPage id={id} phone={hospital?.phone ?? null} onBack={null} />
}
