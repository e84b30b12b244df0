import type { Answer } from '#kernel/endpoint.ts'
import { findPublicDoctors, openPublicDoctor } from '#modules/directory/contract.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { Facts } from '#ui/touch/card.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { publicIntroduction } from '../../contract.ts'
import { Edition, FindRows, type Hospital, Read, Reader, Row, useTyped } from './reader.tsx'
import { readerWords } from './words.ts'

type Session = Answer<typeof openPublicDoctor>['sessions'][number]

/** Doctors whom a patient may look for (医生介绍). */
export function DoctorsPage({ hospital }: { readonly hospital: Hospital | null }) {
  const say = useWords(readerWords)
  const typing = useTyped()
  const { typed } = typing
  const reading = useAnswer(findPublicDoctors, { query: typed === '' ? {} : { q: typed } })
  return (
    <Reader title={say('home.doctors')} hospital={hospital} back="#/">
      <FindRows label={say('find.doctors')} typing={typing} reading={reading}>
        {one => (
          <Row key={one.doctorId} href={`#/doctor/${one.doctorId}`} title={one.name}>
            {[say(`title.${one.title}`), one.units[0]?.name, one.strengths.join(say('comma'))]
              .filter(Boolean)
              .join(' · ')}
          </Row>
        )}
      </FindRows>
    </Reader>
  )
}

/** One doctor: introduction, strengths, and when there are sessions (医生主页). */
export function DoctorPage({ id, hospital }: { readonly id: string; readonly hospital: Hospital | null }) {
  const say = useWords(readerWords)
  const reading = useAnswer(openPublicDoctor, { params: { doctorId: id } })
  const { answer: words } = useAnswer(publicIntroduction, { params: { doctorId: id } })
  const item = words?.item ?? null
  return (
    <Reader title={reading.answer?.name ?? say('home.doctors')} hospital={hospital} back="#/doctors">
      <Read reading={reading}>
        {doctor => (
          <>
            {doctor.photo && <img className="r-photo" src={doctor.photo} alt={doctor.name} />}
            <Facts
              facts={[
                [say('units'), doctor.units.map(one => one.name).join(say('comma'))],
                [
                  say('fee'),
                  `${say(`title.${doctor.title}`)} · ${say(`fee.${doctor.feeLevel}`)}${doctor.isVisiting ? ` · ${say('visitor')}` : ''}`,
                ],
                ...(doctor.strengths.length > 0
                  ? [[say('strengths'), doctor.strengths.join(say('comma'))] as const]
                  : []),
                ...(doctor.languages.length > 0
                  ? [[say('languages'), doctor.languages.join(say('comma'))] as const]
                  : []),
              ]}
            />
            {item?.content.kind === 'doctor' && (
              <section>
                <h2 className="r-head">{say('introduction')}</h2>
                <p className="r-text">{item.content.introduction}</p>
                <Edition item={item} />
              </section>
            )}
            <section>
              <h2 className="r-head">{say('sessions')}</h2>
              <Sessions sessions={doctor.sessions} doctorId={id} />
            </section>
          </>
        )}
      </Read>
    </Reader>
  )
}

function Sessions({ sessions, doctorId }: { readonly sessions: readonly Session[]; readonly doctorId: string }) {
  const say = useWords(readerWords)
  if (sessions.length === 0) return <p className="t-hint">{say('sessions.none')}</p>
  return (
    <ul className="r-sessions">
      {sessions.map(one => (
        <li key={one.id}>
          <strong>
            {sayTime(one.from, 'day')} {say(`half.${one.halfDay}`)}
          </strong>{' '}
          <span className="figures">
            {sayTime(one.from)}–{sayTime(one.to)}
          </span>
          <span className="t-hint">
            {[
              one.room,
              say(one.state === 'stopped' ? 'sessions.full' : one.isAvailable ? 'sessions.open' : 'sessions.over'),
              one.state === 'substituted' &&
                one.seenBy.id !== doctorId &&
                say('sessions.substitute', { name: one.seenBy.name }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
