import { useQueryClient } from '@tanstack/react-query'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { ApiProblem, call } from '#ui/client.ts'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLive } from '#ui/live.ts'
import { useWords } from '#ui/language.ts'
import { myAlerts, seeAlert } from '../contract.ts'
import { meetingWords } from './words.ts'
import './meeting.css'

interface UnreadProps {
  readonly onOpen: (search: { readonly tab?: 'broadcasts'; readonly issue?: string }) => void
}

/** What I have not read: broadcasts, and issues that came or escalated to me. Not there while there is nothing. */
export function Unread({ onOpen }: UnreadProps) {
  const say = useWords(meetingWords)
  const [isOpen, setOpen] = useState(false)
  const { answer, again } = useAnswer(myAlerts, {}, { live: { subject: 'broadcast', id: null } })
  useLive('coordination', null, again)
  const count = answer ? answer.alerts.length + answer.broadcasts.length : 0
  if (!answer || count === 0) return null
  const open = (search: Parameters<typeof onOpen>[0]) => {
    setOpen(false)
    onOpen(search)
  }
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={<UnreadList unread={answer} onOpen={open} />}
    >
      <Button type="text" aria-label={`${say('unread.label')}，${say('unread.count', { count })}`}>
        {say('unread.label')} <Badge count={count} size="small" />
      </Button>
    </Popover>
  )
}

function UnreadList({
  unread,
  onOpen,
}: {
  readonly unread: Answer<typeof myAlerts>
  readonly onOpen: UnreadProps['onOpen']
}) {
  const say = useWords(meetingWords)
  const queries = useQueryClient()
  const see = async (id: string) => {
    try {
      await call(seeAlert, { params: { id }, body: {} })
    } catch (error) {
      // An alert that could not be marked stays unseen, which is the truth.
      if (!(error instanceof ApiProblem)) throw error
    }
    await queries.invalidateQueries({ queryKey: [myAlerts.id] })
  }
  return (
    <ul className="me-unread">
      {unread.alerts.map(one => (
        <li key={one.id}>
          <button
            type="button"
            onClick={() => {
              void see(one.id)
              onOpen({ issue: one.issueId })
            }}
          >
            {say(`unread.${one.kind}`, { title: one.title })}
          </button>
        </li>
      ))}
      {unread.broadcasts.map(one => (
        <li key={one.id}>
          <button type="button" onClick={() => onOpen({ tab: 'broadcasts' })}>
            {say('unread.broadcast', { title: one.title })}
          </button>
        </li>
      ))}
      <li>
        <button type="button" onClick={() => onOpen({})}>
          {say('unread.all')}
        </button>
      </li>
    </ul>
  )
}
