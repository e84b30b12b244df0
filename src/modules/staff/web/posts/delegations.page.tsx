import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { FieldGroup } from '#ui/desk/field.tsx'
import { MomentField } from '#ui/desk/moment-field.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { houseNow } from '#ui/house-time.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { DELEGATION_SCOPES, delegate, listDelegations, revokeDelegation } from '../../contract.ts'
import { useStaffAct } from '../act.ts'
import { WordsField } from '../controls.tsx'
import { ReasonDialog } from '../reason.dialog.tsx'
import { StaffDialog } from '../staff-dialog.tsx'
import { usePages } from './pages.ts'
import { postWords } from './words.ts'
import '../staff.css'

export const Route = createFileRoute('/_frame/delegations')({ component: DelegationsPage })

type Delegation = Answer<typeof listDelegations>['items'][number]
type Scope = Delegation['scope'][number]

/** In what and how long the deputy acts for the director (主任授权, ORG-09). */
function DelegationsPage() {
  const say = useWords(postWords)
  const { pages, problem, isLoading, more, again } = usePages(listDelegations, after => ({ query: { after } }))
  const [isGiving, setGiving] = useState(false)
  const [revoking, setRevoking] = useState<string | null>(null)
  const sender = useStaffAct(revokeDelegation, () => setRevoking(null))
  if (pages.length === 0) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const items = pages.flatMap(page => page.items)
  const mayGive = pages[0]?.mayGive === true
  return (
    <div className="st-page">
      <div className="st-head">
        <h1>{say('delegation.title')}</h1>
        {mayGive && (
          <Button type="primary" onClick={() => setGiving(true)}>
            {say('delegation.give')}
          </Button>
        )}
      </div>
      {items.length === 0 && <Empty>{say('delegation.empty')}</Empty>}
      <ul className="st-posts">
        {items.map(one => (
          <li key={one.id} className="st-wrap">
            <span>
              {say('delegation.line', { director: one.director.name, deputy: one.deputy.name })}
              <br />
              <span className="d-hint">{one.scope.map(scope => say(`scope.${scope}`)).join('、')}</span>
            </span>
            <span className="figures">
              {sayTime(one.from, 'both')} – {sayTime(one.to, 'both')}
              <br />
              <span className="d-hint">{one.reason}</span>
            </span>
            <State one={one} />
            {mayGive && one.revokedAt === null && Date.parse(one.to) > houseNow() && (
              <Button size="small" onClick={() => setRevoking(one.id)}>
                {say('delegation.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {more && (
        <Button onClick={more} loading={isLoading}>
          {say('more')}
        </Button>
      )}
      {isGiving && <GiveDialog onClose={() => setGiving(false)} />}
      {revoking && (
        <ReasonDialog
          title={say('delegation.revoke-title')}
          after={say('delegation.revoke-then')}
          sender={sender}
          sendLabel={say('delegation.revoke')}
          isGrave
          onSend={reason => void sender.send({ params: { id: revoking }, body: { reason } })}
          onClose={() => setRevoking(null)}
        />
      )}
    </div>
  )
}

function State({ one }: { readonly one: Delegation }) {
  const say = useWords(postWords)
  if (one.revokedAt)
    return (
      <span className="d-hint">
        {say('delegation.revoked', { time: sayTime(one.revokedAt, 'both'), reason: one.revokeReason ?? '' })}
      </span>
    )
  if (one.holds) return <span data-tone="done">{say('delegation.holds')}</span>
  const isComing = Date.parse(one.from) > houseNow()
  return <span className="d-hint">{say(isComing ? 'delegation.coming' : 'delegation.over')}</span>
}

const DAY_MS = 86_400_000

function GiveDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(postWords)
  const [from, setFrom] = useState<string | null>(() => new Date(houseNow()).toISOString())
  const [to, setTo] = useState<string | null>(() => new Date(houseNow() + DAY_MS).toISOString())
  const [scope, setScope] = useState<readonly Scope[]>(['everything'])
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const sender = useStaffAct(delegate, onClose)
  const missing = (value: unknown) => (isAsked && !value ? say('required') : undefined)
  const send = () => {
    setAsked(true)
    if (from && to && scope.length > 0 && reason.trim())
      void sender.send({ body: { from, to, scope: [...scope], reason: reason.trim() } })
  }
  return (
    <StaffDialog
      title={say('delegation.give-title')}
      sender={sender}
      sendLabel={say('delegation.give')}
      onSend={send}
      onClose={onClose}
    >
      <MomentField label={say('delegation.from')} value={from} onMoment={setFrom} refusal={missing(from)} days={62} />
      <MomentField label={say('delegation.to')} value={to} onMoment={setTo} refusal={missing(to)} days={180} />
      <FieldGroup label={say('delegation.scope')} refusal={missing(scope.length > 0)}>
        {DELEGATION_SCOPES.map(one => (
          <label key={one} className="d-switch">
            <input
              type="checkbox"
              checked={scope.includes(one)}
              disabled={one !== 'everything' && scope.includes('everything')}
              onChange={event =>
                setScope(event.target.checked ? [...scope, one] : scope.filter(other => other !== one))
              }
            />{' '}
            {say(`scope.${one}`)}
          </label>
        ))}
      </FieldGroup>
      <WordsField
        label={say('delegation.reason')}
        value={reason}
        onWords={setReason}
        most={200}
        refusal={missing(reason.trim())}
      />
    </StaffDialog>
  )
}
