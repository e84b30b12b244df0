import { useNavigate } from '@tanstack/react-router'
import { Later } from '#ui/desk/later.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { RowsLoading } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { ticketWords } from '../words.ts'

const loadCard = () => import('#modules/patient/web/patient-card.tsx')

/** Who it is for: the patient's card with what to take care of; to those who may not read patients, the masked name. */
export function PatientPane({
  patient,
}: {
  readonly patient: { readonly id: string | null; readonly nameMasked: string }
}) {
  const say = useWords(ticketWords)
  const navigate = useNavigate()
  const mayRead = useMay('patient:read')
  if (patient.id === null || !mayRead)
    return (
      <section className="tk-section tk-patient">
        <strong>{patient.nameMasked || say('list.no-patient')}</strong>
      </section>
    )
  return (
    <Later load={loadCard} waiting={<RowsLoading rows={2} />}>
      {({ PatientCard }) => (
        <PatientCard
          key={patient.id}
          id={patient.id ?? ''}
          onOpen={id => void navigate({ to: '/patients/$id', params: { id } })}
        />
      )}
    </Later>
  )
}
