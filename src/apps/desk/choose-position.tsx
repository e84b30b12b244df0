import { Button, Radio } from 'antd'
import { useState } from 'react'
import { choosePosition, listPositions } from '#modules/staff/contract.ts'
import { Field } from '#ui/desk/field.tsx'
import { Failure, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { enter } from './session.ts'
import { frameWords } from './words.ts'

const NONE = ''

/** At which service position (工位) this person sits; a machine with a position can be switched by badge and PIN. */
export function ChoosePosition({ now, onChosen }: { readonly now: string | null; readonly onChosen: () => void }) {
  const say = useWords(frameWords)
  const { answer, problem, again } = useAnswer(listPositions, {})
  const choice = useSend(choosePosition, me => {
    enter(me)
    onChosen()
  })
  const [asked, setAsked] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const sit = (position: string | null, why: string | null) => {
    setAsked(position)
    void choice.send({ body: { position, reason: why } })
  }
  if (problem) return <Failure problem={problem} onRetry={again} />
  if (!answer) return <RowsLoading rows={2} />
  const options = [NONE, ...answer.positions].map(value => ({
    value,
    label: value === NONE ? say('position.none') : value,
  }))
  return (
    <div className="s-form">
      <Radio.Group
        vertical
        aria-label={say('position.title')}
        value={now ?? NONE}
        disabled={choice.isSending}
        options={options}
        onChange={({ target: { value } }) => sit(value === NONE ? null : value, null)}
      />
      <span className="d-hint">{say('position.hint')}</span>
      <Refused problem={choice.problem} />
      {choice.problem?.code === 'position-beyond-range' && (
        <>
          <Field label={say('position.reason')}>
            {control => (
              <input
                {...control}
                className="d-input"
                maxLength={200}
                value={reason}
                onChange={event => setReason(event.target.value)}
              />
            )}
          </Field>
          <Button
            type="primary"
            loading={choice.isSending}
            disabled={!reason.trim()}
            onClick={() => sit(asked, reason.trim())}
          >
            {say('position.again')}
          </Button>
        </>
      )}
    </div>
  )
}
