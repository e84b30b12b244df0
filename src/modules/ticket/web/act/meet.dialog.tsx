import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { MomentField } from '#ui/desk/moment-field.tsx'
import { useWords } from '#ui/language.ts'
import { callMeeting } from '../../contract.ts'
import { isOpenPart } from '../ticket.ts'
import { ActDialog } from './act-dialog.tsx'
import { Choose } from './choose.tsx'
import type { DialogProps } from './dialog.ts'
import { PeoplePicker } from './people-picker.tsx'
import { UnitPicker } from './unit-picker.tsx'
import { useAct } from './use-act.ts'
import { actWords } from './words.ts'

/** Calls a joint meeting (联席会议, TKT-07) of the departments that take part, and others. */
export function MeetDialog({ ticket, onClose }: DialogProps) {
  const say = useWords(actWords)
  const [way, setWay] = useState<'online' | 'room'>('online')
  const [place, setPlace] = useState('')
  const [startsAt, setStartsAt] = useState<string | null>(null)
  const [units, setUnits] = useState<readonly string[]>(() => [
    ...new Set(ticket.parts.filter(isOpenPart).map(part => part.unit.id)),
  ])
  const [people, setPeople] = useState<readonly string[]>([])
  const sender = useAct(callMeeting, ticket.id, onClose)
  return (
    <ActDialog
      title={say('meet.title')}
      ticket={ticket}
      sender={sender}
      sendLabel={say('meet.send')}
      isReady={place.trim() !== '' && startsAt !== null && units.length > 0}
      onSend={() =>
        startsAt &&
        void sender.send({
          params: { id: ticket.id },
          body: { way, place, startsAt, units: [...units], people: [...people] },
        })
      }
      onClose={onClose}
    >
      <Choose
        label={say('meet.way')}
        options={[
          { key: 'online', label: say('meet.online') },
          { key: 'room', label: say('meet.room') },
        ]}
        chosen={way}
        onChoose={setWay}
        hasDigits
      />
      <Field label={say(way === 'online' ? 'meet.link' : 'meet.place')} refusal={sender.problem?.at('place')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={200}
            value={place}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
            autoFocus
            onChange={event => setPlace(event.target.value)}
          />
        )}
      </Field>
      <MomentField
        label={say('meet.starts')}
        value={startsAt}
        onMoment={setStartsAt}
        refusal={sender.problem?.at('startsAt')}
      />
      <UnitPicker
        label={say('meet.units')}
        chosen={units}
        onChosen={setUnits}
        refusal={
          sender.problem?.at('units') ?? (sender.problem?.code === 'unit-unknown' ? sender.problem.title : undefined)
        }
      />
      <PeoplePicker
        label={say('meet.people')}
        chosen={people}
        onChosen={setPeople}
        refusal={sender.problem?.code === 'person-unknown' ? sender.problem.title : undefined}
      />
    </ActDialog>
  )
}
