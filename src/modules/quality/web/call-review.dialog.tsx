import { Button } from 'antd'
import { useState } from 'react'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { useDirectory } from '#modules/ticket/web/units.ts'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { MomentField } from '#ui/desk/moment-field.tsx'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { callReview } from '../contract.ts'
import { qualityWords } from './words.ts'

/** The kinds of units that have a liaison. */
const WITH_LIAISON: readonly string[] = ['clinical', 'technical', 'administrative']

interface CallDialogProps {
  readonly onCalled: (id: string) => void
  readonly onClose: () => void
}

/** Calls the review of a month: the pack is made, the liaisons hear of it (召集复盘会). */
export function CallDialog({ onCalled, onClose }: CallDialogProps) {
  const say = useWords(qualityWords)
  const units = useDirectory().units.filter(unit => WITH_LIAISON.includes(unit.kind))
  const [month, setMonth] = useState(() => dayAt(houseNow()).slice(0, 7))
  const [startsAt, setStartsAt] = useState<string | null>(null)
  const [place, setPlace] = useState('')
  const [without, setWithout] = useState<readonly string[]>([])
  const [isAsked, setAsked] = useState(false)
  const sender = useSend(callReview, made => {
    onClose()
    onCalled(made.id)
  })
  const chosen = units.map(unit => unit.id).filter(id => !without.includes(id))
  const send = () => {
    setAsked(true)
    if (startsAt === null || place.trim() === '') return
    void sender.send({ body: { month, startsAt, place: place.trim(), units: chosen } })
  }
  const refusal = (isMissing: boolean, field: string) =>
    isAsked && isMissing ? say('required') : sender.problem?.at(field)
  return (
    <StaffDialog
      title={say('reviews.call')}
      sender={sender}
      sendLabel={say('review.send')}
      width={620}
      onSend={send}
      onClose={onClose}
    >
      <Field label={say('review.month')} refusal={sender.problem?.at('month')}>
        {control => (
          <input
            {...control}
            className="d-input"
            type="month"
            value={month}
            max={dayAt(houseNow()).slice(0, 7)}
            onChange={event => setMonth(event.target.value)}
          />
        )}
      </Field>
      <MomentField
        label={say('review.starts')}
        value={startsAt}
        onMoment={setStartsAt}
        days={45}
        refusal={refusal(startsAt === null, 'startsAt')}
      />
      <Field label={say('review.place')} refusal={refusal(place.trim() === '', 'place')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={100}
            value={place}
            onChange={event => setPlace(event.target.value)}
          />
        )}
      </Field>
      <FieldGroup label={`${say('review.units')} ${chosen.length}/${units.length}`}>
        <span className="d-beside">
          <Button size="small" onClick={() => setWithout([])}>
            {say('review.units-all')}
          </Button>
          <Button size="small" onClick={() => setWithout(units.map(unit => unit.id))}>
            {say('review.units-none')}
          </Button>
        </span>
        <div className="qy-units">
          {units.map(unit => (
            <label key={unit.id} className="d-switch">
              <input
                type="checkbox"
                checked={!without.includes(unit.id)}
                onChange={event =>
                  setWithout(event.target.checked ? without.filter(id => id !== unit.id) : [...without, unit.id])
                }
              />{' '}
              {unit.name}
            </label>
          ))}
        </div>
      </FieldGroup>
    </StaffDialog>
  )
}
