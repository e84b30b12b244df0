import { useEffect, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import type { Hospital } from '#modules/portal/web/portal-page.tsx'
import { onSignedOut } from '#ui/client.ts'
import { useWords } from '#ui/language.ts'
import { startLive, stopLive } from '#ui/live.ts'
import { LinkButton } from '#ui/touch/button.tsx'
import { LanguageSwitch } from '#ui/touch/language-switch.tsx'
import { Failure, Loading, Notice, StaleNotice } from '#ui/touch/notice.tsx'
import { Page } from '#ui/touch/page.tsx'
import { ReadingTools } from '#ui/touch/reading-tools.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { readRebooking } from '../../contract.ts'
import { usePlaced } from '../touch/department-list.tsx'
import { Papers, VisitCard } from '../touch/visit-card.tsx'
import { ChooseView } from './choose-view.tsx'
import { rebookWords } from './words.ts'

export type RebookingView = Answer<typeof readRebooking>

interface RebookPageProps {
  readonly hospital: Hospital | null
}

/**
 * The page of a booking whose session was stopped or substituted, by signed link (停诊改约页): what happened, one of the places that may be
 * taken, or a call. Nothing about the illness and nothing about others.
 */
export function RebookPage({ hospital }: RebookPageProps) {
  const say = useWords(rebookWords)
  const { answer, problem, again, put } = useAnswer(readRebooking, {}, { live: { subject: 'appointment', id: null } })
  const [hasEnded, setEnded] = useState(false)
  const [hasTaken, setTaken] = useState(false)
  useEffect(() => {
    onSignedOut(() => setEnded(true))
    startLive()
    return stopLive
  }, [])
  const frame = {
    brand: hospital?.name ?? say('brand'),
    help: hospital && { name: say('desk'), phone: hospital.phone },
  }
  if (hasEnded || problem?.status === 404) return <EndedView frame={frame} />
  if (!answer)
    return (
      <Page {...frame} title={say('loading')}>
        {problem ? <Failure problem={problem} onRetry={again} /> : <Loading />}
      </Page>
    )
  if (answer.state === 'booked' || answer.state === 'over')
    return <SettledView frame={frame} view={answer} hasTaken={hasTaken} />
  return (
    <ChooseView
      frame={frame}
      view={answer}
      onView={view => {
        setTaken(view.state === 'booked')
        put(view)
      }}
      onGone={again}
    />
  )
}

export interface Frame {
  readonly brand: string
  readonly help: { readonly name: string; readonly phone: string } | null
}

interface SettledViewProps {
  readonly frame: Frame
  readonly view: RebookingView
  readonly hasTaken: boolean
}

/** There is a place, or nothing to choose any more. */
function SettledView({ frame, view, hasTaken }: SettledViewProps) {
  const say = useWords(rebookWords)
  const placed = usePlaced()
  const isBooked = view.state === 'booked'
  const isHere = view.visit.status === 'checked_in'
  return (
    <Page
      {...frame}
      title={say(isBooked && hasTaken ? 'title.moved' : `title.${view.state as 'booked'}`)}
      tools={<ReadingTools />}
    >
      <StaleNotice />
      <Notice tone={isBooked ? 'done' : 'plain'}>
        <p>{say(isHere ? 'why.arrived' : `why.${view.state as 'booked'}`)}</p>
      </Notice>
      <VisitCard visit={{ ...view.visit, place: placed(view.visit), patient: view.visit.patientMasked }} />
      {isBooked && !isHere && <Papers isMinor={false} />}
      <LanguageSwitch />
    </Page>
  )
}

/** A link that ended or was cut short: what happened, what is safe, what to do. */
function EndedView({ frame }: { readonly frame: Frame }) {
  const say = useWords(rebookWords)
  return (
    <Page
      {...frame}
      title={say('ended.title')}
      tools={<ReadingTools />}
      acts={
        <LinkButton kind="main" href="/p#/visits">
          {say('ended.visits')}
        </LinkButton>
      }
    >
      <p className="t-text">{say('ended.why')}</p>
      <p className="t-text">{say('ended.call')}</p>
      <LanguageSwitch />
    </Page>
  )
}
