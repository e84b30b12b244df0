import { createFileRoute } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { Doctor } from '#modules/directory/web/doctor.tsx'
import { Department } from '#modules/directory/web/department.tsx'
import { FindField } from '#ui/desk/find-field.tsx'
import { Panes } from '#ui/desk/panes.tsx'
import { Empty, Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useLive } from '#ui/live.ts'
import { useSend } from '#ui/use-send.ts'
import { giveNumber, searchKnowledge } from '../contract.ts'
import { type Find, FindList, type Kind, KindTabs, KINDS } from './find-list.tsx'
import { DoctorIntroduction, Published } from './published.tsx'
import { knowledgeWords } from './words.ts'
import './knowledge.css'

const UUID = /^[0-9a-f-]{36}$/
const isKind = (value: unknown): value is Find['kind'] =>
  typeof value === 'string' && KINDS.includes(value as Kind) && value !== 'all'

interface Search {
  kind?: Find['kind']
  id?: string
  /** Kinds to look among. */
  among?: Find['kind']
  /** A number that is given goes into this patient's contact. */
  patient?: string
}

export const Route = createFileRoute('/_frame/knowledge')({
  validateSearch: (search: Record<string, unknown>): Search => ({
    ...(isKind(search['kind']) ? { kind: search['kind'] } : {}),
    ...(isKind(search['among']) ? { among: search['among'] } : {}),
    ...(typeof search['id'] === 'string' && UUID.test(search['id']) ? { id: search['id'] } : {}),
    ...(typeof search['patient'] === 'string' && UUID.test(search['patient']) ? { patient: search['patient'] } : {}),
  }),
  component: KnowledgePage,
})

/** One search over all that the hospital tells, where a department is and who answers there too (知识查询, SCR-03, DIR-01): type, arrows, Enter. */
function KnowledgePage() {
  const say = useWords(knowledgeWords)
  const { kind, id, among, patient } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [text, setText] = useState('')
  const typed = useDeferredValue(text.trim())
  const { answer, problem, again } = useAnswer(
    searchKnowledge,
    { query: { ...(typed === '' ? {} : { q: typed }), ...(among === undefined ? {} : { kind: among }) } },
    { live: { subject: 'knowledge', id: null }, keepsPrevious: true },
  )
  // What a department writes of itself is not published by anybody.
  useLive('description', null, again)
  const rows = answer?.items ?? []
  const open = (row: Find) =>
    void navigate({ search: before => ({ ...before, kind: row.kind, id: row.id }), replace: true })
  const choose = (next: Kind) =>
    void navigate({
      search: ({ among: _among, ...before }) => (next === 'all' ? before : { ...before, among: next }),
      replace: true,
    })
  return (
    <Panes
      list={{
        label: say('title'),
        head: (
          <>
            <FindField
              label={say('find')}
              hint={say('hint')}
              next={say('next')}
              previous={say('previous')}
              text={text}
              rows={rows}
              at={rows.findIndex(row => row.id === id)}
              onText={setText}
              onOpen={open}
            />
            <KindTabs kind={among ?? 'all'} onKind={choose} />
          </>
        ),
        content: answer ? (
          <FindList rows={rows} typed={typed} at={id} isOne={among !== undefined} onOpen={open} />
        ) : problem ? (
          <Failure problem={problem} onRetry={again} />
        ) : (
          <RowsLoading />
        ),
        foot: answer && <span className="d-hint">{say('count', { count: rows.length })}</span>,
      }}
      thread={{
        label: say('pick'),
        content:
          kind && id ? (
            <Detail key={id} kind={kind} id={id} patientId={patient ?? null} />
          ) : (
            <Empty>{say('pick')}</Empty>
          ),
      }}
    />
  )
}

function Detail({
  kind,
  id,
  patientId,
}: {
  readonly kind: Find['kind']
  readonly id: string
  readonly patientId: string | null
}) {
  switch (kind) {
    case 'department':
      return <Department unitId={id} />
    case 'doctor':
      return (
        <Doctor doctorId={id}>
          <DoctorIntroduction doctorId={id} />
        </Doctor>
      )
    case 'number':
      return <Topic id={id} patientId={patientId} />
    case 'guide':
    case 'notice':
      return <Published id={id} />
  }
}

/** A topic of the phone book; a number that is given is noted. */
function Topic({ id, patientId }: { readonly id: string; readonly patientId: string | null }) {
  const say = useWords(knowledgeWords)
  const sender = useSend(giveNumber)
  const [given, setGiven] = useState<{ name: string; phone: string } | null>(null)
  return (
    <Published
      id={id}
      onGive={(item, line) => {
        setGiven(null)
        void sender
          .send({ params: { id: item.id }, body: { revisionId: item.revisionId, line, patientId } })
          .then(answer => answer && setGiven(answer))
      }}
    >
      {patientId && <Notice>{say('number.for')}</Notice>}
      {given && <Notice tone="done">{say(patientId ? 'number.given-patient' : 'number.given', given)}</Notice>}
      <Refused problem={sender.problem} />
    </Published>
  )
}
