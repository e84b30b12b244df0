import { useDeferredValue, useState } from 'react'
import { type Hospital, PortalPage } from '#modules/portal/web/portal-page.tsx'
import { useWords } from '#ui/language.ts'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { listBookable } from '../../../contract.ts'
import { DepartmentList } from '../department-list.tsx'
import { portalWords } from './words.ts'

/** The first question of a booking: which department (选科室); needs no sign-in. */
export function DepartmentsPage({ hospital }: { readonly hospital: Hospital | null }) {
  const say = useWords(portalWords)
  const [text, setText] = useState('')
  const typed = useDeferredValue(text.trim())
  const { answer, problem, again } = useAnswer(listBookable, { query: typed === '' ? {} : { q: typed } })
  return (
    <PortalPage title={say('departments.title')} hospital={hospital} back="#/">
      <DepartmentList
        text={text}
        onText={setText}
        found={answer}
        problem={problem}
        onRetry={again}
        onUnit={unit => {
          location.hash = `#/booking/${unit.unitId}`
        }}
        onDoctor={(unit, doctor) => {
          location.hash = `#/booking/${unit.unitId}/${doctor.nextDay}/${doctor.id}`
        }}
      />
    </PortalPage>
  )
}
