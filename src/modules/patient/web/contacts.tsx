import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { type ApiProblem, call } from '#ui/client.ts'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { answerKey } from '#ui/desk/use-answer.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { listContacts } from '../contract.ts'
import { patientWords } from './words.ts'

type Line = Answer<typeof listContacts>['items'][number]

/** Every contact with the patient, of all modules, the newest first (服务轨迹, PAT-04). */
export function Contacts({ patientId }: { readonly patientId: string }) {
  const say = useWords(patientWords)
  const [asked, setAsked] = useState<readonly (string | undefined)[]>([undefined])
  const results = useQueries({
    queries: asked.map(after => {
      const sent = { params: { id: patientId }, query: { after } }
      return {
        queryKey: answerKey(listContacts, sent),
        queryFn: ({ signal }: { signal: AbortSignal }) => call(listContacts, sent, { signal }),
      }
    }),
  })
  const problem = (results.find(result => result.error)?.error ?? null) as ApiProblem | null
  const isLoading = results.some(result => result.isFetching)
  const items = results.flatMap(result => result.data?.items ?? [])
  const next = results.at(-1)?.data?.next ?? null
  return (
    <section className="pt-section" aria-label={say('contacts.title')}>
      <h2>{say('contacts.title')}</h2>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            for (const result of results) void result.refetch()
          }}
        />
      )}
      {isLoading && items.length === 0 && !problem && <RowsLoading rows={3} />}
      {!isLoading && items.length === 0 && !problem && <Empty>{say('contacts.empty')}</Empty>}
      <ol className="pt-visits">
        {items.map(line => (
          <ContactLine key={line.id} line={line} patientId={patientId} />
        ))}
      </ol>
      {next && (
        <Button onClick={() => setAsked([...asked, next])} loading={isLoading}>
          {say('contacts.more')}
        </Button>
      )}
    </section>
  )
}

function ContactLine({ line, patientId }: { readonly line: Line; readonly patientId: string }) {
  const language = useLanguage()
  const words = line[language]
  const isElsewhere = line.to !== null && line.to !== `/patients/${patientId}`
  const [path = '/', query = ''] = (line.to ?? '/').split('?')
  return (
    <li className="pt-visit">
      <time className="figures">{sayTime(line.at, 'both')}</time>
      <span>
        {isElsewhere ? (
          <Link to={path as '/'} search={Object.fromEntries(new URLSearchParams(query)) as never}>
            {words}
          </Link>
        ) : (
          words
        )}
      </span>
      {line.by && <span className="d-hint">{line.by}</span>}
    </li>
  )
}
