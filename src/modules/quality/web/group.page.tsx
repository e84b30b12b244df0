import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { handOnPart } from '#modules/ticket/contract.ts'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { Field } from '#ui/desk/field.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { readGroup } from '../contract.ts'
import { qualityWords } from './words.ts'
import './quality.css'

export const Route = createFileRoute('/_frame/group')({
  validateSearch: (search: Record<string, unknown>): { readonly unit?: string } =>
    typeof search['unit'] === 'string' ? { unit: search['unit'] } : {},
  component: GroupPage,
})

type Board = Answer<typeof readGroup>
type Share = Board['shares'][number]
const VIEWS = ['all', 'unaccepted', 'unattended', 'overdue'] as const
type View = (typeof VIEWS)[number]
const IN_VIEW: Readonly<Record<View, (share: Share) => boolean>> = {
  all: () => true,
  unaccepted: share => share.state === 'unaccepted',
  unattended: share => share.unattended,
  overdue: share => share.late,
}

/** My group (组长看板): who is there with how much, what comes due next, and whom to give it to. */
function GroupPage() {
  const say = useWords(qualityWords)
  const navigate = useNavigate()
  const { unit } = Route.useSearch()
  const { answer, problem, again } = useAnswer(
    readGroup,
    { query: unit ? { unit } : {} },
    { live: { subject: 'ticket', id: null }, keepsPrevious: true },
  )
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={6} />
  return (
    <div className="qy-page">
      <div className="qy-head">
        <h1>{answer.unit?.name ?? say('group.title')}</h1>
        {answer.groups.length > 1 && (
          <label className="d-beside">
            {say('group.choose')}
            <select
              className="d-input"
              value={answer.unit?.id ?? ''}
              onChange={event =>
                void navigate({ to: '/group' as '/', search: { unit: event.target.value } as never, replace: true })
              }
            >
              {answer.groups.map(group => (
                <option key={group.id} value={group.id}>
                  {group.name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {problem && <Failure problem={problem} onRetry={again} />}
      {answer.unit === null ? (
        <Empty>{say('group.none')}</Empty>
      ) : (
        <>
          <People board={answer} />
          <Shares key={answer.unit.id} board={answer} onDone={again} />
        </>
      )}
    </div>
  )
}

function People({ board }: { readonly board: Board }) {
  const say = useWords(qualityWords)
  return (
    <section>
      <h2>{say('group.people')}</h2>
      {board.people.length === 0 && <p className="d-hint">{say('group.no-people')}</p>}
      <ul className="qy-numbers">
        {board.people.map(({ person, post, onDuty, shares, late }) => (
          <li key={person.id} data-tone={late > 0 ? 'late' : 'plain'}>
            <span>
              <strong>{person.name}</strong>{' '}
              <span className="d-tag" data-tone={onDuty ? 'done' : 'plain'}>
                {say(onDuty ? 'group.on' : 'group.off')}
              </span>
            </span>
            <span className="d-hint">{say(POST_SAID[post] ?? 'post.member')}</span>
            <span className="figures">
              {say('group.load')} {shares} · {say('group.late')} {late}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
const POST_SAID: Readonly<Record<string, 'post.group-lead' | 'post.group-member' | 'post.desk-agent'>> = {
  'group-lead': 'post.group-lead',
  'group-member': 'post.group-member',
  'desk-agent': 'post.desk-agent',
}

function Shares({ board, onDone }: { readonly board: Board; readonly onDone: () => void }) {
  const say = useWords(qualityWords)
  const navigate = useNavigate()
  const [view, setView] = useState<View>('all')
  const [reassigned, setReassigned] = useState<Share | null>(null)
  const shown = board.shares.filter(IN_VIEW[view])
  return (
    <section>
      <h2>{say('group.shares')}</h2>
      <div className="qy-tabs">
        {VIEWS.map(one => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>
            {say(`group.${one}`, { count: board.shares.filter(IN_VIEW[one]).length })}
          </button>
        ))}
      </div>
      {shown.length === 0 ? (
        <Empty>{say('group.empty')}</Empty>
      ) : (
        <div className="qy-scroll">
          <table className="qy-table">
            <caption className="said-only">{say('group.shares')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('rows.number')}</th>
                <th scope="col">{say('rows.item')}</th>
                <th scope="col">{say('rows.patient')}</th>
                <th scope="col">{say('group.assignee')}</th>
                <th scope="col">{say('group.clock')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {shown.map(share => (
                <tr key={share.partId}>
                  <td>
                    <button
                      type="button"
                      className="qy-link figures"
                      onClick={() => void navigate({ to: '/', search: { matter: share.matter.id } as never })}
                    >
                      {share.matter.number}
                    </button>
                  </td>
                  <td>{share.matter.item.name}</td>
                  <td>{share.matter.patient.nameMasked || say('rows.no-patient')}</td>
                  <td>
                    {share.assignee.name}{' '}
                    {share.unattended && (
                      <span className="d-tag" data-tone="soon">
                        {say('group.off')}
                      </span>
                    )}
                  </td>
                  <td>
                    <ClockChip
                      clocks={[
                        {
                          label: say(share.state === 'unaccepted' ? 'group.clock-response' : 'group.clock-limit'),
                          startedAt: share.matter.openedAt,
                          dueAt: share.dueAt,
                          doneAt: null,
                          isPromise: false,
                          waiting: null,
                        },
                      ]}
                    />
                  </td>
                  <td>
                    <Button size="small" onClick={() => setReassigned(share)}>
                      {say('group.reassign')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {reassigned && (
        <ReassignDialog board={board} share={reassigned} onDone={onDone} onClose={() => setReassigned(null)} />
      )}
    </section>
  )
}

interface ReassignProps {
  readonly board: Board
  readonly share: Share
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Another colleague of the group has it now; those on duty with the least stand first. */
function ReassignDialog({ board, share, onDone, onClose }: ReassignProps) {
  const say = useWords(qualityWords)
  const people = board.people
    .filter(one => one.person.id !== share.assignee.id)
    .toSorted((a, b) => Number(b.onDuty) - Number(a.onDuty) || a.shares - b.shares)
  const [personId, setPersonId] = useState(people[0]?.person.id ?? '')
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const sender = useSend(handOnPart, () => {
    onDone()
    onClose()
  })
  const send = () => {
    setAsked(true)
    if (reason.trim() === '' || personId === '') return
    void sender.send({
      params: { id: share.matter.id, partId: share.partId },
      body: { reason: reason.trim(), unitId: null, personId },
    })
  }
  return (
    <StaffDialog
      title={say('group.reassign-title', { number: share.matter.number })}
      sender={sender}
      sendLabel={say('group.reassign')}
      onSend={send}
      onClose={onClose}
    >
      <Field label={say('group.reassign-to')} refusal={isAsked && personId === '' ? say('group.no-people') : undefined}>
        {control => (
          <select {...control} className="d-input" value={personId} onChange={event => setPersonId(event.target.value)}>
            {people.map(({ person, onDuty, shares }) => (
              <option key={person.id} value={person.id}>
                {person.name} · {say(onDuty ? 'group.on' : 'group.off')} · {say('group.load')} {shares}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label={say('group.reassign-reason')}
        refusal={isAsked && reason.trim() === '' ? say('required') : sender.problem?.at('reason')}
      >
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={200}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        )}
      </Field>
    </StaffDialog>
  )
}
