import { createFileRoute, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { DUTY_LINKS, Post, readMyDuties, readStatements } from '../../contract.ts'
import { ChoiceField } from '../controls.tsx'
import { staffWords } from '../words.ts'
import { PublishDialog } from './publish.dialog.tsx'
import { postWords } from './words.ts'
import '../staff.css'

export const Route = createFileRoute('/_frame/my-duties')({ component: MyDutiesPage })

type Statement = Answer<typeof readMyDuties>['statements'][number]
type PostName = Statement['post']
const MINE = 'mine'

/** What the own posts have to do (我的职责, ORG-04), each line with the screen where it is done; and that of every post, in all versions. */
function MyDutiesPage() {
  const say = useWords(postWords)
  const sayPost = useWords(staffWords)
  const [post, setPost] = useState<PostName | typeof MINE>(MINE)
  return (
    <div className="st-page">
      <h1>{say('duties.title')}</h1>
      <div className="st-tools">
        <ChoiceField
          label={say('duties.of')}
          value={post}
          options={[MINE, ...Post.options]}
          sayOption={one => (one === MINE ? say('duties.mine') : sayPost(`post.${one}`))}
          onChoice={setPost}
        />
      </div>
      {post === MINE ? <Mine /> : <OfPost key={post} post={post} />}
    </div>
  )
}

function Mine() {
  const say = useWords(postWords)
  const { answer, problem, again } = useAnswer(readMyDuties, {})
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  if (answer.statements.length === 0) return <Empty>{say('duties.none')}</Empty>
  return answer.statements.map(one => <Lines key={one.post} statement={one} note={null} />)
}

function OfPost({ post }: { readonly post: PostName }) {
  const say = useWords(postWords)
  const { answer, problem, again } = useAnswer(readStatements, { params: { post } })
  const [isPublishing, setPublishing] = useState(false)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const stateOf = (one: Statement) => {
    if (one.version === answer.holds) return say('duties.holds')
    return say((one.effectiveFrom ?? '') > answer.today ? 'duties.coming' : 'duties.past')
  }
  return (
    <>
      {answer.mayPublish ? (
        <div className="st-acts">
          <Button onClick={() => setPublishing(true)}>{say('duties.publish')}</Button>
        </div>
      ) : (
        <p className="d-hint">{say('duties.may-not')}</p>
      )}
      {answer.versions.map(one => (
        <Lines key={one.version} statement={one} note={stateOf(one)} />
      ))}
      {isPublishing && answer.versions[0] && (
        <PublishDialog newest={answer.versions[0]} today={answer.today} onClose={() => setPublishing(false)} />
      )}
    </>
  )
}

function Lines({ statement, note }: { readonly statement: Statement; readonly note: string | null }) {
  const say = useWords(postWords)
  const sayPost = useWords(staffWords)
  const language = useLanguage()
  const about = [
    statement.version === 1 ? say('duties.first') : say('duties.version', { version: statement.version }),
    statement.effectiveFrom && say('duties.from', { day: statement.effectiveFrom }),
    statement.author &&
      statement.writtenAt &&
      say('duties.by', { name: statement.author, time: sayTime(statement.writtenAt, 'both') }),
    note,
  ]
  const name = sayPost(`post.${statement.post}`)
  return (
    <section aria-label={`${name} ${say('duties.version', { version: statement.version })}`}>
      <h2>
        {name} <span className="d-hint">{about.filter(Boolean).join(' · ')}</span>
      </h2>
      <ol className="st-duties">
        {statement.lines.map(line => (
          <li key={line.no}>
            <span>{line.text}</span> <Link to={DUTY_LINKS[line.link].to as '/'}>{DUTY_LINKS[line.link][language]}</Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
