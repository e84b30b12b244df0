import { useState } from 'react'
import { findDoctors } from '#modules/directory/contract.ts'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { useSession } from '#ui/desk/session.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { createContent } from '../../contract.ts'
import { ContentForm, tidied } from './content-form.tsx'
import { type Content, emptyContent, type Kind } from './draft.ts'
import { ChoiceField, TextField, UnitField } from './inputs.tsx'
import { useDone } from './review-dialogs.tsx'
import { contentWords } from './words.ts'

const KINDS = ['notice', 'number', 'guide', 'doctor'] as const
const AUDIENCES = ['patient', 'staff'] as const

/** Begins an item: its kind, for whom, of which department, and its first draft (新建内容). */
export function NewDialog({
  onClose,
  onMade,
}: {
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}) {
  const say = useWords(contentWords)
  const { posts } = useSession()
  const today = dayAt(houseNow())
  const [kind, setKind] = useState<Kind>('notice')
  const [audience, setAudience] = useState<(typeof AUDIENCES)[number]>('patient')
  const [unitId, setUnit] = useState<string | null>(posts[0]?.unitId ?? null)
  const [subjectId, setSubject] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const [content, setContent] = useState<Content>(() => emptyContent('notice', today))
  const done = useDone(onClose)
  const sender = useSend(createContent, made => {
    done()
    onMade(made.id)
  })
  const choose = (next: Kind) => {
    setKind(next)
    setContent(emptyContent(next, today))
    if (next !== 'doctor') setSubject(null)
  }
  const refusal = (field: string) =>
    sender.problem?.facts['pointer'] === `/body/${field}` ? sender.problem.title : sender.problem?.at(field)
  return (
    <StaffDialog
      title={say('new.title')}
      sender={sender}
      sendLabel={say('new.save')}
      width={720}
      onSend={() =>
        void sender.send({ body: { kind, audience, code: null, unitId, subjectId, title, content: tidied(content) } })
      }
      onClose={onClose}
    >
      <div className="kn-three">
        <ChoiceField
          label={say('new.kind')}
          value={kind}
          choices={KINDS.map(one => [one, say(`kind.${one}`)])}
          onChoice={choose}
        />
        <ChoiceField
          label={say('new.audience')}
          value={audience}
          choices={AUDIENCES.map(one => [one, say(`audience.${one}`)])}
          onChoice={setAudience}
          refusal={refusal('audience')}
        />
        <UnitField
          label={say('new.unit')}
          value={unitId}
          none={say('new.no-unit')}
          onUnit={setUnit}
          refusal={refusal('unitId')}
        />
      </div>
      {kind === 'doctor' && (
        <DoctorField
          unitId={unitId}
          value={subjectId}
          refusal={refusal('subjectId')}
          onDoctor={(id, name) => {
            setSubject(id)
            setTitle(name)
          }}
        />
      )}
      <TextField label={say('field.title')} value={title} maxLength={60} onText={setTitle} refusal={refusal('title')} />
      <ContentForm key={kind} content={content} onContent={setContent} problem={sender.problem} />
    </StaffDialog>
  )
}

interface DoctorFieldProps {
  readonly unitId: string | null
  readonly value: string | null
  readonly onDoctor: (id: string, name: string) => void
  readonly refusal?: string | undefined
}

function DoctorField({ unitId, value, onDoctor, refusal }: DoctorFieldProps) {
  const say = useWords(contentWords)
  const { answer } = useAnswer(findDoctors, { query: unitId === null ? {} : { unitId } })
  const doctors = answer?.items ?? []
  return (
    <ChoiceField
      label={say('new.doctor')}
      value={value ?? ''}
      choices={[['', say('new.choose')], ...doctors.map(one => [one.doctorId, one.name] as const)]}
      onChoice={id => onDoctor(id, doctors.find(one => one.doctorId === id)?.name ?? '')}
      refusal={refusal}
    />
  )
}
