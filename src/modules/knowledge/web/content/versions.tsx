import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { compareContent } from '../../contract.ts'
import type { Item } from './content-item.tsx'
import { StateMark } from './state-mark.tsx'
import { contentWords } from './words.ts'

/** Every version with who wrote it, who approved it, and where it differs from the one before. */
export function Versions({ item }: { readonly item: Item }) {
  const say = useWords(contentWords)
  return (
    <section>
      <h2 className="kn-title">{say('versions')}</h2>
      <ol className="kn-versions">
        {item.versions.map((version, place) => (
          <li key={version.id}>
            <div className="kn-head">
              <strong>{say('version.number', { number: version.number })}</strong>
              <StateMark state={version.state} />
            </div>
            <p className="d-hint">
              {[
                version.publishedAt
                  ? say('version.published', { time: sayTime(version.publishedAt, 'both') })
                  : say('version.changed', { time: sayTime(version.changedAt, 'both') }),
                version.endedAt && say('version.ended', { time: sayTime(version.endedAt, 'both') }),
                `${say('authors')} ${version.authors.map(one => one.name).join(say('comma'))}`,
                version.reviewer && `${say('reviewer')} ${version.reviewer.name}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <Comparison itemId={item.id} before={item.versions[place + 1]?.id} after={version.id} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Comparison({
  itemId,
  before,
  after,
}: {
  readonly itemId: string
  readonly before: string | undefined
  readonly after: string
}) {
  const say = useWords(contentWords)
  const [isOpen, setOpen] = useState(false)
  if (before === undefined) return null
  return (
    <>
      <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {say(isOpen ? 'compare.hide' : 'compare')}
      </Button>
      {isOpen && <Differences itemId={itemId} before={before} after={after} none={say('compare.none')} />}
    </>
  )
}

interface DifferencesProps {
  readonly itemId: string
  readonly before: string
  readonly after: string
  readonly none: string
}

/** Where two versions differ, each place with what stood and what stands there. */
export function Differences({ itemId, before, after, none }: DifferencesProps) {
  const say = useWords(contentWords)
  const sayPath = usePath()
  const { answer, problem, again } = useAnswer(compareContent, { params: { id: itemId }, query: { before, after } })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={2} />
  if (answer.items.length === 0) return <p className="d-hint">{none}</p>
  return (
    <dl className="kn-differences">
      {answer.items.map(one => (
        <div key={one.path.join(' ')}>
          <dt>{sayPath(one)}</dt>
          {one.before !== null && (
            <dd>
              <span className="d-tag">{say('before')}</span> <del>{one.before}</del>
            </dd>
          )}
          {one.after !== null && (
            <dd>
              <span className="d-tag" data-tone="done">
                {say('after')}
              </span>{' '}
              <ins>{one.after}</ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

/** 步骤 2 怎么做 */
function usePath(): (one: Answer<typeof compareContent>['items'][number]) => string {
  const say = useWords(contentWords)
  return ({ path }) =>
    path
      .map(name => {
        if (/^\d+$/.test(name)) return name
        const key = `path.${name}` as 'path.title'
        return key in contentWords.zh ? say(key) : say('path.other')
      })
      .join(' ')
}
