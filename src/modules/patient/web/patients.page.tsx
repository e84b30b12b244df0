import { createFileRoute, Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useMay } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { useWords } from '#ui/language.ts'
import { PatientSearch } from './patient-search.tsx'
import { RegisterDialog } from './register.dialog.tsx'
import { patientWords } from './words.ts'
import './patient.css'

export const Route = createFileRoute('/_frame/patients')({ component: PatientsPage })

/** Where people are found and registered (患者). */
function PatientsPage() {
  const say = useWords(patientWords)
  const navigate = useNavigate()
  const mayWrite = useMay('patient:write')
  const mayMerge = useMay('patient:merge')
  const [isRegistering, setRegistering] = useState(false)
  const open = (id: string) => void navigate({ to: '/patients/$id', params: { id } })
  useShortcut('r', say('page.register'), () => setRegistering(true), !mayWrite)
  return (
    <div className="pt-page pt-narrow">
      <div className="pt-head">
        <h1>{say('page.title')}</h1>
        <span className="pt-acts">
          {mayMerge && <Link to="/patient-duplicates">{say('page.duplicates')}</Link>}
          {mayWrite && (
            <Button onClick={() => setRegistering(true)} aria-keyshortcuts="R">
              {say('page.register')} <Keys keys="r" />
            </Button>
          )}
        </span>
      </div>
      <PatientSearch onPick={open} />
      {isRegistering && <RegisterDialog onDone={open} onClose={() => setRegistering(false)} />}
    </div>
  )
}
