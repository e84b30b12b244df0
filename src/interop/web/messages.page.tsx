import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useSteps } from '#ui/desk/log.tsx'
import { Panes } from '#ui/desk/panes.tsx'
import { Empty } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { listMessages, messageFigures } from '../contract.ts'
import { MessageDetail } from './message.tsx'
import { Filters, MessageList } from './message-list.tsx'
import { type MessageSearch, messageSearch } from './search.ts'
import { OutgoingLog } from './outward/outgoing-log.tsx'
import { messageWords } from './words.ts'
import './messages.css'

export const Route = createFileRoute('/_frame/interop/messages')({
  component: Messages,
  validateSearch: messageSearch,
})

/** Numbers of a busy interface are read again this often; each message would be too often. */
const FIGURES_MILLISECONDS = 15_000

/** The log of messages (接口消息), by direction. */
function Messages() {
  const search = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  const show = (next: MessageSearch) => void navigate({ search: next })
  return search.direction === 'out' ? (
    <OutgoingLog search={search} onSearch={show} />
  ) : (
    <IncomingLog search={search} onSearch={show} />
  )
}

interface IncomingLogProps {
  readonly search: MessageSearch
  readonly onSearch: (search: MessageSearch) => void
}

/** What the hospital's systems sent, what became of it, and the replay. */
function IncomingLog({ search, onSearch: show }: IncomingLogProps) {
  const say = useWords(messageWords)
  const today = dayAt(houseNow())
  const day = search.day ?? today
  const figures = useAnswer(messageFigures, { query: { day } }, { keepsPrevious: true })
  const reading = useAnswer(
    listMessages,
    { query: queryOf(search, day) },
    // Older pages stand still.
    { keepsPrevious: true, ...(search.after === undefined ? { live: { subject: 'interop', id: null } } : {}) },
  )
  useEffect(() => {
    const timer = setInterval(figures.again, FIGURES_MILLISECONDS)
    return () => clearInterval(timer)
  })
  useSteps(
    reading.answer?.items ?? [],
    search.message,
    { next: say('keys.next'), previous: say('keys.previous') },
    id => show({ ...search, message: id }),
  )
  const { message } = search
  return (
    <Panes
      list={{
        label: say('list.label'),
        head: <Filters search={search} day={today} figures={figures.answer} onSearch={show} />,
        content: (
          <MessageList
            reading={reading}
            search={search}
            hasAny={figures.answer === null || figures.answer.lastReceivedAt !== null}
            onSearch={show}
          />
        ),
      }}
      thread={{
        label: say('message.label'),
        content:
          message === undefined ? (
            <Empty>{say('message.none')}</Empty>
          ) : (
            <MessageDetail key={message} id={message} onMessage={id => show({ ...search, message: id })} />
          ),
      }}
    />
  )
}

/** A control id is looked for on all days, and so is what is parked. */
function queryOf({ state, controlId, parked, after }: MessageSearch, day: string) {
  const page = after === undefined ? {} : { after }
  if (controlId !== undefined) return { controlId, ...page }
  if (parked) return { state: 'parked' as const, ...page }
  return { day, ...(state === undefined ? {} : { state }), ...page }
}
