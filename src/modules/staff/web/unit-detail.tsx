import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '#ui/desk/session.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { closeUnit, endAssignment } from '../contract.ts'
import type { Post } from '../rules/organisation.ts'
import { POST_FITS, POSTS } from '../rules/post.ts'
import { useStaffAct } from './act.ts'
import { AppointDialog } from './appoint.dialog.tsx'
import { ReasonDialog } from './reason.dialog.tsx'
import { UnitDialog } from './unit.dialog.tsx'
import type { UnitView } from './units.ts'
import { staffWords } from './words.ts'

type Holder = UnitView['posts'][number]['holders'][number]
type Asked =
  | { readonly kind: 'add' | 'change' | 'close' }
  | { readonly kind: 'appoint'; readonly posts: readonly Post[] }
  | { readonly kind: 'end'; readonly post: Post; readonly holder: Holder }

/** One unit: how it is reached, its posts with holders and vacancies, and what may be done. */
export function UnitDetail({
  unit,
  units,
  onChosen,
}: {
  readonly unit: UnitView
  readonly units: readonly UnitView[]
  readonly onChosen: (id: string) => void
}) {
  const say = useWords(staffWords)
  const may = useMay('staff:write')
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const parent = units.find(one => one.id === unit.parentId)
  const fits = POSTS.filter(post => POST_FITS[post].includes(unit.kind))
  return (
    <div className="st-detail">
      <div className="st-head">
        <h2>{unit.name}</h2>
        {may && (
          <div className="st-acts">
            <Button onClick={() => setAsked({ kind: 'add' })}>{say('units.add')}</Button>
            <Button onClick={() => setAsked({ kind: 'change' })}>{say('units.change')}</Button>
            {parent && (
              <Button danger onClick={() => setAsked({ kind: 'close' })}>
                {say('units.close')}
              </Button>
            )}
          </div>
        )}
      </div>
      <dl className="st-facts">
        <dt>{say('units.kind')}</dt>
        <dd>{say(`kind.${unit.kind}`)}</dd>
        <dt>{say('units.code')}</dt>
        <dd>{unit.code}</dd>
        {parent && (
          <>
            <dt>{say('units.parent')}</dt>
            <dd>
              <Button type="link" size="small" className="st-link" onClick={() => onChosen(parent.id)}>
                {parent.name}
              </Button>
            </dd>
          </>
        )}
        <dt>{say('units.place')}</dt>
        <dd>{unit.place ?? say('none')}</dd>
        <dt>{say('units.phone')}</dt>
        <dd className="figures">{unit.phone ?? say('none')}</dd>
        <dt>{say('units.hours')}</dt>
        <dd>{say(`units.hours.${unit.hours}`)}</dd>
      </dl>
      <div className="st-head">
        <h3>{say('units.posts')}</h3>
        {may && (
          <Button size="small" onClick={() => setAsked({ kind: 'appoint', posts: fits })}>
            {say('act.appoint')}
          </Button>
        )}
      </div>
      {unit.posts.length === 0 && <p className="d-hint">{say('units.no-posts')}</p>}
      <ul className="st-posts">
        {unit.posts.flatMap(post =>
          post.vacant ? (
            <li key={post.post}>
              <span>{say(`post.${post.post}`)}</span>
              <span data-tone="late">{say('coverage.vacant')}</span>
              {may && (
                <Button size="small" onClick={() => setAsked({ kind: 'appoint', posts: [post.post] })}>
                  {say('act.appoint')}
                </Button>
              )}
            </li>
          ) : (
            post.holders.map(holder => (
              <li key={holder.assignmentId}>
                <span>{say(`post.${post.post}`)}</span>
                <span>
                  {holder.person.name}{' '}
                  <span className="d-hint">
                    {say(holder.onDuty ? 'on-duty' : 'off-duty')} ·{' '}
                    {say('units.since', { day: sayTime(holder.from, 'day') })}
                  </span>
                </span>
                {may && (
                  <Button
                    size="small"
                    aria-label={say('act.end-of', { name: holder.person.name })}
                    onClick={() => setAsked({ kind: 'end', post: post.post, holder })}
                  >
                    {say('act.end')}
                  </Button>
                )}
              </li>
            ))
          ),
        )}
      </ul>
      {asked?.kind === 'add' && <UnitDialog parent={unit} units={units} onClose={close} onDone={onChosen} />}
      {asked?.kind === 'change' && <UnitDialog unit={unit} units={units} onClose={close} onDone={close} />}
      {asked?.kind === 'close' && <CloseDialog unit={unit} onClose={close} />}
      {asked?.kind === 'appoint' && <AppointDialog unit={unit} posts={asked.posts} onClose={close} />}
      {asked?.kind === 'end' && <EndDialog post={asked.post} holder={asked.holder} onClose={close} />}
    </div>
  )
}

function EndDialog({
  post,
  holder,
  onClose,
}: {
  readonly post: Post
  readonly holder: Holder
  readonly onClose: () => void
}) {
  const say = useWords(staffWords)
  const sender = useStaffAct(endAssignment, onClose)
  return (
    <ReasonDialog
      title={say('end.title', { name: holder.person.name, post: say(`post.${post}`) })}
      {...(post === 'liaison' ? { after: say('end.then') } : {})}
      sender={sender}
      sendLabel={say('act.end')}
      isGrave
      onSend={reason => void sender.send({ params: { id: holder.assignmentId }, body: { reason } })}
      onClose={onClose}
    />
  )
}

interface OpenMatter {
  readonly id: string
  readonly number: string
}

function CloseDialog({ unit, onClose }: { readonly unit: UnitView; readonly onClose: () => void }) {
  const say = useWords(staffWords)
  const sender = useStaffAct(closeUnit, onClose)
  const open = (sender.problem?.facts['matters'] ?? []) as readonly OpenMatter[]
  return (
    <ReasonDialog
      title={say('units.close-title', { name: unit.name })}
      after={say('units.close-then')}
      sender={sender}
      sendLabel={say('units.close')}
      isGrave
      onSend={reason => void sender.send({ params: { id: unit.id }, body: { reason, version: unit.version } })}
      onClose={onClose}
    >
      {open.length > 0 && (
        <div>
          <p>{say('units.open-matters')}</p>
          <ul>
            {open.map(matter => (
              <li key={matter.id} className="figures">
                {matter.number}
              </li>
            ))}
          </ul>
        </div>
      )}
    </ReasonDialog>
  )
}
