import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Later } from '#ui/desk/later.tsx'
import { Panes } from '#ui/desk/panes.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { listResources } from '../../contract.ts'
import { sayDay } from '../days.ts'
import { ChairWeek } from './chair-week.tsx'
import { Chosen } from './chosen.tsx'
import { type ChairTime, type Resource, treatmentWords } from './words.ts'
import '../appointment.css'
import '../extra/extra.css'
import '../review/review.css'
import './treatment.css'

const UUID = /^[0-9a-f-]{36}$/

export const Route = createFileRoute('/_frame/treatments')({
  validateSearch: (search: Record<string, unknown>): { resource?: string } => {
    const { resource } = search
    return typeof resource === 'string' && UUID.test(resource) ? { resource } : {}
  },
  component: TreatmentsPage,
})

const loadPlan = () => import('./plan.dialog.tsx')
const loadSeries = () => import('./series.dialog.tsx')
const loadResource = () => import('./resource.dialog.tsx')

/** Treatment resources, their week, and series on them (特殊治疗预约, APT-12); `A` books a series. */
function TreatmentsPage() {
  const say = useWords(treatmentWords)
  const mayBook = useMay('appointment:book')
  const mayManage = useMay('appointment:manage')
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const [time, setTime] = useState<ChairTime | null>(null)
  const [planFrom, setPlanFrom] = useState<string | null | undefined>(undefined)
  const [series, setSeries] = useState<string | null>(null)
  const [edited, setEdited] = useState<Resource | 'new' | null>(null)
  const { answer, problem, again } = useAnswer(listResources, {}, { live: { subject: 'resource', id: null } })
  const items = answer?.items ?? []
  const resource = items.find(one => one.id === search.resource) ?? items[0] ?? null
  useShortcut('a', say('series'), () => setPlanFrom(null), !mayBook || resource === null)
  const choose = (id: string) => {
    setTime(null)
    void navigate({ search: { resource: id }, replace: true })
  }
  const list = () => {
    if (problem && !answer) return <Failure problem={problem} onRetry={again} />
    if (!answer) return <RowsLoading />
    return items.length === 0 ? (
      <Empty>{say('resource.none')}</Empty>
    ) : (
      <Resources items={items} toCome={answer.toCome} chosen={resource?.id ?? null} onChosen={choose} />
    )
  }
  return (
    <>
      <Panes
        list={{
          label: say('resource.list'),
          head: mayManage && <Button onClick={() => setEdited('new')}>{say('resource.add')}</Button>,
          content: list(),
        }}
        thread={{
          label: resource?.name ?? say('title'),
          head: resource && (
            <div className="ap-head">
              <div>
                <h1 className="tr-name">{resource.name}</h1>
                <p className="d-hint tr-about">
                  {say('resource.about', {
                    place: resource.place,
                    minutes: resource.slotMinutes,
                    capacity: resource.capacity,
                  })}{' '}
                  {resource.consent && <span className="d-tag">{say('resource.consent')}</span>}
                </p>
              </div>
              <span className="tr-acts">
                {mayManage && <Button onClick={() => setEdited(resource)}>{say('resource.change')}</Button>}
                {mayBook && (
                  <Button type="primary" onClick={() => setPlanFrom(null)} aria-keyshortcuts="A">
                    {say('series')} <Keys keys="a" />
                  </Button>
                )}
              </span>
            </div>
          ),
          content: resource && (
            <ChairWeek
              key={resource.id}
              resource={resource}
              chosen={time?.startsAt ?? null}
              onChosen={setTime}
              onFresh={setTime}
            />
          ),
        }}
        aside={{
          label: say('time'),
          content: (
            <Chosen
              time={time}
              mayBook={mayBook}
              preparation={resource?.preparation ?? ''}
              onSeries={setSeries}
              onStart={() => setPlanFrom(time?.startsAt ?? null)}
            />
          ),
        }}
      />
      {planFrom !== undefined && resource && (
        <Later load={loadPlan}>
          {({ PlanDialog }) => (
            <PlanDialog
              resource={resource}
              from={planFrom}
              onBooked={id => {
                setPlanFrom(undefined)
                setSeries(id)
              }}
              onClose={() => setPlanFrom(undefined)}
            />
          )}
        </Later>
      )}
      {series && (
        <Later load={loadSeries}>
          {({ SeriesDialog }) => <SeriesDialog id={series} onClose={() => setSeries(null)} />}
        </Later>
      )}
      {edited && (
        <Later load={loadResource}>
          {({ ResourceDialog }) => (
            <ResourceDialog
              resource={edited === 'new' ? null : edited}
              onSaved={choose}
              onClose={() => setEdited(null)}
            />
          )}
        </Later>
      )}
    </>
  )
}

interface ResourcesProps {
  readonly items: readonly Resource[]
  readonly toCome: readonly Resource[]
  readonly chosen: string | null
  readonly onChosen: (id: string) => void
}

function Resources({ items, toCome, chosen, onChosen }: ResourcesProps) {
  const say = useWords(treatmentWords)
  const language = useLanguage()
  return (
    <ul className="tr-list" aria-label={say('resource.list')}>
      {items.map(one => {
        const next = toCome.find(version => version.id === one.id)
        return (
          <li key={one.id}>
            <button type="button" aria-current={one.id === chosen} onClick={() => onChosen(one.id)}>
              <strong>{one.name}</strong>
              <span className="d-hint">{say(`kind.${one.kind}`)}</span>
              {next && (
                <span className="d-hint">{say('resource.to-come', { day: sayDay(next.effectiveFrom, language) })}</span>
              )}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
