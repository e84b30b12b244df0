import { createFileRoute, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ReasonDialog } from '#modules/staff/web/reason.dialog.tsx'
import { Glow } from '#ui/desk/glow.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { openPatient, undoMerge } from '../contract.ts'
import { Banner } from './banner.tsx'
import { Contact } from './contact.tsx'
import { Contacts } from './contacts.tsx'
import { EditDialog } from './edit.dialog.tsx'
import { Facts } from './facts.tsx'
import { type Patient, useDescribed, usePatientAct } from './patient.ts'
import { ServiceProfile } from './service-profile.tsx'
import { Visits } from './visits.tsx'
import { Whole } from './whole.tsx'
import { patientWords } from './words.ts'
import './patient.css'

export const Route = createFileRoute('/_frame/patients/$id')({ component: PatientPage })

/** The record of one person (患者档案), masked. */
function PatientPage() {
  const { id } = Route.useParams()
  const { answer, problem, again } = useAnswer(openPatient, { params: { id } }, { live: { subject: 'patient', id } })
  const say = useWords(patientWords)
  if (!answer)
    return (
      <div className="pt-page">
        <Link to="/patients">{say('page.back')}</Link>
        {problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />}
      </div>
    )
  return (
    <Glow version={answer.version}>
      <Record patient={answer} />
    </Glow>
  )
}

function Record({ patient }: { readonly patient: Patient }) {
  const say = useWords(patientWords)
  const describe = useDescribed()
  const mayWrite = useMay('patient:write')
  const mayMerge = useMay('patient:merge')
  const mayBook = useMay('appointment:book')
  const [isEditing, setEditing] = useState(false)
  useShortcut('e', say('edit.open'), () => setEditing(true), !mayWrite)
  return (
    <div className="pt-page">
      <Link to="/patients">{say('page.back')}</Link>
      <div className="pt-head">
        <h1 className="pt-who">
          <Whole patientId={patient.id} field="name" label={say('field.name')} masked={patient.nameMasked} />
          <span>{describe(patient)}</span>
        </h1>
        {mayWrite && (
          <Button onClick={() => setEditing(true)} aria-keyshortcuts="E">
            {say('edit.open')} <Keys keys="e" />
          </Button>
        )}
        {mayBook && (
          <Link to="/review-booking" search={{ patient: patient.id }}>
            {say('page.book')}
          </Link>
        )}
        <Link to="/knowledge" search={{ among: 'number', patient: patient.id }}>
          {say('page.give-number')}
        </Link>
      </div>
      <Banner lines={patient.profile.banner} />
      {patient.openDuplicates > 0 && (
        <Notice tone="soon">
          {say('card.duplicates', { count: patient.openDuplicates })}{' '}
          {mayMerge && (
            <Link to="/patient-duplicates" search={{ patient: patient.id }}>
              {say('page.duplicates')}
            </Link>
          )}
        </Notice>
      )}
      <div className="pt-columns">
        <div>
          <Facts patient={patient}>
            <Contact patient={patient} />
          </Facts>
          <Aliases patient={patient} mayMerge={mayMerge} />
        </div>
        <div>
          <ServiceProfile patient={patient} mayWrite={mayWrite} />
          <Visits patient={patient} />
          <Contacts patientId={patient.id} />
        </div>
      </div>
      {isEditing && <EditDialog patient={patient} onClose={() => setEditing(false)} />}
    </div>
  )
}

function Aliases({ patient, mayMerge }: { readonly patient: Patient; readonly mayMerge: boolean }) {
  const say = useWords(patientWords)
  const [undoing, setUndoing] = useState<string | null>(null)
  const sender = usePatientAct(undoMerge, () => setUndoing(null))
  if (patient.aliases.length === 0) return null
  return (
    <section className="pt-section" aria-label={say('aliases.title')}>
      <h2>{say('aliases.title')}</h2>
      <ul className="pt-list">
        {patient.aliases.map(alias => (
          <li key={alias.mergeId}>
            <span>
              {alias.nameMasked}{' '}
              <span className="d-hint">{say('aliases.at', { time: sayTime(alias.mergedAt, 'both') })}</span>
            </span>
            {mayMerge && (
              <Button size="small" onClick={() => setUndoing(alias.mergeId)}>
                {say('undo.act')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {undoing && (
        <ReasonDialog
          title={say('undo.title')}
          after={say('undo.then')}
          sender={sender}
          sendLabel={say('undo.act')}
          isGrave
          onSend={reason => void sender.send({ params: { id: undoing }, body: { reason } })}
          onClose={() => setUndoing(null)}
        />
      )}
    </section>
  )
}
