import { useState } from 'react'
import { useAccount } from '#modules/portal/web/account.ts'
import { ChoosePerson } from '#modules/portal/web/people.tsx'
import { type Hospital, PortalPage } from '#modules/portal/web/portal-page.tsx'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { dayAt } from '#ui/hospital-time.ts'
import { Button } from '#ui/touch/button.tsx'
import { Refused } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useSend } from '#ui/use-send.ts'
import { holdMine, readBookableDays, readBookableTimes } from '../../../contract.ts'
import { sayDay } from '../../days.ts'
import { type FreeTime, NextTimes } from '../time-grid.tsx'
import type { TimesAddress } from './times.page.tsx'
import { portalWords } from './words.ts'

interface BookPageProps extends TimesAddress {
  readonly hospital: Hospital | null
  readonly slotId: string
}

/** For whom a time is booked (为谁预约): signs in here, then the place is kept and looked over on the visit's own page. */
export function BookPage({ hospital, unitId, day, doctorId, slotId }: BookPageProps) {
  const say = useWords(portalWords)
  const language = useLanguage()
  const account = useAccount()
  const { answer } = useAnswer(readBookableTimes, { params: { unitId }, query: { day, doctor: doctorId } })
  const { answer: days } = useAnswer(readBookableDays, { params: { unitId }, query: {} })
  const [chosen, setChosen] = useState<string | null>(null)
  const { send, isSending, problem } = useSend(holdMine, visit => {
    history.replaceState(null, '', `#/visit/${visit.id}`)
    dispatchEvent(new HashChangeEvent('hashchange'))
  })
  const people = account.state === 'in' ? account.me.people : []
  const patientId = chosen ?? (people.length === 1 ? (people[0]?.patientId ?? null) : null)
  const time = answer?.items.find(one => one.slotId === slotId)
  const nameOf = (id: string) => days?.doctors.find(one => one.id === id)?.name ?? ''
  const next = problem?.code === 'slot-full' ? ((problem.facts['next'] as FreeTime[] | undefined) ?? []) : null
  return (
    <PortalPage
      title={say('who.title')}
      hospital={hospital}
      back={`#/booking/${unitId}/${day}/${doctorId}`}
      main={
        people.length > 0 && (
          <Button
            kind="main"
            isBusy={isSending}
            offBecause={patientId === null ? say('who.pick') : null}
            onPress={() => patientId !== null && send({ body: { slotId, patientId } })}
          >
            {say('who.go')}
          </Button>
        )
      }
    >
      <p className="p-text">
        <strong>
          {[
            days?.unit.name,
            nameOf(doctorId),
            [sayDay(day, language), time && sayTime(time.startsAt)].filter(Boolean).join(' '),
          ]
            .filter(Boolean)
            .map((part, n) => (
              <span key={part} className="b-part">
                {n > 0 && '· '}
                {part}{' '}
              </span>
            ))}
        </strong>
      </p>
      <ChoosePerson chosen={patientId} onChosen={setChosen} />
      {people.length > 0 && <p className="t-hint">{say('who.kept')}</p>}
      <Refused problem={problem} />
      {next && (
        <NextTimes
          next={next}
          nameOf={nameOf}
          onTime={id => {
            const free = next.find(one => one.slotId === id)
            if (free)
              location.hash = `#/book/${unitId}/${dayAt(Date.parse(free.startsAt))}/${free.doctorId}/${free.slotId}`
          }}
        />
      )}
    </PortalPage>
  )
}
