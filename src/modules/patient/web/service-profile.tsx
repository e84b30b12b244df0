import { Button } from 'antd'
import { useState } from 'react'
import { Empty, Refused } from '#ui/desk/states.tsx'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { endNeed } from '../contract.ts'
import { bannerOf, type Need } from '../rules/profile.ts'
import { NeedDialog } from './need.dialog.tsx'
import { type Patient, usePatientAct } from './patient.ts'
import { patientWords } from './words.ts'

/** The needs of a patient (患者服务档案, PAT-03): each since when, from whom, until when. */
export function ServiceProfile({ patient, mayWrite }: { readonly patient: Patient; readonly mayWrite: boolean }) {
  const say = useWords(patientWords)
  const [isAdding, setAdding] = useState(false)
  const sender = usePatientAct(endNeed)
  const { needs } = patient.profile
  return (
    <section className="pt-section" aria-label={say('profile.title')}>
      <div className="pt-head">
        <h2>{say('profile.title')}</h2>
        {mayWrite && (
          <Button size="small" onClick={() => setAdding(true)}>
            {say('profile.add')}
          </Button>
        )}
      </div>
      {needs.length === 0 && <Empty>{say('profile.empty')}</Empty>}
      <ul className="pt-list">
        {needs.map(need => (
          <NeedLine
            key={need.id}
            need={need}
            onEnd={
              mayWrite
                ? () =>
                    void sender.send({ params: { id: patient.id, needId: need.id }, body: { version: need.version } })
                : null
            }
          />
        ))}
      </ul>
      <Refused problem={sender.problem} />
      {isAdding && <NeedDialog patient={patient} onClose={() => setAdding(false)} />}
    </section>
  )
}

function NeedLine({
  need,
  onEnd,
}: {
  readonly need: Patient['profile']['needs'][number]
  readonly onEnd: (() => void) | null
}) {
  const say = useWords(patientWords)
  const language = useLanguage()
  const [line] = bannerOf([need as Need])
  const when = [say('profile.since', { day: need.since }), need.validTo && say('profile.until', { day: need.validTo })]
    .filter(Boolean)
    .join(say('comma'))
  const past = need.validTo !== null && need.validTo < dayAt(houseNow())
  return (
    <li data-holds={need.holds}>
      <span>
        {line?.[language]}
        <br />
        <span className="d-hint">
          {when} · {say(`source.${need.source}`)}
          {!need.holds && ` · ${say(past ? 'profile.past' : 'profile.future')}`}
        </span>
      </span>
      {onEnd && (
        <Button size="small" onClick={onEnd}>
          {say('profile.end')}
        </Button>
      )}
    </li>
  )
}
