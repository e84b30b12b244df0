import { useState } from 'react'
import { type Hospital, PortalPage } from '#modules/portal/web/portal-page.tsx'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { Button, LinkButton } from '#ui/touch/button.tsx'
import { Failure, Loading } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { readBookableTimes } from '../../../contract.ts'
import { sayDay } from '../../days.ts'
import { TimeGrid } from '../time-grid.tsx'
import { usePool } from './use-pool.ts'
import { portalWords } from './words.ts'

export interface TimesAddress {
  readonly unitId: string
  readonly day: string
  readonly doctorId: string
}

/** The times of a doctor's day (选时间); a place that goes is greyed while one looks. Needs no sign-in. */
export function TimesPage({ hospital, unitId, day, doctorId }: TimesAddress & { readonly hospital: Hospital | null }) {
  const say = useWords(portalWords)
  const language = useLanguage()
  const { answer, problem, again } = useAnswer(readBookableTimes, {
    params: { unitId },
    query: { day, doctor: doctorId },
  })
  usePool(again)
  const [slotId, setSlotId] = useState<string | null>(null)
  const chosen = answer?.items.find(one => one.slotId === slotId && one.free > 0)
  const doctor = answer?.doctors.find(one => one.id === doctorId)
  return (
    <PortalPage
      title={say('times.title')}
      hospital={hospital}
      back={`#/booking/${unitId}`}
      main={
        <Button
          kind="main"
          offBecause={chosen ? null : say('times.pick')}
          onPress={() => {
            location.hash = `#/book/${unitId}/${day}/${doctorId}/${slotId}`
          }}
        >
          {chosen ? `${say('times.go')} ${sayTime(chosen.startsAt)}` : say('times.pick')}
        </Button>
      }
    >
      <p className="p-text">
        <strong>{[doctor?.name, sayDay(day, language)].filter(Boolean).join(' · ')}</strong>
      </p>
      {answer ? (
        <>
          <TimeGrid times={answer.items} chosen={slotId} onTime={time => setSlotId(time.slotId)} />
          <LinkButton href={`#/wait/${unitId}/${doctorId}`}>{say('times.wait')}</LinkButton>
        </>
      ) : problem ? (
        <Failure problem={problem} onRetry={again} />
      ) : (
        <Loading />
      )}
    </PortalPage>
  )
}
