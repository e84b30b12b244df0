import { useWords } from '#ui/language.ts'
import type { Item } from '../ticket.ts'
import { useDirectory } from '../units.ts'
import { type ItemField, sayDue } from './item.ts'
import { itemWords } from './words.ts'

/** What a version of an item says, to be read. */
export function ItemFacts({ item }: { readonly item: Item }) {
  const say = useWords(itemWords)
  const { unitByCode } = useDirectory()
  const unit = (code: string) => unitByCode(code)?.name ?? code
  return (
    <>
      <dl className="tk-item-facts">
        <dt>{say('group')}</dt>
        <dd>{say(`group.${item.group}`)}</dd>
        <dt>{say('class')}</dt>
        <dd>{say(`class.${item.class}`)}</dd>
        <dt>{say('due')}</dt>
        <dd>{sayDue(item.due, say)}</dd>
        <dt>{say('receiver')}</dt>
        <dd>{unit(item.receiver)}</dd>
        <dt>{say('off-hours')}</dt>
        <dd>{item.offHours === null ? say('off-hours.same') : unit(item.offHours)}</dd>
        <dt>{say('evidence')}</dt>
        <dd>
          {item.evidence} <span className="d-tag">{say(`proof.${item.proof}`)}</span>
        </dd>
      </dl>
      <Steps item={item} />
      <section className="tk-item-part">
        <h2>{say('papers')}</h2>
        {item.papers.length === 0 && <p className="d-hint">{say('papers.none')}</p>}
        <ul className="tk-diff">
          {item.papers.map(paper => (
            <li key={`${paper.case} ${paper.name}`}>
              <span className="d-tag">{say(`case.${paper.case}`)}</span> {paper.name}
              {paper.copies > 1 && <span className="figures"> ×{paper.copies}</span>}
            </li>
          ))}
        </ul>
      </section>
      <section className="tk-item-part">
        <h2>{say('fields')}</h2>
        <Fields fields={item.fields} />
      </section>
      <section className="tk-item-part">
        <h2>{say('kinds')}</h2>
        {item.kinds.length === 0 && <p className="d-hint">{say('kinds.none')}</p>}
        {item.kinds.map(kind => (
          <div key={kind.key} className="tk-kind">
            <h3>{kind.name}</h3>
            <p className="d-hint">
              {[
                kind.receivers.length > 0 && `${say('kind.receivers')} ${kind.receivers.map(unit).join('、')}`,
                kind.due && sayDue(kind.due, say),
                kind.proof && say(`proof.${kind.proof}`),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {kind.fields.length > 0 && <Fields fields={kind.fields} />}
          </div>
        ))}
      </section>
    </>
  )
}

function Steps({ item }: { readonly item: Item }) {
  const say = useWords(itemWords)
  return (
    <section className="tk-item-part">
      <h2>{say('steps')}</h2>
      <table className="tk-table">
        <thead>
          <tr>
            <th scope="col">{say('step')}</th>
            <th scope="col">{say('step.observed')}</th>
            <th scope="col">{say('step.evidence')}</th>
            <th scope="col">{say('step.tells')}</th>
          </tr>
        </thead>
        <tbody>
          {item.steps.map((step, n) => (
            <tr key={step.key}>
              <th scope="row">
                {n + 1} {step.name} {step.optional && <span className="d-tag">{say('step.optional')}</span>}
                {step.within !== null && (
                  <span className="d-tag" data-tone="soon">
                    {say('step.within-value', { minutes: step.within })}
                  </span>
                )}
                {step.endsLimit && <span className="d-tag">{say('step.ends-short')}</span>}
              </th>
              <td>
                {step.observed ? say(`observed.${step.observed}`) : say('step.observed.none')}
                {step.module && <span className="d-hint"> {say('step.by-hand')}</span>}
              </td>
              <td>{say(`evidence.${step.evidence}`)}</td>
              <td>{step.tells}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Fields({ fields }: { readonly fields: readonly ItemField[] }) {
  const say = useWords(itemWords)
  if (fields.length === 0) return <p className="d-hint">{say('fields.none')}</p>
  return (
    <ul className="tk-diff">
      {fields.map(field => (
        <li key={field.key}>
          {field.name} <span className="d-tag">{say(`type.${field.type}`)}</span>{' '}
          {field.required && <span className="d-tag">{say('field.required')}</span>}
          {field.options.length > 0 && <span className="d-hint"> {field.options.join('、')}</span>}
        </li>
      ))}
    </ul>
  )
}
