import { Button } from 'antd'
import { useState } from 'react'
import { type ApiProblem, call } from '#ui/client.ts'
import { Empty, Refused } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { listVisits } from '../contract.ts'
import type { Patient } from './patient.ts'
import { patientWords } from './words.ts'

type Visit = Patient['visits'][number]

/** One visit in a line: 10:30 神经内科 门诊. */
export function VisitLine({ visit, says }: { readonly visit: Visit; readonly says: 'time' | 'both' }) {
  const say = useWords(patientWords)
  const place =
    visit.room && visit.bed
      ? say('visit.bed', { room: visit.room, bed: visit.bed })
      : visit.room && say('visit.room', { room: visit.room })
  return (
    <li className="pt-visit" data-state={visit.state}>
      <time className="figures">{visit.startedAt ? sayTime(visit.startedAt, says) : '—'}</time>
      <span>
        {[visit.department ?? visit.departmentCode, say(`visit.${visit.class}`), place].filter(Boolean).join(' · ')}
      </span>
      {visit.state !== 'open' && <span className="d-hint">{say(`visit.${visit.state}`)}</span>}
    </li>
  )
}

const FIRST = 20

/** All visits (就诊), the newest first. */
export function Visits({ patient }: { readonly patient: Patient }) {
  const say = useWords(patientWords)
  const [older, setOlder] = useState<{ readonly items: readonly Visit[]; readonly next: string | null } | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  // The first page of the list is what the record holds already; its key is only in the list's own answer.
  const more = async () => {
    try {
      const after = older?.next ?? (await call(listVisits, { params: { id: patient.id }, query: {} })).next
      if (after === null) return setOlder({ items: [], next: null })
      const page = await call(listVisits, { params: { id: patient.id }, query: { after } })
      setOlder({ items: [...(older?.items ?? []), ...page.items], next: page.next })
    } catch (error) {
      setProblem(error as ApiProblem)
    }
  }
  const mayBeMore = older === null ? patient.visits.length >= FIRST : older.next !== null
  return (
    <section className="pt-section" aria-label={say('visits.title')}>
      <h2>{say('visits.title')}</h2>
      {patient.visits.length === 0 && <Empty>{say('visits.empty')}</Empty>}
      <ul className="pt-visits">
        {[...patient.visits, ...(older?.items ?? [])].map(visit => (
          <VisitLine key={visit.id} visit={visit} says="both" />
        ))}
      </ul>
      {mayBeMore && <Button onClick={() => void more()}>{say('visits.more')}</Button>}
      <Refused problem={problem} />
    </section>
  )
}
