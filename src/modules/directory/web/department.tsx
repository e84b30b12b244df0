import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Glow } from '#ui/desk/glow.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { openUnit } from '../contract.ts'
import { DescribeDialog } from './describe.dialog.tsx'
import { usePlace } from './place.ts'
import { directoryWords } from './words.ts'
import './directory.css'

export type Entry = Answer<typeof openUnit>

/** One department (科室介绍): where, when, who, what. */
export function Department({ unitId }: { readonly unitId: string }) {
  const { answer, problem, again } = useAnswer(
    openUnit,
    { params: { unitId } },
    { live: { subject: 'description', id: unitId } },
  )
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return (
    <Glow version={answer.version}>
      <Description entry={answer} />
    </Glow>
  )
}

function Description({ entry }: { readonly entry: Entry }) {
  const say = useWords(directoryWords)
  const place = usePlace()
  const [isEditing, setEditing] = useState(false)
  useShortcut('e', say('edit'), () => setEditing(true), !entry.mayEdit)
  const unknown = <span className="d-hint">{say('unknown')}</span>
  return (
    <article className="di-entry">
      <div className="di-head">
        <h1>{entry.name}</h1>
        {entry.mayEdit && (
          <Button onClick={() => setEditing(true)} aria-keyshortcuts="E">
            {say('edit')} <Keys keys="e" />
          </Button>
        )}
      </div>
      {!entry.isPublic && <Notice>{say('hidden')}</Notice>}
      <dl className="d-facts">
        <dt>{say('where')}</dt>
        <dd>
          <strong>{place(entry) ?? unknown}</strong>
          {entry.mapPoint && (
            <>
              <br />
              <span className="d-hint">
                {say('map', { x: Math.round(entry.mapPoint.x * 100), y: Math.round(entry.mapPoint.y * 100) })}
              </span>
            </>
          )}
        </dd>
        <dt>{say('phone')}</dt>
        <dd>{entry.phone ? <strong className="figures">{entry.phone}</strong> : unknown}</dd>
        <dt>{say('hours')}</dt>
        <dd>{entry.hours ?? unknown}</dd>
        <dt>{say('liaison')}</dt>
        <dd>
          {entry.liaison ? (
            <>
              {entry.liaison.name} <span className="d-hint">{say(entry.liaisonIsHere ? 'here' : 'away')}</span>
            </>
          ) : (
            <span data-tone="late">{say('vacant')}</span>
          )}
        </dd>
        <dt>{say('deputy')}</dt>
        <dd>{entry.deputy?.name ?? <span className="d-hint">{say('vacant')}</span>}</dd>
        <dt>{say('services')}</dt>
        <dd>{entry.services.join(say('comma')) || unknown}</dd>
        <dt>{say('visiting')}</dt>
        <dd className="di-words">{entry.visitingNotes ?? unknown}</dd>
        <dt>{say('introduction')}</dt>
        <dd className="di-words">{entry.introduction ?? unknown}</dd>
        <dt>{say('aliases')}</dt>
        <dd>{entry.aliases.join(say('comma')) || unknown}</dd>
        <dt>{say('code')}</dt>
        <dd className="figures">{entry.code}</dd>
      </dl>
      {isEditing && <DescribeDialog entry={entry} onClose={() => setEditing(false)} />}
    </article>
  )
}
