import { createFileRoute, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Later } from '#ui/desk/later.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { listReservations } from '../../contract.ts'
import { useSeeingUnits } from '../unit-field.tsx'
import { ReservationState } from './reservation-state.tsx'
import { sayWeek } from './weeks.ts'
import { type ReservationView, reviewWords } from './words.ts'
import '../appointment.css'
import '../extra/extra.css'
import './review.css'

const VIEWS = ['calls', 'waiting', 'over'] as const
type View = (typeof VIEWS)[number]

export const Route = createFileRoute('/_frame/reservations')({
  validateSearch: (search: Record<string, unknown>): { view?: View } => {
    const view = VIEWS.find(one => one === search['view'])
    return view && view !== 'calls' ? { view } : {}
  },
  component: ReservationsPage,
})

const loadOne = () => import('./reservation.dialog.tsx')

/** Reviews weeks and months ahead (中长期预约): whom to call, who waits for places, what is over; live. */
function ReservationsPage() {
  const say = useWords(reviewWords)
  const mayBook = useMay('appointment:book')
  const { view = 'calls' } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [opened, setOpened] = useState<string | null>(null)
  const { answer, problem, again } = useAnswer(
    listReservations,
    { query: { view } },
    { live: { subject: 'reservation', id: null }, keepsPrevious: true },
  )
  useShortcut('a', say('make'), () => void navigate({ to: '/review-booking' }), !mayBook)
  return (
    <div className="ap-page">
      <div className="ap-head">
        <div>
          <h1>{say('title')}</h1>
          <p className="d-hint">{say('intro')}</p>
        </div>
        {mayBook && (
          <Link to="/review-booking" className="ant-btn ant-btn-primary ap-button" aria-keyshortcuts="A">
            {say('make')} <Keys keys="a" />
          </Link>
        )}
      </div>
      <div className="d-tabs" role="group" aria-label={say('views')}>
        {VIEWS.map(one => (
          <button
            key={one}
            type="button"
            aria-pressed={one === view}
            onClick={() => void navigate({ search: one === 'calls' ? {} : { view: one } })}
          >
            {one === 'over' ? say('view.over') : say(`view.${one}`, { count: answer?.counts[one] ?? '' })}
          </button>
        ))}
      </div>
      {problem && !answer && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading />}
      {answer?.items.length === 0 && <Empty>{say(`none.${view}`)}</Empty>}
      {answer && answer.items.length > 0 && (
        <Reservations items={answer.items} doctors={answer.doctors} onOpen={setOpened} />
      )}
      {opened && (
        <Later load={loadOne}>
          {({ ReservationDialog }) => <ReservationDialog id={opened} onClose={() => setOpened(null)} />}
        </Later>
      )}
    </div>
  )
}

interface ReservationsProps {
  readonly items: readonly ReservationView[]
  readonly doctors: readonly { readonly id: string; readonly name: string }[]
  readonly onOpen: (id: string) => void
}

function Reservations({ items, doctors, onOpen }: ReservationsProps) {
  const say = useWords(reviewWords)
  const language = useLanguage()
  const units = useSeeingUnits()
  return (
    <div className="ap-scroll">
      <table className="d-table">
        <caption className="said-only">{say('title')}</caption>
        <thead>
          <tr>
            {(['number', 'patient', 'week', 'whom', 'urgency', 'state'] as const).map(column => (
              <th key={column} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(one => (
            <tr key={one.id}>
              <td>
                <button type="button" className="ap-link figures" onClick={() => onOpen(one.id)}>
                  {one.number}
                </button>
              </td>
              <td>{one.patientMasked}</td>
              <td>{sayWeek(one.week, say, language)}</td>
              <td>
                {units.find(unit => unit.id === one.unitId)?.name}{' '}
                <span className="d-hint">
                  {doctors.find(doctor => doctor.id === one.doctorId)?.name ?? say('any-doctor')} ·{' '}
                  {say(`half.${one.halfDay ?? 'any'}`)}
                </span>
              </td>
              <td>{say(`urgency.${one.urgency}`)}</td>
              <td>
                <ReservationState one={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
