import { createFileRoute, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { openPatient } from '#modules/patient/contract.ts'
import { type FoundPatient, PatientPicker } from '#modules/patient/web/patient-picker.tsx'
import { useSession } from '#ui/desk/session.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { SEEING, UnitField, useSeeingUnits } from '../unit-field.tsx'
import { BookNow } from './book-now.tsx'
import { ReserveForm } from './reserve-form.tsx'
import { reviewWords } from './words.ts'
import '../appointment.css'
import '../extra/extra.css'
import './review.css'

const UUID = /^[0-9a-f-]{36}$/

export const Route = createFileRoute('/_frame/review-booking')({
  validateSearch: (search: Record<string, unknown>): { patient?: string } => {
    const { patient } = search
    return typeof patient === 'string' && UUID.test(patient) ? { patient } : {}
  },
  component: ReviewBookingPage,
})

type Way = 'now' | 'ahead'

/** Booking in the consulting room (诊间预约, APT-10): a place now, or a reservation for a week whose places are not there yet. */
function ReviewBookingPage() {
  const say = useWords(reviewWords)
  const { patient: patientId } = Route.useSearch()
  const navigate = Route.useNavigate()
  const own = useOwnUnit()
  const [unit, setUnit] = useState<string | null | undefined>(undefined)
  const [way, setWay] = useState<Way>('now')
  const [found, setFound] = useState<FoundPatient | null>(null)
  const chosenUnit = unit === undefined ? own : unit
  const choose = (patient: FoundPatient | null) => {
    setFound(patient)
    void navigate({ search: patient === null ? {} : { patient: patient.id }, replace: true })
  }
  return (
    <div className="ap-page">
      <h1>{say('room.title')}</h1>
      <p className="d-hint">{say('room.intro')}</p>
      <div className="ap-two">
        <div className="d-form">
          {patientId && found === null ? (
            <Named patientId={patientId} />
          ) : (
            <PatientPicker chosen={found} onChosen={choose} />
          )}
          <UnitField unit={chosenUnit} onUnit={setUnit} />
        </div>
        <div className="d-form">
          <div className="d-tabs" role="group" aria-label={say('room.title')}>
            {(['now', 'ahead'] as const).map(one => (
              <button key={one} type="button" aria-pressed={one === way} onClick={() => setWay(one)}>
                {say(`room.${one}`)}
              </button>
            ))}
          </div>
          {way === 'now' ? (
            <BookNow key={patientId} patientId={patientId ?? null} unit={chosenUnit} />
          ) : (
            <ReserveForm key={patientId} patientId={patientId ?? null} unit={chosenUnit} />
          )}
        </div>
      </div>
    </div>
  )
}

/** The patient whose page one came from, masked. */
function Named({ patientId }: { readonly patientId: string }) {
  const say = useWords(reviewWords)
  const { answer } = useAnswer(openPatient, { params: { id: patientId } })
  return (
    <p>
      <span className="d-hint">{say('room.who')}</span> <strong>{answer?.nameMasked}</strong>{' '}
      <Link to="/patients/$id" params={{ id: patientId }}>
        {say('room.patient-page')}
      </Link>
    </p>
  )
}

/** The department of the doctor who sits here, where patients are seen in it. */
function useOwnUnit(): string | null {
  const { posts } = useSession()
  const units = useSeeingUnits()
  const seeing = units.filter(unit => SEEING.includes(unit.kind))
  return posts.find(post => seeing.some(unit => unit.id === post.unitId))?.unitId ?? null
}
