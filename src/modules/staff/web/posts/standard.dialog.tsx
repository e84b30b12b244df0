import { useState } from 'react'
import { RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { type Post, readUnits, STANDARD_DAYS, setStandard } from '../../contract.ts'
import { useStaffAct } from '../act.ts'
import { ChoiceField, WordsField } from '../controls.tsx'
import { minutesOf } from '../minutes.ts'
import { StaffDialog } from '../staff-dialog.tsx'
import { staffWords } from '../words.ts'
import { postWords } from './words.ts'

type PostName = (typeof Post.options)[number]
type Days = (typeof STANDARD_DAYS)[number]

const DAY_MINUTES = 1440

/** Sets the least number of people of a post in a unit during a shift. */
export function StandardDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(postWords)
  const sayPost = useWords(staffWords)
  const { answer } = useAnswer(readUnits, {})
  const units = answer?.units ?? []
  const [chosenUnit, setUnit] = useState<string | null>(null)
  const unit = units.find(one => one.id === chosenUnit) ?? units.find(one => one.kind === 'desk') ?? units[0]
  const posts = unit?.posts.map(one => one.post) ?? []
  const [chosenPost, setPost] = useState<PostName | null>(null)
  const post = chosenPost !== null && posts.includes(chosenPost) ? chosenPost : posts[0]
  const [shift, setShift] = useState('')
  const [from, setFrom] = useState('08:00')
  const [to, setTo] = useState('12:00')
  const [days, setDays] = useState<Days>('workdays')
  const [least, setLeast] = useState('2')
  const [isAsked, setAsked] = useState(false)
  const sender = useStaffAct(setStandard, onClose)
  const send = () => {
    setAsked(true)
    const [fromMinute, end, count] = [minutesOf(from), minutesOf(to), Number(least)]
    if (!unit || !post || !shift.trim() || fromMinute === null || end === null || !(count >= 1)) return
    const toMinute = end <= fromMinute ? end + DAY_MINUTES : end
    void sender.send({
      body: { unitId: unit.id, post, shift: shift.trim(), fromMinute, toMinute, days, least: Math.round(count) },
    })
  }
  const missing = (isThere: boolean) => (isAsked && !isThere ? say('required') : undefined)
  return (
    <StaffDialog
      title={say('staffing.set-title')}
      sender={sender}
      sendLabel={say('save')}
      onSend={send}
      onClose={onClose}
    >
      {!answer && <RowsLoading rows={1} />}
      {unit && post && (
        <>
          <ChoiceField
            label={say('staffing.unit')}
            value={unit.id}
            options={units.map(one => one.id)}
            sayOption={id => units.find(one => one.id === id)?.name ?? ''}
            onChoice={setUnit}
          />
          <ChoiceField
            label={say('staffing.post')}
            value={post}
            options={posts}
            sayOption={one => sayPost(`post.${one}`)}
            onChoice={setPost}
          />
        </>
      )}
      <WordsField
        label={say('staffing.shift')}
        value={shift}
        onWords={setShift}
        most={20}
        refusal={missing(shift.trim() !== '')}
      />
      <WordsField label={say('staffing.from')} type="time" value={from} onWords={setFrom} most={5} />
      <WordsField
        label={say('staffing.to')}
        type="time"
        value={to}
        onWords={setTo}
        most={5}
        hint={say('staffing.to-hint')}
        refusal={sender.problem?.at('toMinute')}
      />
      <ChoiceField
        label={say('staffing.days')}
        value={days}
        options={STANDARD_DAYS}
        sayOption={one => say(`days.${one}`)}
        onChoice={setDays}
      />
      <WordsField
        label={say('staffing.least')}
        type="number"
        value={least}
        onWords={setLeast}
        most={3}
        refusal={missing(Number(least) >= 1)}
      />
    </StaffDialog>
  )
}
