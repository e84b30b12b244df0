import { createFileRoute, Navigate, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { Unread } from '#modules/meeting/web/unread.tsx'
import { signOut, whoAmI } from '#modules/staff/contract.ts'
import { ownedMatters } from '#modules/ticket/contract.ts'
import { HeldStrip, NewTicket, NoticeBell, openNewTicket, SearchBox, sendAllHeld } from '#modules/ticket/web/index.ts'
import { call } from '#ui/client.ts'
import { AppFrame } from '#ui/desk/app-frame.tsx'
import { SessionRoot } from '#ui/desk/session.tsx'
import { AcrossLine, Failure, RowsLoading, StaleNotice } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useIdle } from './idle.ts'
import { MainMenu } from './main-menu.tsx'
import { begin, cover, leave, type Me, useLock } from './session.ts'
import { frameWords } from './words.ts'

export const Route = createFileRoute('/_frame')({ component: SessionGate })

const Cover = lazy(() => import('./cover.tsx').then(module => ({ default: module.Cover })))
const FrameDialog = lazy(() => import('./frame-dialog.tsx').then(module => ({ default: module.FrameDialog })))

/** Out, even where the house cannot be told: its own time-out ends the session then. What waits to be sent goes first. */
const signOutAndLeave = () =>
  void sendAllHeld()
    .then(() => call(signOut, {}))
    .catch(() => {})
    .finally(leave)

/** Learns who is signed in before any screen is shown. */
function SessionGate() {
  const { answer, problem, again } = useAnswer(whoAmI, {})
  const navigate = useNavigate()
  const isNobody = problem?.code === 'not-signed-in'
  useEffect(() => {
    if (!isNobody) return
    const to = location.pathname + location.search
    void navigate({ to: '/sign-in', search: to === '/' ? {} : { to }, replace: true })
  }, [isNobody, navigate])
  if (answer) return <Frame me={answer} />
  return problem && !isNobody ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
}

function Frame({ me }: { readonly me: Me }) {
  const say = useWords(frameWords)
  const lock = useLock()
  const [dialog, setDialog] = useState<'switch' | 'position' | 'leave' | null>(null)
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const openMatter = (matter: string) => void navigate({ to: '/', search: { matter } })
  const mayRead = me.permissions.includes('ticket:read')

  /** Who owns open matters is asked first; where the house cannot be asked, nobody is kept. */
  const askToLeave = async () => {
    const owned = mayRead ? await call(ownedMatters, {}).catch(() => null) : null
    if (owned && owned.count > 0) setDialog('leave')
    else signOutAndLeave()
  }

  /** What only the house's own people do: they share desks, and have duties. */
  const ofTheHouse = [
    {
      key: 'switch',
      label: say('person.switch'),
      act: () => {
        void sendAllHeld()
        setDialog('switch')
      },
    },
    { key: 'position', label: say('person.position'), act: () => setDialog('position') },
    { key: 'duties', label: say('person.duties'), act: () => void navigate({ to: '/my-duties' as '/' }) },
  ]

  useEffect(() => begin(me), [me])
  const idle = useCallback(() => {
    cover('idle')
    void call(signOut, {}).catch(() => {})
  }, [])
  const { isWarned } = useIdle(me.idleMinutes, lock !== null, idle)
  if (me.mustChangePassword && pathname !== '/account') return <Navigate to={'/account' as '/'} replace />
  return (
    <SessionRoot value={me}>
      <div hidden={lock !== null}>
        <AppFrame
          menu={<MainMenu permissions={me.permissions} />}
          search={
            <div className="tk-search">
              {mayRead && (
                <SearchBox
                  onMatter={openMatter}
                  onPatient={patient => void navigate({ to: '/', search: { patient } })}
                />
              )}
              {mayRead && <NoticeBell onMatter={openMatter} onPage={to => void navigate({ to: to as '/' })} />}
              {!me.isPartner && <Unread onOpen={search => void navigate({ to: '/coordination', search })} />}
            </div>
          }
          onNew={me.permissions.includes('ticket:create') ? () => openNewTicket() : null}
          person={{ name: me.person.name, post: me.posts[0]?.unitName ?? '', position: me.position }}
          personActs={[
            ...(me.isPartner ? [] : ofTheHouse),
            { key: 'account', label: say('person.account'), act: () => void navigate({ to: '/account' }) },
            { key: 'out', label: say('person.sign-out'), act: () => void askToLeave(), isApart: true },
          ]}
          notice={isWarned ? <AcrossLine>{say('lock.warn')}</AcrossLine> : <StaleNotice />}
        >
          <Outlet />
        </AppFrame>
        <NewTicket onOpen={openMatter} />
        <HeldStrip />
        {dialog && (
          <Suspense>
            <FrameDialog
              which={dialog}
              position={me.position}
              onClose={() => setDialog(null)}
              onLeave={signOutAndLeave}
            />
          </Suspense>
        )}
      </div>
      {lock && (
        <Suspense>
          <Cover why={lock} />
        </Suspense>
      )}
    </SessionRoot>
  )
}
