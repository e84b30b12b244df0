import { useState } from 'react'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choice } from '#ui/touch/choice.tsx'
import { LanguageSwitch } from '#ui/touch/language-switch.tsx'
import { Notice, Refused, StaleNotice } from '#ui/touch/notice.tsx'
import { Page } from '#ui/touch/page.tsx'
import { ReadingTools } from '#ui/touch/reading-tools.tsx'
import { useSend } from '#ui/use-send.ts'
import { askForCall, takeRebooking } from '../../contract.ts'
import { sayDay } from '../days.ts'
import { bookingWords } from '../touch/words.ts'
import type { Frame, RebookingView } from './rebook.page.tsx'
import { rebookWords } from './words.ts'
import './rebook.css'

interface ChooseViewProps {
  readonly frame: Frame
  readonly view: RebookingView
  readonly onView: (view: RebookingView) => void
  /** The place was taken by somebody else: what there is now is read. */
  readonly onGone: () => void
}

type Open = 'stopped' | 'here' | 'substituted'

/** The places that are proposed, the best chosen already where the session was stopped: one tap takes it (一键改约). */
export function ChooseView({ frame, view, onView, onGone }: ChooseViewProps) {
  const say = useWords(rebookWords)
  const state = view.state as Open
  const [wanted, setWanted] = useState<string | null>(null)
  const taking = useSend(takeRebooking, onView)
  const calling = useSend(askForCall, onView)
  const first = state === 'substituted' ? undefined : view.places[0]
  const chosen = view.places.find(place => place.slotId === wanted) ?? first
  const language = useLanguage()
  const isGone = taking.problem?.code === 'slot-full' || taking.problem?.code === 'slot-past'
  const take = async () => {
    if (chosen === undefined) return
    const taken = await taking.send({ body: { slotId: chosen.slotId } })
    if (taken === null) onGone()
  }
  const call = view.callAskedAt === null && (
    <Button
      kind={view.places.length === 0 ? 'main' : 'plain'}
      isBusy={calling.isSending}
      onPress={() => calling.send({ body: {} })}
    >
      {say('call')}
    </Button>
  )
  return (
    <Page
      {...frame}
      title={say(`title.${state}`)}
      tools={<ReadingTools />}
      acts={
        <>
          {isGone ? (
            <Notice tone="late">{say('gone')}</Notice>
          ) : (
            <Refused problem={taking.problem ?? calling.problem} />
          )}
          {view.places.length > 0 && (
            <Button
              kind="main"
              isBusy={taking.isSending}
              offBecause={chosen === undefined ? say('take.first') : null}
              onPress={take}
            >
              {chosen === undefined ? (
                say('take.choose')
              ) : (
                <span>
                  {say('take')}{' '}
                  <span className="rb-when figures">
                    {sayDay(chosen.day, language)} {sayTime(chosen.startsAt)}
                  </span>
                </span>
              )}
            </Button>
          )}
          {call}
        </>
      }
    >
      <StaleNotice />
      <Notice tone={state === 'substituted' ? 'plain' : 'soon'}>
        <p>{say(`why.${state}`, { doctor: view.visit.doctor })}</p>
        <p>
          {say(state === 'substituted' ? 'was.substituted' : 'was.stopped', {
            who: view.visit.patientMasked,
            unit: view.visit.unit,
            doctor: view.visit.doctor,
            when: `${sayDay(view.visit.day, language)} ${sayTime(view.visit.startsAt)}`,
            number: view.visit.number,
          })}
        </p>
      </Notice>
      {view.callAskedAt !== null && <Notice tone="done">{say('call.asked')}</Notice>}
      {view.places.length === 0 ? (
        <Notice>{say('none')}</Notice>
      ) : (
        <Places view={view} state={state} chosen={chosen?.slotId ?? null} onChoose={setWanted} />
      )}
      <LanguageSwitch />
    </Page>
  )
}

interface PlacesProps {
  readonly view: RebookingView
  readonly state: Open
  readonly chosen: string | null
  readonly onChoose: (slotId: string) => void
}

/** Each place in two lines: when and with whom, and what it is beside the one that was lost. */
function Places({ view, state, chosen, onChoose }: PlacesProps) {
  const say = useWords(rebookWords)
  const sayBooking = useWords(bookingWords)
  const language = useLanguage()
  return (
    <Choice
      label={say(state === 'substituted' ? 'choose.substituted' : 'choose')}
      value={chosen}
      onChoose={onChoose}
      options={view.places.map(place => {
        const kind = say(`kind.${place.kind}`)
        return {
          value: place.slotId,
          label: `${sayDay(place.day, language)} ${sayTime(place.startsAt)}　${place.doctor}`,
          hint: place.costsMore ? say('costs-more', { kind, fee: sayBooking(`fee.${place.feeLevel}`) }) : kind,
        }
      })}
    />
  )
}
