import { useState } from 'react'
import { ChoosePerson } from '#modules/portal/web/people.tsx'
import { useAccount } from '#modules/portal/web/account.ts'
import { type Hospital, PortalPage } from '#modules/portal/web/portal-page.tsx'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choice, Choices } from '#ui/touch/choice.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Refused } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useSend } from '#ui/use-send.ts'
import { joinMine, readBookableDays } from '../../../contract.ts'
import { bookableDays } from '../../days.ts'
import { portalWords } from './words.ts'

interface WaitPageProps {
  readonly hospital: Hospital | null
  readonly unitId: string
  readonly doctorId: string | null
}

const HALVES = ['any', 'morning', 'afternoon'] as const
type Half = (typeof HALVES)[number]

/** Waits for a place of a department (登记候补, APT-14): for whom, in which days and half-days, for one doctor or any. */
export function WaitPage({ hospital, unitId, doctorId }: WaitPageProps) {
  const say = useWords(portalWords)
  const account = useAccount()
  const { answer } = useAnswer(readBookableDays, { params: { unitId }, query: {} })
  const [first = '', ...later] = bookableDays()
  const [chosen, setChosen] = useState<string | null>(null)
  const [from, setFrom] = useState(first)
  const [to, setTo] = useState(later.at(-1) ?? first)
  const [half, setHalf] = useState<Half>('any')
  const [onlyDoctor, setOnlyDoctor] = useState<readonly 'only'[]>(doctorId === null ? [] : ['only'])
  const { send, isSending, problem } = useSend(joinMine, () => {
    location.hash = '#/visits'
  })
  const people = account.state === 'in' ? account.me.people : []
  const patientId = chosen ?? (people.length === 1 ? (people[0]?.patientId ?? null) : null)
  const areDays = from !== '' && to !== '' && from <= to
  const doctor = answer?.doctors.find(one => one.id === doctorId)
  const go = () => {
    if (patientId === null || !areDays) return
    void send({
      body: {
        unitId,
        doctorId: onlyDoctor.length > 0 ? doctorId : null,
        dayFrom: from,
        dayTo: to,
        halfDay: half === 'any' ? null : half,
        patientId,
      },
    })
  }
  return (
    <PortalPage
      title={say('wait.title', { unit: answer?.unit.name ?? '' })}
      hospital={hospital}
      back={`#/booking/${unitId}`}
      main={
        people.length > 0 && (
          <Button
            kind="main"
            isBusy={isSending}
            offBecause={patientId === null ? say('who.pick') : areDays ? null : say('wait.days')}
            onPress={go}
          >
            {say('wait.go')}
          </Button>
        )
      }
    >
      <p className="p-text">{say('wait.why')}</p>
      <ChoosePerson chosen={patientId} onChosen={setChosen} />
      {people.length > 0 && (
        <>
          <Field label={say('wait.from')} kind="date" value={from} onText={setFrom} />
          <Field
            label={say('wait.to')}
            kind="date"
            value={to}
            onText={setTo}
            refusal={areDays ? undefined : say('wait.days')}
          />
          <Choice
            label={say('wait.half')}
            options={HALVES.map(value => ({
              value,
              label: value === 'any' ? say('wait.half-any') : say(`half.${value}`),
            }))}
            value={half}
            onChoose={setHalf}
          />
          {doctor && (
            <Choices
              label={say('wait.doctor', { doctor: doctor.name })}
              options={[{ value: 'only', label: say('wait.doctor', { doctor: doctor.name }) }]}
              values={onlyDoctor}
              onChoose={setOnlyDoctor}
            />
          )}
          <Refused problem={problem} />
        </>
      )}
    </PortalPage>
  )
}
