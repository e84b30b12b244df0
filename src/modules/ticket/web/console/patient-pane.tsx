import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useMay } from '#ui/desk/session.tsx'
import { RowsLoading } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { ticketWords } from '../words.ts'

const PatientCard = lazy(() =>
  import('#modules/patient/web/patient-card.tsx').then(module => ({ default: module.PatientCard })),
)

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
    <Suspense fallback={<RowsLoading rows={2} />}>
      <PatientCard id={patient.id} onOpen={id => void navigate({ to: '/patients/$id', params: { id } })} />
    </Suspense>
  )
}
