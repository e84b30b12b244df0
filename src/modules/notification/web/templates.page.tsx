import { createFileRoute, useNavigate } from '@tanstack/react-router'
import type { Answer } from '#kernel/endpoint.ts'
import { Choice, LogRow } from '#ui/desk/log.tsx'
import { Panes } from '#ui/desk/panes.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { listTemplates } from '../contract.ts'
import { TemplateView } from './template-view.tsx'
import { notificationWords, sayTitle } from './words.ts'
import './messages.css'

export const Route = createFileRoute('/_frame/message-templates')({
  component: Templates,
  validateSearch: (search: Readonly<Record<string, unknown>>): TemplateSearch => {
    const { template, language: asked } = search
    return {
      ...(typeof template === 'string' && /^[a-z][a-z0-9.-]*(~[a-z]+){2}$/.test(template) ? { template } : {}),
      ...(asked === 'zh' || asked === 'en' ? { language: asked } : {}),
    }
  },
})

interface TemplateSearch {
  readonly template?: string
  readonly language?: 'zh' | 'en'
}

type Template = Answer<typeof listTemplates>['items'][number]
const nameOf = (one: Template): string => [one.code, one.language, one.channel].join('~')

/** The texts of messages (消息模板): what holds, and what waits for a second person. */
function Templates() {
  const say = useWords(notificationWords)
  const search = Route.useSearch()
  const { template } = search
  const spoken = useLanguage()
  const shown = search.language ?? spoken
  const navigate = useNavigate({ from: Route.fullPath })
  const { answer, problem, again } = useAnswer(listTemplates, {}, { live: { subject: 'message', id: null } })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={8} />
  const chosen = answer.items.find(one => nameOf(one) === template)
  return (
    <Panes
      list={{
        label: say('templates.title'),
        head: (
          <div className="d-log-filters">
            <h1 className="nt-title">{say('templates.title')}</h1>
            <nav className="d-log-choices" aria-label={say('templates.language')}>
              {(['zh', 'en'] as const).map(one => (
                <Choice
                  key={one}
                  label={say(`language.${one}`)}
                  isChosen={one === shown}
                  onChoose={() => void navigate({ search: { language: one } })}
                />
              ))}
            </nav>
          </div>
        ),
        content: (
          <ul className="d-log-rows">
            {answer.items
              .filter(one => one.language === shown)
              .map(one => (
                <LogRow
                  key={nameOf(one)}
                  isChosen={one === chosen}
                  onChoose={() => void navigate({ search: { ...search, template: nameOf(one) } })}
                  top={
                    <>
                      <span className="d-tag">{say(`channel.${one.channel}`)}</span>
                      {one.draft !== null && (
                        <span className="d-tag" data-tone="soon">
                          {say('templates.draft')}
                        </span>
                      )}
                    </>
                  }
                  title={<strong>{sayTitle(one.title)}</strong>}
                  foot={
                    one.version === 0 ? say('templates.initial') : say('templates.version', { version: one.version })
                  }
                />
              ))}
          </ul>
        ),
      }}
      thread={{
        label: say('templates.label'),
        content: chosen ? (
          <TemplateView key={template} template={chosen} onChanged={again} />
        ) : (
          <Empty>{say('templates.none')}</Empty>
        ),
      }}
    />
  )
}
