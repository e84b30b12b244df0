import { findPublicDoctors, findPublicUnits, openPublicUnit } from '#modules/directory/contract.ts'
import { useWords } from '#ui/language.ts'
import { LinkButton } from '#ui/touch/button.tsx'
import { Facts } from '#ui/touch/card.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useWhere } from './place.tsx'
import { FindRows, type Hospital, Read, Reader, Row, useTyped } from './reader.tsx'
import { readerWords } from './words.ts'

/** Departments that a patient may look for (科室介绍). */
export function DepartmentsPage({ hospital }: { readonly hospital: Hospital | null }) {
  const say = useWords(readerWords)
  const where = useWhere()
  const typing = useTyped()
  const { typed } = typing
  const reading = useAnswer(findPublicUnits, { query: typed === '' ? {} : { q: typed } })
  return (
    <Reader title={say('home.departments')} hospital={hospital} back="#/">
      <FindRows label={say('find.departments')} typing={typing} reading={reading}>
        {unit => (
          <Row key={unit.unitId} href={`#/department/${unit.unitId}`} title={unit.name}>
            {where(unit)}
          </Row>
        )}
      </FindRows>
    </Reader>
  )
}

/** One department: where, when, what it treats, what to know, and its doctors. */
export function DepartmentPage({ id, hospital }: { readonly id: string; readonly hospital: Hospital | null }) {
  const say = useWords(readerWords)
  const where = useWhere()
  const reading = useAnswer(openPublicUnit, { params: { unitId: id } })
  const doctors = useAnswer(findPublicDoctors, { query: { unitId: id } })
  const items = doctors.answer?.items ?? []
  return (
    <Reader title={reading.answer?.name ?? say('home.departments')} hospital={hospital} back="#/departments">
      <Read reading={reading}>
        {unit => (
          <>
            {unit.introduction && <p className="r-text">{unit.introduction}</p>}
            <Facts
              facts={[
                [say('where'), where(unit)],
                ...(unit.hours ? [[say('hours'), unit.hours] as const] : []),
                ...(unit.services.length > 0 ? [[say('services'), unit.services.join(say('comma'))] as const] : []),
                ...(unit.visitingNotes ? [[say('visiting'), unit.visitingNotes] as const] : []),
              ]}
            />
            <LinkButton kind="main" href={`#/booking/${id}`}>
              {say('home.booking')}
            </LinkButton>
            {unit.phone && (
              <LinkButton href={`tel:${unit.phone}`}>
                {say('phone')} <span className="figures">{unit.phone}</span>
              </LinkButton>
            )}
          </>
        )}
      </Read>
      {items.length > 0 && (
        <>
          <h2 className="r-head">{say('doctors.of')}</h2>
          <ul className="r-rows">
            {items.map(one => (
              <Row key={one.doctorId} href={`#/doctor/${one.doctorId}`} title={one.name}>
                {say(`title.${one.title}`)} · {one.strengths.join(say('comma'))}
              </Row>
            ))}
          </ul>
        </>
      )}
    </Reader>
  )
}
