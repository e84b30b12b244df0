import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import { appoint } from '../contract.ts'
import type { Post } from '../rules/organisation.ts'
import { useStaffAct } from './act.ts'
import { PersonPicker, type Picked } from './person-picker.tsx'
import { StaffDialog } from './staff-dialog.tsx'
import { AcceptFewYears } from './posts/record.dialog.tsx'
import { staffWords } from './words.ts'

/** Gives somebody a post of a unit (任命); with several possible posts, one is chosen. */
export function AppointDialog({
  unit,
  posts,
  onClose,
}: {
  readonly unit: { readonly id: string; readonly name: string }
  readonly posts: readonly Post[]
  readonly onClose: () => void
}) {
  const say = useWords(staffWords)
  const [post, setPost] = useState<Post | undefined>(posts[0])
  const [picked, setPicked] = useState<Picked | null>(null)
  const [isAsked, setAsked] = useState(false)
  const [acceptsFewYears, setAccepts] = useState(false)
  const sender = useStaffAct(appoint, onClose)
  const send = () => {
    setAsked(true)
    if (picked && post) void sender.send({ body: { personId: picked.id, post, unitId: unit.id, acceptsFewYears } })
  }
  const only = posts.length === 1 ? posts[0] : undefined
  return (
    <StaffDialog
      title={
        only
          ? say('appoint.title', { post: say(`post.${only}`), unit: unit.name })
          : say('appoint.title-any', { unit: unit.name })
      }
      sender={sender}
      sendLabel={say('act.appoint')}
      onSend={send}
      onClose={onClose}
    >
      {!only && (
        <Field label={say('appoint.post')}>
          {control => (
            <select
              {...control}
              className="d-input"
              value={post}
              onChange={event => setPost(event.target.value as Post)}
            >
              {posts.map(one => (
                <option key={one} value={one}>
                  {say(`post.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <PersonPicker
        picked={picked}
        onPicked={setPicked}
        refusal={isAsked && !picked ? say('appoint.needs-person') : undefined}
      />
      {sender.problem?.code === 'few-clinical-years' && (
        <AcceptFewYears isAccepted={acceptsFewYears} onAccept={setAccepts} />
      )}
      <p className="d-hint">{say('appoint.now')}</p>
    </StaffDialog>
  )
}
