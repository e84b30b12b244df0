import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { AnswerPage } from '#modules/appointment/web/extra/touch/answer.page.tsx'
import { AskedButton, AskedPage } from '#modules/appointment/web/extra/touch/asked.page.tsx'
import { signOut, whoAmI } from '#modules/staff/contract.ts'
import { AssistButton } from '#modules/appointment/web/assist/assist-button.tsx'
import { BroadcastsButton, BroadcastsPage } from '#modules/meeting/web/touch/broadcasts.page.tsx'
import { InboxPage } from '#modules/ticket/web/touch/liaison/inbox.page.tsx'
import { PainPointPage } from '#modules/ticket/web/touch/liaison/pain-point.page.tsx'
import { PartPage } from '#modules/ticket/web/touch/liaison/part.page.tsx'
import { call, onSignedOut } from '#ui/client.ts'
import { setHospitalZone, useWords } from '#ui/language.ts'
import { startLive, stopLive } from '#ui/live.ts'
import { startTaps, tapAgain, useWaitingTaps } from '#ui/offline.ts'
import { Button } from '#ui/touch/button.tsx'
import { Empty, Failure, Loading } from '#ui/touch/notice.tsx'
import { Page } from '#ui/touch/page.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { SignInPage } from './sign-in.page.tsx'
import { handheldWords } from './words.ts'

type Me = Answer<typeof whoAmI>

/** Comes when somebody is helped; an inbox needs none of it. */
const AssistPage = lazy(async () => {
  const { AssistPage: Assisting } = await import('#modules/appointment/web/assist/assist.page.tsx')
  return { default: Assisting }
})

/** The phone of a liaison who signs in. */
export function SignedIn() {
  const say = useWords(handheldWords)
  const { answer: me, problem, again, put } = useAnswer(whoAmI, {})
  const [isOut, setOut] = useState(false)
  useEffect(() => onSignedOut(() => setOut(true)), [])

  const enter = (entered: Me) => {
    // What waits belongs to the one who tapped it; another person begins anew.
    if (me && me.person.id !== entered.person.id) return location.reload()
    put(entered)
    setOut(false)
  }
  if (isOut || problem?.status === 401) return <SignInPage onSignedIn={enter} />
  if (!me)
    return (
      <Page brand={say('brand')} title={say('title')}>
        {problem ? <Failure problem={problem} onRetry={again} /> : <Loading />}
      </Page>
    )
  return <AtWork key={me.person.id} me={me} onChanged={again} onSignOut={leave} />
}

const reload = () => location.reload()
const leave = () => call(signOut, {}).then(reload, reload)

interface AtWorkProps {
  readonly me: Me
  readonly onChanged: () => void
  readonly onSignOut: () => unknown
}

const onAddress = (changed: () => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}
const address = () => location.hash
const to = (hash: string) => {
  location.hash = hash
}
const toInbox = () => to('')

/** `#/matter/<ticket>/<share>` is one share, `#/assist`, `#/extra-numbers`, `#/pain-points` and `#/broadcasts` pages of their own; else the inbox. */
function AtWork({ me, onChanged, onSignOut }: AtWorkProps) {
  const say = useWords(handheldWords)
  const hash = useSyncExternalStore(onAddress, address)
  const [, ticketId, partId] = /^#\/matter\/([\w-]+)\/([\w-]+)$/.exec(hash) ?? []
  useEffect(() => {
    setHospitalZone(me.hospital.zone)
    startTaps(me.person.id)
    startLive()
    return stopLive
  }, [me.hospital.zone, me.person.id])
  useRefusedForSession()

  const [, extraId] = /^#\/extra-numbers\/([\w-]+)$/.exec(hash) ?? []
  const isAskedOnly = me.permissions.includes('extra-request:answer') && !me.permissions.includes('ticket:work')
  if (!me.mustChangePassword && extraId)
    return <AnswerPage key={extraId} id={extraId} phone={me.hospital.phone} onBack={() => to('#/extra-numbers')} />
  if (!me.mustChangePassword && (isAskedOnly || hash === '#/extra-numbers'))
    return (
      <AskedPage
        onOpen={id => to(`#/extra-numbers/${id}`)}
        onBack={isAskedOnly ? null : toInbox}
        onSignOut={isAskedOnly ? onSignOut : null}
      />
    )
  const mayAssist = me.permissions.includes('appointment:book')
  const isGuide = mayAssist && !me.permissions.includes('ticket:work')
  if (!me.mustChangePassword && mayAssist && (isGuide || hash === '#/assist'))
    return (
      <Suspense fallback={null}>
        <AssistPage
          hospital={me.hospital}
          place={me.position ?? me.posts[0]?.unitName ?? ''}
          onBack={isGuide ? null : toInbox}
          onSignOut={isGuide ? onSignOut : null}
        />
      </Suspense>
    )
  if (me.mustChangePassword || !me.permissions.includes('ticket:work'))
    return (
      <Page brand={say('brand')} title={say('title')} help={{ name: say('desk'), phone: me.hospital.phone }}>
        <Empty>{say(me.mustChangePassword ? 'change-password' : 'no-post')}</Empty>
      </Page>
    )
  if (hash === '#/pain-points') return <PainPointPage onBack={toInbox} />
  if (hash === '#/broadcasts') return <BroadcastsPage onBack={toInbox} />
  if (ticketId && partId)
    return (
      <PartPage key={partId} ticketId={ticketId} partId={partId} personId={me.person.id} isSignedIn onInbox={toInbox} />
    )
  return (
    <InboxPage
      me={me}
      onOpen={share => {
        location.hash = `#/matter/${share.ticketId}/${share.partId}`
      }}
      onSignOut={onSignOut}
      onChanged={onChanged}
      ways={<Ways me={me} />}
    />
  )
}

/** The pages beside the inbox. */
function Ways({ me }: { readonly me: Me }) {
  const say = useWords(handheldWords)
  return (
    <>
      {me.permissions.includes('extra-request:answer') && <AskedButton onOpen={() => to('#/extra-numbers')} />}
      {me.permissions.includes('appointment:book') && <AssistButton onOpen={() => to('#/assist')} />}
      <BroadcastsButton onOpen={() => to('#/broadcasts')} />
      {me.permissions.includes('pain-point:write') && (
        <Button onPress={() => to('#/pain-points')}>{say('pain-points')}</Button>
      )}
    </>
  )
}

/** Taps that were refused because the session had ended go again: the person is back. */
function useRefusedForSession(): void {
  const { taps } = useWaitingTaps()
  const [tried] = useState(() => new Set<string>())
  useEffect(() => {
    for (const { key, refusal } of taps) {
      if (refusal?.code !== 'not-signed-in' || tried.has(key)) continue
      tried.add(key)
      void tapAgain(key)
    }
  }, [taps, tried])
}
