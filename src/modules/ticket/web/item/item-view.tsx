import { Button } from 'antd'
import { useState } from 'react'
import { useMay, useSession } from '#ui/desk/session.tsx'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { approveDraft, discardDraft, readItemVersion, saveDraft } from '../../contract.ts'
import { Differences } from './differences.tsx'
import type { Entry, Version } from './item.ts'
import { ItemFacts } from './item-facts.tsx'
import { ItemForm } from './item-form.tsx'
import { StepTimes } from './step-times.tsx'
import { useCatalogueRefresh } from './use-catalogue-refresh.ts'
import { itemWords } from './words.ts'

interface ItemViewProps {
  readonly entry: Entry
  readonly version: number
  readonly onVersion: (version: number) => void
}

/** One item in one of its versions: what it says, how it differs, and what may be done with it. */
export function ItemView({ entry, version, onVersion }: ItemViewProps) {
  const say = useWords(itemWords)
  const { answer, problem, again } = useAnswer(
    readItemVersion,
    { params: { code: entry.code, version } },
    { live: { subject: 'service-item', id: null } },
  )
  const [isEditing, setEditing] = useState(false)
  const [said, setSaid] = useState<'form.saved' | 'form.approved' | null>(null)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={8} />
  if (isEditing)
    return (
      <ItemForm
        from={answer.item}
        revision={answer.state === 'draft' ? answer.revision : null}
        isNew={false}
        onDone={(_, next) => {
          setEditing(false)
          setSaid('form.saved')
          onVersion(next)
        }}
        onCancel={() => setEditing(false)}
      />
    )
  return (
    <>
      <div className="tk-board-head">
        <h1>
          <span className="figures">{answer.item.code}</span> {answer.item.name}
        </h1>
      </div>
      <Versions entry={entry} version={version} onVersion={onVersion} />
      {said && <Notice tone="done">{say(said)}</Notice>}
      <Deciding
        key={`${answer.version} ${answer.revision}`}
        entry={entry}
        version={answer}
        onEdit={() => setEditing(true)}
        onSaid={(next, words) => {
          setSaid(words)
          onVersion(next)
        }}
      />
      {answer.reason && (
        <p>
          <span className="d-hint">{say('reason')}</span> {answer.reason}
        </p>
      )}
      <Differences version={answer} />
      <ItemFacts item={answer.item} />
      <StepTimes code={answer.item.code} />
    </>
  )
}

function Versions({ entry, version, onVersion }: ItemViewProps) {
  const say = useWords(itemWords)
  const words = (one: Entry['versions'][number]) =>
    [
      say('version.n', { version: one.version }),
      one.version === entry.current ? say('version.current') : say(`state.${stateOf(one)}`),
      !one.active && say('version.retires'),
      one.state !== 'discarded' && say('version.from', { time: sayTime(one.effectiveFrom, 'both') }),
      one.authors.length > 0 && say('version.by', { who: one.authors.map(author => author.name).join('、') }),
      one.approver && say('version.approved', { who: one.approver.name }),
      one.authors.length === 0 && say('version.first'),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <label className="d-beside">
      <span className="d-label">{say('version')}</span>
      <select className="d-input" value={version} onChange={event => onVersion(Number(event.target.value))}>
        {entry.versions.map(one => (
          <option key={one.version} value={one.version}>
            {words(one)}
          </option>
        ))}
      </select>
    </label>
  )
}

const stateOf = (one: Entry['versions'][number]): 'draft' | 'discarded' | 'coming' | 'retired' =>
  one.state !== 'approved' ? one.state : Date.parse(one.effectiveFrom) > Date.now() ? 'coming' : 'retired'

interface DecidingProps {
  readonly entry: Entry
  readonly version: Version
  readonly onEdit: () => void
  readonly onSaid: (version: number, words: 'form.saved' | 'form.approved' | null) => void
}

/** Draft, approve, give up, retire: what this person may do with this version. */
function Deciding({ entry, version, onEdit, onSaid }: DecidingProps) {
  const say = useWords(itemWords)
  const { person } = useSession()
  const mayWrite = useMay('service-item:write')
  const mayApprove = useMay('service-item:approve')
  const refresh = useCatalogueRefresh()
  const [asks, setAsks] = useState<'discard' | 'retire' | null>(null)
  const [text, setText] = useState('')
  const done = (words: 'form.saved' | 'form.approved' | null) => (answer: { version: number }) => {
    refresh()
    setAsks(null)
    onSaid(answer.version, words)
  }
  const approving = useSend(approveDraft, done('form.approved'))
  const discarding = useSend(discardDraft, done(null))
  const retiring = useSend(saveDraft, done('form.saved'))
  const params = { code: version.item.code, version: version.version }
  const isDraft = version.state === 'draft'
  const draft = entry.versions.find(one => one.state === 'draft')
  const isOwn = version.authors.some(author => author.id === person.id)
  const { version: _, ...item } = version.item
  const send = () =>
    asks === 'discard'
      ? void discarding.send({ params, body: { revision: version.revision, reason: text } })
      : void retiring.send({
          body: { item: { ...item, active: false }, revision: null, isNew: false, reason: text, effectiveFrom: null },
        })
  return (
    <div className="tk-deciding">
      <div className="d-beside">
        {isDraft && version.mayApprove && (
          <Button
            type="primary"
            loading={approving.isSending}
            onClick={() => void approving.send({ params, body: { revision: version.revision } })}
          >
            {say('approve')}
          </Button>
        )}
        {mayWrite && (isDraft || (!draft && version.state === 'approved')) && (
          <Button onClick={onEdit}>{say(isDraft ? 'edit.draft' : 'edit')}</Button>
        )}
        {mayWrite && isDraft && <Button onClick={() => setAsks('discard')}>{say('discard')}</Button>}
        {mayWrite && !draft && version.version === entry.current && version.active && (
          <Button onClick={() => setAsks('retire')}>{say('retire')}</Button>
        )}
      </div>
      {isDraft && !version.mayApprove && (
        <p className="d-hint">{say(mayApprove && isOwn ? 'approve.self' : 'approve.waits')}</p>
      )}
      {asks && (
        <form
          className="d-beside"
          onSubmit={event => {
            event.preventDefault()
            if (text.trim()) send()
          }}
        >
          <input
            className="d-input"
            aria-label={say(`${asks}.reason`)}
            placeholder={say(`${asks}.reason`)}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the button was pressed to type here
            autoFocus
            maxLength={500}
            value={text}
            onChange={event => setText(event.target.value)}
          />
          <Button htmlType="submit" disabled={!text.trim()} loading={discarding.isSending || retiring.isSending}>
            {say('send')}
          </Button>
          <Button onClick={() => setAsks(null)}>{say('cancel')}</Button>
        </form>
      )}
      <Refused problem={approving.problem ?? discarding.problem ?? retiring.problem} />
    </div>
  )
}
