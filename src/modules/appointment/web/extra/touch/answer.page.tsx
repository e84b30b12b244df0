import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { houseNow } from '#ui/house-time.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Facts } from '#ui/touch/card.tsx'
import { Choices } from '#ui/touch/choice.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Failure, Loading, Notice, Refused, StaleNotice } from '#ui/touch/notice.tsx'
import { ActRow, Page } from '#ui/touch/page.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useSend } from '#ui/use-send.ts'
import { approveExtra, openAskedExtra, refuseExtra } from '../../../contract.ts'
import { sayDay } from '../../days.ts'
import { clockOf, extraWords, type SayExtra } from '../words.ts'

type Asked = Answer<typeof openAskedExtra>

interface AnswerPageProps {
  readonly id: string
  /** The service desk's, on every page. */
  readonly phone: string | null
  readonly onBack: (() => void) | null
}

/** One request on the doctor's phone (答复加号, APT-11): why, how full it is, and two buttons. */
export function AnswerPage({ id, phone, onBack }: AnswerPageProps) {
  const say = useWords(extraWords)
  const { answer, problem, again } = useAnswer(
    openAskedExtra,
    { params: { id } },
    { live: { subject: 'extra-request', id } },
  )
  const [isRefusing, setRefusing] = useState(false)
  const approval = useSend(approveExtra, again)
  const tools = onBack && (
    <Button kind="quiet" onPress={onBack}>
      {say('phone.back')}
    </Button>
  )
  const help = phone === null ? null : { name: say('phone.desk'), phone }
  if (!answer)
    return (
      <Page brand={say('phone.brand')} title={say('phone.title')} tools={tools} help={help}>
        {problem?.status === 404 ? (
          <Notice>{say('phone.over')}</Notice>
        ) : problem ? (
          <Failure problem={problem} onRetry={again} />
        ) : (
          <Loading />
        )}
      </Page>
    )
  if (isRefusing && answer.status === 'waiting')
    return (
      <RefuseView
        asked={answer}
        onBack={() => setRefusing(false)}
        onDone={() => {
          setRefusing(false)
          again()
        }}
      />
    )
  return (
    <Page
      brand={answer.unit}
      title={say('phone.title')}
      tools={tools}
      help={help}
      acts={
        answer.status === 'waiting' && (
          <ActRow>
            <Button onPress={() => setRefusing(true)}>{say('phone.no')}</Button>
            <Button kind="main" isBusy={approval.isSending} onPress={() => approval.send({ params: { id }, body: {} })}>
              {say('phone.yes')}
            </Button>
          </ActRow>
        )
      }
    >
      <StaleNotice />
      <Standing asked={answer} />
      {answer.status === 'waiting' && <ClockChip clocks={[clockOf(answer, say)]} />}
      <About asked={answer} />
      <Refused problem={approval.problem} />
    </Page>
  )
}

function Standing({ asked }: { readonly asked: Asked }) {
  const say = useWords(extraWords)
  if (asked.status === 'approved')
    return <Notice tone="done">{say('phone.approved', { extra: asked.extraNumber ?? '' })}</Notice>
  if (asked.status === 'refused') return <Notice tone="done">{say('phone.refused')}</Notice>
  return asked.status === 'waiting' ? null : <Notice>{say('phone.over')}</Notice>
}

function About({ asked }: { readonly asked: Asked }) {
  const say = useWords(extraWords)
  const language = useLanguage()
  const doctor = asked.doctors.find(one => one.id === asked.doctorId)?.name ?? ''
  return (
    <div className="t-card">
      <Facts
        facts={[
          [say('phone.who'), `${asked.patientMasked} ${who(asked, say)}`],
          [say('phone.reason'), asked.reason],
          [
            say('phone.full-label'),
            `${sayDay(asked.day, language)} ${say(`half.${asked.halfDay}`)} ${doctor}　${say('phone.full', { booked: asked.booked, capacity: asked.capacity, extras: asked.extras })}`,
          ],
        ]}
      />
    </div>
  )
}

function who(asked: Asked, say: SayExtra): string {
  const sex = say(asked.sex === 'male' || asked.sex === 'female' ? `sex.${asked.sex}` : 'sex.unknown')
  if (asked.birthYear === null) return sex
  return say('phone.age', { sex, age: new Date(houseNow()).getUTCFullYear() - asked.birthYear })
}

interface RefuseViewProps {
  readonly asked: Asked
  readonly onBack: () => void
  readonly onDone: () => void
}

function RefuseView({ asked, onBack, onDone }: RefuseViewProps) {
  const say = useWords(extraWords)
  const [reason, setReason] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isAsked, setAsked] = useState(false)
  const sender = useSend(refuseExtra, onDone)
  const offers = asked.alternatives
  const wantsOffer = offers.length > 0 && chosen.length === 0
  const send = () => {
    setAsked(true)
    if (reason.trim() === '' || wantsOffer) return
    void sender.send({ params: { id: asked.id }, body: { reason: reason.trim(), alternatives: [...chosen] } })
  }
  return (
    <Page
      brand={asked.unit}
      title={say('phone.no-title')}
      acts={
        <ActRow>
          <Button onPress={onBack}>{say('phone.back')}</Button>
          <Button kind="main" isBusy={sender.isSending} onPress={send}>
            {say('phone.send')}
          </Button>
        </ActRow>
      }
    >
      <Field
        label={say('phone.no-reason')}
        kind="long"
        value={reason}
        onText={setReason}
        maxLength={500}
        refusal={isAsked && reason.trim() === '' ? say('phone.needs-reason') : sender.problem?.at('reason')}
      />
      {offers.length > 0 && (
        <Choices
          label={say('phone.offer')}
          values={chosen}
          onChoose={setChosen}
          options={offers.map(one => ({
            value: one.slotId,
            label: sayTime(one.startsAt, 'both'),
            hint: asked.doctors.find(doctor => doctor.id === one.doctorId)?.name ?? '',
          }))}
          refusal={isAsked && wantsOffer ? say('phone.needs-offer') : undefined}
        />
      )}
      <Refused problem={sender.problem} />
    </Page>
  )
}
