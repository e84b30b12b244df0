import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { sayDay } from '../days.ts'
import { dayOf } from './day-of.ts'
import type { PlannedView } from './plan.dialog.tsx'
import { treatmentWords } from './words.ts'

interface PlanProps {
  readonly plan: readonly PlannedView[]
  /** Another time for a session that cannot be at its own. */
  readonly instead: Readonly<Record<number, string>>
  readonly onInstead: (ordinal: number, other: string) => void
}

/** The sessions of a plan, each conflict with the times that are free beside it (试排结果). */
export function Plan({ plan, instead, onInstead }: PlanProps) {
  const say = useWords(treatmentWords)
  const language = useLanguage()
  const conflicts = plan.filter(one => one.conflict !== null && instead[one.ordinal] === undefined).length
  const when = (at: string) => `${sayDay(dayOf(at), language)} ${sayTime(at)}`
  return (
    <section aria-label={say('plan.sessions')}>
      <p className={conflicts === 0 ? 'd-hint' : 'd-refusal'} role="status">
        {conflicts === 0 ? say('plan.fits', { count: plan.length }) : say('plan.conflicts', { count: conflicts })}
      </p>
      <div className="ap-scroll">
        <table className="d-table tr-plan">
          <thead>
            <tr>
              {(['plan.ordinal', 'plan.when', 'plan.state'] as const).map(column => (
                <th key={column} scope="col">
                  {say(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plan.map(one => (
              <tr key={one.ordinal}>
                <td className="figures">{one.ordinal}</td>
                <td className="figures">{when(one.startsAt)}</td>
                <td>
                  {one.conflict === null ? (
                    <span className="d-tag" data-tone="done">
                      {say('plan.free')}
                    </span>
                  ) : (
                    <>
                      <span className="d-tag" data-tone="late">
                        {say(`conflict.${one.conflict}`)}
                      </span>{' '}
                      {one.alternatives.length === 0 ? (
                        <span className="d-hint">{say('plan.no-other')}</span>
                      ) : (
                        <select
                          aria-label={`${say('plan.other')} ${one.ordinal}`}
                          className="d-input"
                          value={instead[one.ordinal] ?? ''}
                          onChange={event => onInstead(one.ordinal, event.target.value)}
                        >
                          <option value="" disabled>
                            {say('plan.choose')}
                          </option>
                          {one.alternatives.map(other => (
                            <option key={other} value={other}>
                              {when(other)}
                            </option>
                          ))}
                        </select>
                      )}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
