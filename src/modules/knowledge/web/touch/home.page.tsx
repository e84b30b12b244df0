import { useWords } from '#ui/language.ts'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { listPublic } from '../../contract.ts'
import { type Hospital, Read, Reader, Row } from './reader.tsx'
import { readerWords } from './words.ts'

/** The first public page: what is published today, and the ways to the rest. */
export function HomePage({ hospital }: { readonly hospital: Hospital | null }) {
  const say = useWords(readerWords)
  const reading = useAnswer(listPublic, { query: { kind: 'notice' } })
  return (
    <Reader title={say('home.title')} hospital={hospital}>
      <p className="r-text">{say('home.lead')}</p>
      <ul className="r-rows">
        <Row href="#/booking" title={say('home.booking')} />
        <Row href="#/visits" title={say('home.visits')} />
        <Row href="#/guides" title={say('home.guides')} />
        <Row href="#/departments" title={say('home.departments')} />
        <Row href="#/doctors" title={say('home.doctors')} />
        <Row href="#/track" title={say('home.track')} />
      </ul>
      <h2 className="r-head">{say('home.notices')}</h2>
      <Read reading={reading}>
        {answer => (
          <ul className="r-rows">
            {answer.items.map(one => (
              <Row key={one.id} href={`#/item/${one.id}`} title={one.title}>
                {one.hint}
              </Row>
            ))}
          </ul>
        )}
      </Read>
    </Reader>
  )
}
