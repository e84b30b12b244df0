import { useState } from 'react'
import { type Hospital, PortalPage } from '#modules/portal/web/portal-page.tsx'
import { useWords } from '#ui/language.ts'
import { LinkButton } from '#ui/touch/button.tsx'
import { Empty, Failure, Loading, Notice } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { readBookableDays } from '../../../contract.ts'
import { DoctorDays } from '../doctor-days.tsx'
import { usePool } from './use-pool.ts'
import { portalWords } from './words.ts'

interface DaysPageProps {
  readonly hospital: Hospital | null
  readonly unitId: string
}

/** Days and doctors of a department (选日期和医生); needs no sign-in. */
export function DaysPage({ hospital, unitId }: DaysPageProps) {
  const say = useWords(portalWords)
  const { answer, problem, again } = useAnswer(readBookableDays, { params: { unitId }, query: {} })
  usePool(again)
  const [chosen, setChosen] = useState<string | null>(null)
  const day = chosen ?? answer?.days.find(one => one.free > 0)?.day ?? answer?.days[0]?.day ?? null
  return (
    <PortalPage
      title={answer ? say('days.title', { unit: answer.unit.name }) : say('departments.title')}
      hospital={hospital}
      back="#/booking"
    >
      {answer ? (
        answer.days.length === 0 ? (
          <Empty>{say('days.none')}</Empty>
        ) : (
          <>
            {answer.unit.visitingNotes && (
              <Notice>
                <p>{answer.unit.visitingNotes}</p>
              </Notice>
            )}
            <DoctorDays
              days={answer}
              day={day}
              onDay={setChosen}
              onDoctor={doctor => {
                location.hash = `#/booking/${unitId}/${day}/${doctor.id}`
              }}
            />
            <LinkButton href={`#/wait/${unitId}`}>{say('days.wait')}</LinkButton>
          </>
        )
      ) : problem ? (
        <Failure problem={problem} onRetry={again} />
      ) : (
        <Loading />
      )}
    </PortalPage>
  )
}
