import { createFileRoute, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Choice, useSteps } from '#ui/desk/log.tsx'
import { Panes } from '#ui/desk/panes.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Empty } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { listMessages, listTasks } from '../contract.ts'
import { FigureRows, Figures } from './figures.tsx'
import { LogFilters, LogList } from './log.tsx'
import { MessageDetail } from './message-detail.tsx'
import { type MessageSearch, messageSearch, VIEWS } from './search.ts'
import { TaskDetail, TaskFilters, TaskList } from './tasks.tsx'
import { notificationWords } from './words.ts'
import './messages.css'

export const Route = createFileRoute('/_frame/messages')({ component: Messages, validateSearch: messageSearch })

/** Messages (消息, SCR-58): the message centre and delivery log, what a person must tell, and how the channels do. */
function Messages() {
  const search = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  const show = (next: MessageSearch) => void navigate({ search: next })
  const today = dayAt(houseNow())
  if (search.view === 'tasks') return <TasksView search={search} onSearch={show} />
  if (search.view === 'figures') return <FiguresView search={search} today={today} onSearch={show} />
  return <LogView search={search} today={today} onSearch={show} />
}

interface ViewProps {
  readonly search: MessageSearch
  readonly onSearch: (search: MessageSearch) => void
}

function Head({ search, onSearch, children }: ViewProps & { readonly children?: ReactNode }) {
  const say = useWords(notificationWords)
  const may = useMay('message:work')
  return (
    <div className="d-log-filters">
      <nav className="d-log-choices" aria-label={say('views')}>
        {VIEWS.filter(view => view !== 'tasks' || may).map(view => (
          <Choice
            key={view}
            label={say(`view.${view}`)}
            isChosen={(search.view ?? 'log') === view}
            onChoose={() => onSearch(view === 'log' ? {} : { view })}
          />
        ))}
      </nav>
      {children}
    </div>
  )
}

function LogView({ search, today, onSearch }: ViewProps & { readonly today: string }) {
  const say = useWords(notificationWords)
  const { state, after, message } = search
  const reading = useAnswer(
    listMessages,
    {
      query: {
        day: search.day ?? today,
        ...(state === undefined ? {} : { state }),
        ...(after === undefined ? {} : { after }),
      },
    },
    { keepsPrevious: true, ...(after === undefined ? { live: { subject: 'message', id: null } } : {}) },
  )
  useSteps(reading.answer?.items ?? [], message, { next: say('keys.next'), previous: say('keys.previous') }, id =>
    onSearch({ ...search, message: id }),
  )
  return (
    <Panes
      list={{
        label: say('list.label'),
        head: (
          <Head search={search} onSearch={onSearch}>
            <LogFilters search={search} today={today} onSearch={onSearch} />
          </Head>
        ),
        content: <LogList reading={reading} search={search} onSearch={onSearch} />,
      }}
      thread={{
        label: say('detail.label'),
        content:
          message === undefined ? (
            <Empty>{say('detail.none')}</Empty>
          ) : (
            <MessageDetail key={message} id={message} onMessage={id => onSearch({ ...search, message: id })} />
          ),
      }}
    />
  )
}

function TasksView({ search, onSearch }: ViewProps) {
  const say = useWords(notificationWords)
  const { after, done } = search
  const reading = useAnswer(
    listTasks,
    { query: { ...(done === true ? { done: 'yes' as const } : {}), ...(after === undefined ? {} : { after }) } },
    { keepsPrevious: true, ...(after === undefined ? { live: { subject: 'message', id: null } } : {}) },
  )
  const chosen = reading.answer?.items.find(task => task.id === search.task)
  return (
    <Panes
      list={{
        label: say('tasks.label'),
        head: (
          <Head search={search} onSearch={onSearch}>
            <TaskFilters search={search} onSearch={onSearch} />
          </Head>
        ),
        content: <TaskList reading={reading} search={search} onSearch={onSearch} />,
      }}
      thread={{
        label: say('detail.label'),
        content: chosen ? (
          <TaskDetail key={chosen.id} task={chosen} onDone={reading.again} />
        ) : (
          <Empty>{say('tasks.none')}</Empty>
        ),
      }}
    />
  )
}

function FiguresView({ search, today, onSearch }: ViewProps & { readonly today: string }) {
  const say = useWords(notificationWords)
  return (
    <Panes
      list={{
        label: say('figures.label'),
        head: <Head search={search} onSearch={onSearch} />,
        content: <Figures search={search} today={today} onSearch={onSearch} />,
      }}
      thread={{
        label: say('detail.label'),
        content: <FigureRows search={search} today={today} onSearch={onSearch} />,
      }}
    />
  )
}
