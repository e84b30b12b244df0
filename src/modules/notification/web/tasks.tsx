import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer, Sending } from '#kernel/endpoint.ts'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { Choice, LogRow, RowTime } from '#ui/desk/log.tsx'
import { Empty, Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { type Reading, useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useSend } from '#ui/use-send.ts'
import { finishTask, type listTasks, openMessage, unmaskRecipient } from '../contract.ts'
import { Pages } from './log.tsx'
import { Phone } from './message-detail.tsx'
import type { MessageSearch } from './search.ts'
import { notificationWords, sayCode, sayTitle } from './words.ts'

type Task = Answer<typeof listTasks>['items'][number]
type Said = Sending<typeof finishTask>['body']['outcome']
const OUTCOMES: readonly Said[] = ['told', 'told-family', 'no-answer', 'not-needed', 'given-up']

interface ListProps {
  readonly reading: Reading<typeof listTasks>
  readonly search: MessageSearch
  readonly onSearch: (search: MessageSearch) => void
}

/** Open ones or done ones. */
export function TaskFilters({ search, onSearch }: Omit<ListProps, 'reading'>) {
  const say = useWords(notificationWords)
  return (
    <nav className="d-log-choices" aria-label={say('list.filter')}>
      <Choice label={say('tasks.open')} isChosen={search.done !== true} onChoose={() => onSearch({ view: 'tasks' })} />
      <Choice
        label={say('tasks.done')}
        isChosen={search.done === true}
        onChoose={() => onSearch({ view: 'tasks', done: true })}
      />
    </nav>
  )
}

/** What a person must tell (电话告知): who, what, why. */
export function TaskList({ reading, search, onSearch }: ListProps) {
  const say = useWords(notificationWords)
  const { answer, problem, isLoading, again } = reading
  if (isLoading) return <RowsLoading rows={6} />
  return (
    <>
      {problem && <Failure problem={problem} onRetry={again} />}
      {answer?.items.length === 0 && <Empty>{say(search.done ? 'tasks.empty-done' : 'tasks.empty')}</Empty>}
      <ul className="d-log-rows">
        {answer?.items.map(task => (
          <LogRow
            key={task.id}
            isChosen={task.id === search.task}
            onChoose={() => onSearch({ ...search, task: task.id })}
            top={
              <>
                <span className="d-tag" data-tone={task.doneAt === null ? 'soon' : 'done'}>
                  {task.outcome === null ? say('tasks.open') : say(`outcome.${task.outcome}`)}
                </span>
                {task.urgent && <span className="d-tag">{say('list.urgent')}</span>}
                {task.attempts > 0 && <span className="d-tag">{say('tasks.tries', { count: task.attempts })}</span>}
                <RowTime at={task.madeAt}>{sayWhen(task.madeAt)}</RowTime>
              </>
            }
            title={
              <>
                <strong>{task.recipientMasked}</strong> {sayTitle(task.title)}
              </>
            }
            foot={[say(`because.${task.because}`), ...(task.code === null ? [] : [sayCode(task.code)])].join(' · ')}
          >
            {task.dueAt !== null && (
              <span className="d-tag" data-tone="late">
                {say('tasks.until', { time: sayWhen(task.dueAt) })}
              </span>
            )}
          </LogRow>
        ))}
      </ul>
      <Pages search={search} next={answer?.next ?? null} onSearch={onSearch} />
    </>
  )
}

/** One task: what to tell, the number when it is asked for, and what came of it. */
export function TaskDetail({ task, onDone }: { readonly task: Task; readonly onDone: () => void }) {
  const say = useWords(notificationWords)
  const message = useAnswer(openMessage, { params: { id: task.messageId } })
  return (
    <article className="d-log-one nt-message">
      <header className="d-log-head">
        <h1>
          {task.recipientMasked} · {sayTitle(task.title)}
        </h1>
        {task.patientId !== null && (
          <Link to="/patients/$id" params={{ id: task.patientId }}>
            {say('task.patient')}
          </Link>
        )}
      </header>
      {!task.mayCall && <Notice tone="late">{say('task.no-call')}</Notice>}
      {message.answer && <Phone words={message.answer.words} link={message.answer.link} />}
      {task.doneAt === null ? (
        <>
          <WholeNumber task={task} />
          <OutcomeForm key={task.version} task={task} onDone={onDone} />
        </>
      ) : (
        <Notice tone="done">
          <p>
            {task.doneBy === null
              ? say('task.done-itself', { time: sayWhen(task.doneAt) })
              : say('task.done-by', {
                  name: task.doneBy,
                  time: sayWhen(task.doneAt),
                  outcome: say(`outcome.${task.outcome ?? 'told'}`),
                })}
          </p>
          {task.note !== null && <p>{task.note}</p>}
        </Notice>
      )}
    </article>
  )
}

function WholeNumber({ task }: { readonly task: Task }) {
  const say = useWords(notificationWords)
  const [numbers, setNumbers] = useState<readonly string[] | null>(null)
  const { send, isSending, problem } = useSend(unmaskRecipient, answer => setNumbers(answer.numbers))
  const reason = say('task.number-reason', { title: sayTitle(task.title) })
  if (numbers?.length === 0) return <Notice tone="soon">{say('task.no-number')}</Notice>
  if (numbers !== null)
    return (
      <ul className="nt-numbers">
        {numbers.map(number => (
          <li key={number}>
            <a className="figures" href={`tel:${number}`}>
              {number}
            </a>
          </li>
        ))}
      </ul>
    )
  return (
    <div>
      <Button
        loading={isSending}
        onClick={() => void send({ params: { id: task.messageId }, body: { reason: reason.slice(0, 200) } })}
      >
        {say('task.number')}
      </Button>
      <Refused problem={problem} />
    </div>
  )
}

function OutcomeForm({ task, onDone }: { readonly task: Task; readonly onDone: () => void }) {
  const say = useWords(notificationWords)
  const [outcome, setOutcome] = useState<Said | null>(null)
  const [note, setNote] = useState('')
  const { send, isSending, problem } = useSend(finishTask, onDone)
  const isReady = outcome !== null && (outcome !== 'given-up' || note.trim() !== '') && !isSending
  const go = () => {
    if (outcome === null || !isReady) return
    const words = note.trim()
    void send({
      params: { id: task.id },
      body: { version: task.version, outcome, note: words === '' ? null : words },
    })
  }
  return (
    <form
      className="d-form"
      onSubmit={event => {
        event.preventDefault()
        go()
      }}
    >
      <FieldGroup label={say('task.outcome')}>
        <div className="nt-outcomes">
          {OUTCOMES.map(one => (
            <label key={one}>
              <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} />{' '}
              {say(`outcome.${one}`)}
            </label>
          ))}
        </div>
      </FieldGroup>
      <Field label={say('task.note')} hint={say('task.note-hint')} refusal={problem?.at('note')} isOptional>
        {control => (
          <textarea
            {...control}
            className="d-input"
            rows={2}
            maxLength={300}
            value={note}
            onChange={event => setNote(event.target.value)}
          />
        )}
      </Field>
      <Refused problem={problem} />
      <div>
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={isSending}>
          {say('task.finish')}
        </Button>
      </div>
    </form>
  )
}
