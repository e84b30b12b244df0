import { type ReactNode, useState } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choice, Choices } from '#ui/touch/choice.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Empty, Refused } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import { addPerson, provePhone, registerPerson } from '../contract.ts'
import { type Me, putAccount } from './account.ts'
import { CodeFields, isCode, isMobile } from './code-fields.tsx'
import { accountWords } from './words.ts'
import './account.css'

const RELATIONS = ['self', 'spouse', 'parent', 'child', 'other'] as const
type Relation = (typeof RELATIONS)[number]
const PROOFS = ['birth-date', 'id-last-four'] as const
type Way = 'found' | 'new' | 'phone'

/** Adds somebody for whom this account acts (添加就诊人): who is known by the number, who is new, or a relative with another number. */
export function AddPerson({ me, onAdded }: { readonly me: Me; readonly onAdded: () => void }) {
  const say = useWords(accountWords)
  const [way, setWay] = useState<Way>('found')
  const added = (fresh: Me) => {
    putAccount(fresh)
    onAdded()
  }
  const otherWay = <Button onPress={() => setWay('found')}>{say('add.other-way')}</Button>
  if (way === 'new')
    return (
      <>
        <RegisterForm me={me} onDone={added} />
        {otherWay}
      </>
    )
  if (way === 'phone')
    return (
      <>
        <RelativeForm
          onDone={fresh => {
            putAccount(fresh)
            setWay('found')
          }}
        />
        {otherWay}
      </>
    )
  return (
    <>
      {me.candidates.length === 0 ? <Empty>{say('add.found-none')}</Empty> : <FoundForm me={me} onDone={added} />}
      <h2 className="p-head">{say(me.candidates.length === 0 ? 'add.ways' : 'add.other-ways')}</h2>
      <Button onPress={() => setWay('new')}>{say('add.new')}</Button>
      <Button onPress={() => setWay('phone')}>{say('add.phone')}</Button>
    </>
  )
}

interface FormProps {
  readonly onGo: () => void
  readonly isSending: boolean
  readonly problem: ApiProblem | null
  readonly go: string
  readonly children: ReactNode
}

function Form({ onGo, isSending, problem, go, children }: FormProps) {
  return (
    <form
      className="p-form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        onGo()
      }}
    >
      {children}
      <Refused problem={problem} />
      <Button kind="main" submits onPress={onGo} isBusy={isSending}>
        {go}
      </Button>
    </form>
  )
}

interface AsFieldsProps {
  readonly hasSelf: boolean
  readonly relation: Relation
  readonly onRelation: (relation: Relation) => void
  /** Shown for a child, or where nobody knows yet. */
  readonly asksGuardian: boolean
  readonly isGuardian: boolean
  readonly onGuardian: (isGuardian: boolean) => void
}

function AsFields({ hasSelf, relation, onRelation, asksGuardian, isGuardian, onGuardian }: AsFieldsProps) {
  const say = useWords(accountWords)
  return (
    <>
      <Choice
        label={say('add.as')}
        options={RELATIONS.filter(one => !(hasSelf && one === 'self')).map(value => ({
          value,
          label: say(`relation.${value}`),
        }))}
        value={relation}
        onChoose={onRelation}
      />
      {asksGuardian && (
        <Choices
          label={say('add.guardian')}
          options={[{ value: 'yes', label: say('add.guardian-yes') }]}
          values={isGuardian ? ['yes'] : []}
          onChoose={values => onGuardian(values.length > 0)}
        />
      )}
    </>
  )
}

const firstRelation = (me: Me): Relation => (me.people.some(one => one.relation === 'self') ? 'other' : 'self')

interface AddFormProps {
  readonly me: Me
  readonly onDone: (me: Me) => void
}

function FoundForm({ me, onDone }: AddFormProps) {
  const say = useWords(accountWords)
  const [who, setWho] = useState<string | null>(
    me.candidates.length === 1 ? (me.candidates[0]?.patientId ?? null) : null,
  )
  const [relation, setRelation] = useState<Relation>(firstRelation(me))
  const [isGuardian, setGuardian] = useState(false)
  const [kind, setKind] = useState<(typeof PROOFS)[number]>('birth-date')
  const [value, setValue] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, problem } = useSend(addPerson, onDone)
  const chosen = me.candidates.find(one => one.patientId === who)
  const isFilled = kind === 'birth-date' ? /^\d{4}-\d{2}-\d{2}$/.test(value) : value.trim().length === 4
  const go = () => {
    setAsked(true)
    if (chosen && isFilled)
      void send({
        body: {
          patientId: chosen.patientId,
          relation,
          isGuardian: isGuardian && chosen.isChild,
          proof: { kind, value: value.trim() },
        },
      })
  }
  const isWrong = problem?.code === 'proof-wrong'
  return (
    <Form onGo={go} isSending={isSending} problem={isWrong ? null : problem} go={say('add.go')}>
      <Choice
        label={say('add.found')}
        options={me.candidates.map(one => ({
          value: one.patientId,
          label: one.nameMasked,
          ...(one.isChild && { hint: say('people.child') }),
        }))}
        value={who}
        onChoose={setWho}
        refusal={isAsked && !chosen ? say('add.who-needed') : undefined}
      />
      <AsFields
        hasSelf={me.people.some(one => one.relation === 'self')}
        relation={relation}
        onRelation={setRelation}
        asksGuardian={chosen?.isChild ?? false}
        isGuardian={isGuardian}
        onGuardian={setGuardian}
      />
      <Choice
        label={say('add.proof')}
        options={PROOFS.map(one => ({ value: one, label: say(`proof.${one}`) }))}
        value={kind}
        onChoose={next => {
          setKind(next)
          setValue('')
        }}
      />
      <Field
        label={say(`proof.${kind}`)}
        kind={kind === 'birth-date' ? 'date' : 'text'}
        value={value}
        onText={setValue}
        maxLength={kind === 'birth-date' ? 10 : 4}
        refusal={isAsked && !isFilled ? say('proof.needed') : isWrong ? problem?.title : undefined}
      />
    </Form>
  )
}

function RegisterForm({ me, onDone }: AddFormProps) {
  const say = useWords(accountWords)
  const [name, setName] = useState('')
  const [idNumber, setIdNumber] = useState('')
  const [relation, setRelation] = useState<Relation>(firstRelation(me))
  const [isGuardian, setGuardian] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, problem } = useSend(registerPerson, onDone)
  const lacksName = name.trim() === ''
  const lacksId = idNumber.trim().length < 15
  const go = () => {
    setAsked(true)
    if (!lacksName && !lacksId) void send({ body: { name, idNumber, relation, isGuardian } })
  }
  const atId = problem?.code === 'document-invalid' ? problem.title : undefined
  const atName = problem?.code === 'name-unreadable' ? problem.title : undefined
  return (
    <Form onGo={go} isSending={isSending} problem={atId || atName ? null : problem} go={say('new.go')}>
      <h2 className="p-head">{say('new.title')}</h2>
      <Field
        label={say('new.name')}
        value={name}
        onText={setName}
        maxLength={40}
        autoComplete="name"
        refusal={isAsked && lacksName ? say('new.name-needed') : atName}
      />
      <Field
        label={say('new.id')}
        hint={say('new.id-hint')}
        value={idNumber}
        onText={setIdNumber}
        maxLength={20}
        refusal={isAsked && lacksId ? say('new.id-needed') : atId}
      />
      <AsFields
        hasSelf={me.people.some(one => one.relation === 'self')}
        relation={relation}
        onRelation={setRelation}
        asksGuardian={relation !== 'self'}
        isGuardian={isGuardian}
        onGuardian={setGuardian}
      />
    </Form>
  )
}

function RelativeForm({ onDone }: Pick<AddFormProps, 'onDone'>) {
  const say = useWords(accountWords)
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, problem } = useSend(provePhone, onDone)
  const go = () => {
    setAsked(true)
    if (isMobile(phone) && isCode(code)) void send({ body: { phone, code: code.trim() } })
  }
  return (
    <Form onGo={go} isSending={isSending} problem={problem} go={say('relative.go')}>
      <h2 className="p-head">{say('relative.title')}</h2>
      <p className="p-text">{say('relative.why')}</p>
      <CodeFields phone={phone} onPhone={setPhone} code={code} onCode={setCode} isAsked={isAsked} />
    </Form>
  )
}
