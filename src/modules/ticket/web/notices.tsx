import { Badge, Button, Checkbox, Popover } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useQueryClient } from '@tanstack/react-query'
import { ApiProblem, call } from '#ui/client.ts'
import { Empty, Failure } from '#ui/desk/states.tsx'
import { answerKey, useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useLive } from '#ui/live.ts'
import { listNotices, seeNotice } from '../contract.ts'
import { chime, setSound, soundIsOn } from './chime.ts'
import { zh } from './text.zh.ts'
import { ticketWords } from './words.ts'

/** Where the notices lead that are about no matter. */
const PAGES: Readonly<Record<string, string>> = { 'lists-missing': '/schedule' }
const PAIN_POINTS = '/pain-points'

type NoticeRow = Answer<typeof listNotices>['items'][number]

/** Reminders and escalations for me (提醒): how many are not seen, the list, and a sound for a new one (TKT-04). */
export function NoticeBell({
  onMatter,
  onPage,
}: {
  readonly onMatter: (id: string) => void
  readonly onPage: (to: string) => void
}) {
  const say = useWords(ticketWords)
  const [isOpen, setOpen] = useState(false)
  const { answer, problem, again } = useAnswer(listNotices, {}, { live: { subject: 'ticket', id: null } })
  useLive('list-alert', null, again)
  const unseen = answer?.items.filter(one => one.seenAt === null) ?? []
  useChimeForNew(answer ? (unseen[0]?.id ?? '') : null)
  const count = unseen.length
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <div className="tk-notices">
          {problem && <Failure problem={problem} onRetry={again} />}
          {answer?.items.length === 0 && <Empty>{say('notices.none')}</Empty>}
          <NoticeList
            notices={answer?.items ?? []}
            onNotice={notice => {
              setOpen(false)
              if (notice.ticketId === null) onPage(PAGES[notice.step] ?? PAIN_POINTS)
              else onMatter(notice.ticketId)
            }}
          />
        </div>
      }
    >
      <Button
        type="text"
        aria-label={count > 0 ? `${say('notices.label')}，${say('notices.unseen', { count })}` : say('notices.label')}
      >
        {say('notices.label')} {count > 0 && <Badge count={count} size="small" />}
      </Button>
    </Popover>
  )
}

function NoticeList({
  notices,
  onNotice,
}: {
  readonly notices: readonly NoticeRow[]
  readonly onNotice: (notice: NoticeRow) => void
}) {
  const say = useWords(ticketWords)
  const queries = useQueryClient()
  const [hasSound, setHasSound] = useState(soundIsOn)
  const see = async (ids: readonly string[]) => {
    try {
      await Promise.all(ids.map(id => call(seeNotice, { params: { id }, body: {} })))
    } catch (error) {
      // A notice that could not be marked stays unseen, which is the truth.
      if (!(error instanceof ApiProblem)) throw error
    }
    await queries.invalidateQueries({ queryKey: answerKey(listNotices, {}) })
  }
  const unseen = notices.filter(one => one.seenAt === null).map(one => one.id)
  return (
    <>
      <ul>
        {notices.map(notice => (
          <li key={notice.id} data-unseen={notice.seenAt === null ? '' : undefined} data-level={notice.level}>
            <button
              type="button"
              onClick={() => {
                if (notice.seenAt === null) void see([notice.id])
                onNotice(notice)
              }}
            >
              <span>
                <strong className="figures">{notice.number}</strong> {notice.unit?.name}
              </span>
              <span>{noticeWords(notice.step, say)}</span>
              <time dateTime={notice.at} className="d-hint">
                {sayTime(notice.at, 'both')}
              </time>
            </button>
          </li>
        ))}
      </ul>
      <div className="tk-notices-foot">
        <Checkbox
          checked={hasSound}
          onChange={event => {
            setSound(event.target.checked)
            setHasSound(event.target.checked)
          }}
        >
          {say('notices.sound')}
        </Checkbox>
        {unseen.length > 1 && (
          <Button size="small" onClick={() => void see(unseen)}>
            {say('notices.all-seen')}
          </Button>
        )}
      </div>
    </>
  )
}

function noticeWords(step: string, say: ReturnType<typeof useWords<typeof zh>>): string {
  const key = `notice.${step}`
  return say(key in zh ? (key as 'notice.other') : 'notice.other')
}

/** Sounds once when a newer notice has come; not for those that were there when the desk was opened. */
function useChimeForNew(newest: string | null): void {
  const heard = useRef<string | null>(null)
  useEffect(() => {
    if (newest === null) return
    if (heard.current !== null && newest > heard.current) chime()
    if (heard.current === null || newest > heard.current) heard.current = newest
  }, [newest])
}
