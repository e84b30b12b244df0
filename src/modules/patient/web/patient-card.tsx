import { Button } from 'antd'
import { Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { openPatient } from '../contract.ts'
import { Banner } from './banner.tsx'
import { Contact } from './contact.tsx'
import { type Patient, useDescribed } from './patient.ts'
import { VisitLine } from './visits.tsx'
import { Whole } from './whole.tsx'
import { patientWords } from './words.ts'
import './patient.css'

interface PatientCardProps {
  readonly id: string
  /** Opens the whole record, where there is a screen for it. */
  readonly onOpen?: ((id: string) => void) | null
}

/** The patient at the side of a matter (患者卡): who, what to take care of, how to reach, where today. Masked. */
export function PatientCard({ id, onOpen }: PatientCardProps) {
  const say = useWords(patientWords)
  const { answer, problem, again } = useAnswer(openPatient, { params: { id } }, { live: { subject: 'patient', id } })
  return (
    <section className="pt-card" aria-label={say('card.label')}>
      {answer && <Card patient={answer} onOpen={onOpen ?? null} />}
      {!answer && (problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={2} />)}
    </section>
  )
}

function Card({ patient, onOpen }: { readonly patient: Patient; readonly onOpen: ((id: string) => void) | null }) {
  const say = useWords(patientWords)
  const describe = useDescribed()
  const today = todaysVisits(patient)
  return (
    <>
      <p className="pt-who">
        <Whole patientId={patient.id} field="name" label={say('field.name')} masked={patient.nameMasked} />
        <span>{describe(patient)}</span>
      </p>
      <Banner lines={patient.profile.banner} />
      <Contact patient={patient} />
      <h3>{say('card.today')}</h3>
      {today.length === 0 && <p className="d-hint">{say('card.no-visit')}</p>}
      <ul className="pt-visits">
        {today.map(visit => (
          <VisitLine key={visit.id} visit={visit} says="time" />
        ))}
      </ul>
      {patient.openDuplicates > 0 && (
        <p data-tone="soon">{say('card.duplicates', { count: patient.openDuplicates })}</p>
      )}
      {onOpen && (
        <Button type="link" size="small" className="pt-open" onClick={() => onOpen(patient.id)}>
          {say('card.open')}
        </Button>
      )}
    </>
  )
}

/** Those that began today, and those that lie in. */
function todaysVisits(patient: Patient): Patient['visits'] {
  const today = dayAt(houseNow())
  return patient.visits.filter(
    visit =>
      visit.state !== 'cancelled' &&
      ((visit.startedAt !== null && dayAt(Date.parse(visit.startedAt)) === today) ||
        (visit.class === 'inpatient' && visit.state === 'open')),
  )
}
