import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Empty, Failure, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { saveFile } from '#ui/file.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useSend } from '#ui/use-send.ts'
import { listImports, takeTemplate } from '../contract.ts'
import { ImportReport } from './report.tsx'
import { Upload } from './upload.tsx'
import { importWords } from './words.ts'
import './data-import.css'

interface ImportsSearch {
  readonly kind?: string
  readonly id?: string
}
type Imports = Answer<typeof listImports>
type Kind = Imports['kinds'][number]

export const Route = createFileRoute('/_frame/imports')({
  validateSearch: (search: Record<string, unknown>): ImportsSearch => ({
    ...(typeof search['kind'] === 'string' ? { kind: search['kind'] } : {}),
    ...(typeof search['id'] === 'string' ? { id: search['id'] } : {}),
  }),
  component: ImportsPage,
})

/** Lists that the hospital brings (初始化导入, SYS-08): template, upload, progress, report, history. */
function ImportsPage() {
  const say = useWords(importWords)
  const language = useLanguage()
  const navigate = useNavigate()
  const search = Route.useSearch()
  const { answer, problem, again } = useAnswer(listImports, {}, { live: { subject: 'import', id: null } })
  const go = (next: ImportsSearch) => void navigate({ to: '/imports' as '/', search: next as never })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const kind = answer.kinds.find(one => one.kind === search.kind) ?? answer.kinds[0]
  return (
    <div className="di-page">
      <h1>{say('page.title')}</h1>
      <p className="d-hint">{say('page.lead')}</p>
      {kind === undefined ? (
        <Empty>{say('kind.none')}</Empty>
      ) : (
        <>
          <fieldset className="di-kinds">
            <legend className="d-label">{say('kind.label')}</legend>
            {answer.kinds.map(one => (
              <label key={one.kind} className="di-kind" data-chosen={one.kind === kind.kind || undefined}>
                <input
                  type="radio"
                  name="kind"
                  checked={one.kind === kind.kind}
                  onChange={() => go({ kind: one.kind })}
                />
                {language === 'zh' ? one.zh : one.en}
              </label>
            ))}
          </fieldset>
          <div className="di-steps">
            <TemplateStep key={kind.kind} kind={kind} />
            <Upload
              kind={kind.kind}
              onBegun={id => {
                again()
                go({ kind: kind.kind, id })
              }}
            />
          </div>
        </>
      )}
      {search.id !== undefined && <ImportReport key={search.id} id={search.id} onEnded={again} />}
      <History imports={answer} open={search.id} onOpen={id => go({ ...search, id })} />
    </div>
  )
}

function TemplateStep({ kind }: { readonly kind: Kind }) {
  const say = useWords(importWords)
  const language = useLanguage()
  const [saved, setSaved] = useState('')
  const taking = useSend(takeTemplate, file => setSaved(saveFile(file)))
  const take = (as: 'xlsx' | 'csv') => void taking.send({ params: { kind: kind.kind }, query: { as } })
  return (
    <section>
      <h2>{say('template.title')}</h2>
      <p className="di-bar">
        <Button onClick={() => take('xlsx')}>{say('template.xlsx')}</Button>
        <Button onClick={() => take('csv')}>{say('template.csv')}</Button>
        <span className="d-hint" role="status">
          {saved !== '' && say('report.saved', { name: saved })}
        </span>
      </p>
      <Refused problem={taking.problem} />
      <details>
        <summary>{say('template.columns')}</summary>
        <dl className="di-columns">
          {kind.columns.map(column => (
            <div key={column.heading}>
              <dt>
                {column.heading}
                {column.required && <span className="di-needed"> {say('template.required')}</span>}
              </dt>
              <dd>
                {language === 'zh' ? column.note : column.noteEn}
                {column.choices.length > 0 && (
                  <span className="d-hint"> {say('template.choices', { choices: column.choices.join('、') })}</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}

function History({
  imports,
  open,
  onOpen,
}: {
  readonly imports: Imports
  readonly open: string | undefined
  readonly onOpen: (id: string) => void
}) {
  const say = useWords(importWords)
  const language = useLanguage()
  const nameOf = (kind: string) => {
    const found = imports.kinds.find(one => one.kind === kind)
    return (language === 'zh' ? found?.zh : found?.en) ?? kind
  }
  return (
    <section>
      <h2>{say('history.title')}</h2>
      {imports.imports.length === 0 ? (
        <Empty>{say('history.none')}</Empty>
      ) : (
        <div className="di-scroll" tabIndex={0} role="region" aria-label={say('history.title')}>
          <table className="di-table">
            <thead>
              <tr>
                {(['time', 'kind', 'file', 'author', 'result'] as const).map(one => (
                  <th key={one} scope="col">
                    {say(`history.${one}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="said-only">{say('history.open')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {imports.imports.map(one => (
                <tr key={one.id} aria-current={one.id === open || undefined}>
                  <td className="figures">{sayWhen(one.startedAt)}</td>
                  <td>{nameOf(one.kind)}</td>
                  <td className="di-file">{one.file}</td>
                  <td>{one.author}</td>
                  <td>
                    <span className="di-state" data-state={one.wrong > 0 && one.state === 'done' ? 'wrong' : one.state}>
                      {say(`state.${one.state}`)}
                    </span>{' '}
                    <span className="d-hint figures">
                      {say('history.counts', {
                        added: one.added,
                        changed: one.changed,
                        same: one.same,
                        wrong: one.wrong,
                      })}
                    </span>
                  </td>
                  <td>
                    <Button size="small" onClick={() => onOpen(one.id)}>
                      {say('history.open')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
