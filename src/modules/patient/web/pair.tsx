import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { ReasonDialog } from '#modules/staff/web/reason.dialog.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { dismissDuplicate, type listDuplicates, mergePatients } from '../contract.ts'
import { usePatientAct } from './patient.ts'
import { patientWords } from './words.ts'

type Duplicate = Answer<typeof listDuplicates>['items'][number]
type Side = Duplicate['one']

/** Two rows side by side: what is the same, what differs, and which to keep. */
export function Pair({ pair }: { readonly pair: Duplicate }) {
  const say = useWords(patientWords)
  const [keep, setKeep] = useState<Side | null>(null)
  const [isApart, setApart] = useState(false)
  const merge = usePatientAct(mergePatients, () => setKeep(null))
  const apart = usePatientAct(dismissDuplicate, () => setApart(false))
  const other = keep?.id === pair.one.id ? pair.other : pair.one
  return (
    <section className="pt-section" data-certainty={pair.certainty}>
      <div className="pt-head">
        <h2>
          {say(`duplicates.${pair.certainty}`)}{' '}
          <span className="d-hint">{pair.reasons.map(reason => say(`reason.${reason}`)).join(' · ')}</span>
        </h2>
        <Button size="small" onClick={() => setApart(true)}>
          {say('duplicates.apart')}
        </Button>
      </div>
      <table className="pt-table">
        <thead>
          <tr>
            <th scope="col">{say('duplicates.row')}</th>
            {[pair.one, pair.other].map(side => (
              <th key={side.id} scope="col">
                <Link to="/patients/$id" params={{ id: side.id }}>
                  {side.nameMasked}
                </Link>{' '}
                {side.id === pair.survivorId && <span className="d-hint">{say('duplicates.suggested')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pair.fields
            .filter(field => field.one !== null || field.other !== null)
            .map(field => (
              <tr key={field.field} data-same={field.same}>
                <th scope="row">
                  {say(`field.${field.field}`)}{' '}
                  <span className="d-hint">{say(field.same ? 'duplicates.same' : 'duplicates.differs')}</span>
                </th>
                {[field.one, field.other].map((value, i) => (
                  // oxlint-disable-next-line react/no-array-index-key -- left and right
                  <td key={i} className="figures">
                    {fieldWords(say, field.field, value)}
                  </td>
                ))}
              </tr>
            ))}
          <SideRows pair={pair} />
          <tr>
            <td />
            {[pair.one, pair.other].map(side => (
              <td key={side.id}>
                <Button
                  type={side.id === pair.survivorId ? 'primary' : 'default'}
                  size="small"
                  onClick={() => setKeep(side)}
                >
                  {say('duplicates.keep')}
                </Button>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      {keep && (
        <ReasonDialog
          title={say('duplicates.merge-title')}
          after={say('duplicates.merge-then', { keep: keep.nameMasked })}
          sender={merge}
          sendLabel={say('duplicates.merge')}
          onSend={reason =>
            void merge.send({
              params: { id: keep.id },
              body: { loserId: other.id, version: keep.version, loserVersion: other.version, reason },
            })
          }
          onClose={() => setKeep(null)}
        />
      )}
      {isApart && (
        <ReasonDialog
          title={say('duplicates.apart-title')}
          after={say('duplicates.apart-then')}
          sender={apart}
          sendLabel={say('duplicates.apart')}
          onSend={reason => void apart.send({ body: { oneId: pair.one.id, otherId: pair.other.id, reason } })}
          onClose={() => setApart(false)}
        />
      )}
    </section>
  )
}

/** Codes as words; what is masked stays as it came. */
function fieldWords(
  say: ReturnType<typeof useWords<typeof patientWords.zh>>,
  field: string,
  value: string | null,
): string {
  if (value === null) return '—'
  if (field === 'sex') return say(`sex.${value as 'male'}`)
  return field === 'insurance' ? say(`insurance.${value as 'employee'}`) : value
}

function SideRows({ pair }: { readonly pair: Duplicate }) {
  const say = useWords(patientWords)
  const sides = [pair.one, pair.other]
  return (
    <>
      <tr>
        <th scope="row">{say('field.numbers')}</th>
        {sides.map(side => (
          <td key={side.id} className="figures">
            {side.numbers.map(number => number.value).join(say('comma')) || '—'}
          </td>
        ))}
      </tr>
      <tr>
        <th scope="row">{say('duplicates.visits')}</th>
        {sides.map(side => (
          <td key={side.id} className="figures">
            {side.visits}
          </td>
        ))}
      </tr>
      <tr>
        <th scope="row">{say('field.registered')}</th>
        {sides.map(side => (
          <td key={side.id}>{sayTime(side.registeredAt, 'both')}</td>
        ))}
      </tr>
    </>
  )
}
