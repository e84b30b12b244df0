import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Card } from '#ui/touch/card.tsx'
import { Notice, Refused } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import { answerMine, leaveMine, type listVisits } from '../../../contract.ts'
import { sayDay } from '../../days.ts'
import { usePlaced } from '../department-list.tsx'
import { KeptFor, VisitCard } from '../visit-card.tsx'
import { portalWords } from './words.ts'

type Entry = Answer<typeof listVisits>['waiting'][number]

interface MyWaitProps {
  readonly entry: Entry
  readonly onChanged: () => void
}

/** What one waits for (候补), and the place that is offered now with the time that is left to answer. */
export function MyWait({ entry, onChanged }: MyWaitProps) {
  const say = useWords(portalWords)
  const language = useLanguage()
  const placed = usePlaced()
  const [isOver, setOver] = useState(false)
  const answering = useSend(answerMine, onChanged)
  const leaving = useSend(leaveMine, onChanged)
  const { offer } = entry
  const answer = (accept: boolean) => answering.send({ params: { id: entry.id }, body: { accept } })
  return (
    <Card title={`${entry.unit} · ${entry.patientMasked}`} tone={offer ? 'soon' : 'plain'}>
      <p className="p-text">
        {say('waiting.wish', {
          from: sayDay(entry.dayFrom, language),
          to: sayDay(entry.dayTo, language),
          half: entry.halfDay === null ? say('waiting.any') : say(`half.${entry.halfDay}`),
        })}
        {' · '}
        {entry.doctor ?? say('waiting.any-doctor')}
      </p>
      {offer?.holdUntil && !isOver ? (
        <>
          <KeptFor
            until={offer.holdUntil}
            because="offer"
            onOver={() => {
              setOver(true)
              onChanged()
            }}
          />
          <VisitCard visit={{ ...offer, place: placed(offer) }} />
          <Refused problem={answering.problem} />
          <Button kind="main" isBusy={answering.isSending} onPress={() => answer(true)}>
            {say('offer.accept')}
          </Button>
          <Button isBusy={answering.isSending} onPress={() => answer(false)}>
            {say('offer.decline')}
          </Button>
        </>
      ) : (
        <>
          {isOver && <Notice tone="soon">{say('offer.over')}</Notice>}
          <p className="t-hint">{say('waiting.since', { time: sayTime(entry.madeAt, 'both') })}</p>
        </>
      )}
      <Refused problem={leaving.problem} />
      <Button kind="quiet" isBusy={leaving.isSending} onPress={() => leaving.send({ params: { id: entry.id } })}>
        {say('waiting.leave')}
      </Button>
    </Card>
  )
}
