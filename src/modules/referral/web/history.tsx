import type { z } from 'zod'
import { sayTime, useWords } from '#ui/language.ts'
import type { Placing, Round } from '../contract.ts'
import { referralWords } from './words.ts'

/** What was submitted each time, and what was answered. */
export function Rounds({ rounds }: { readonly rounds: readonly z.infer<typeof Round>[] }) {
  const say = useWords(referralWords)
  if (rounds.length === 0) return null
  return (
    <section className="rf-card" aria-label={say('history.title')}>
      <h2>{say('history.title')}</h2>
      <ul className="rf-list">
        {rounds.map(one => (
          <li key={one.round}>
            <div className="figures">
              {say('history.round', { round: one.round, time: sayTime(one.submittedAt, 'both') })} ·{' '}
              {one.outcome === null
                ? say('history.open')
                : say(`history.${one.outcome}`, { time: one.decidedAt ? sayTime(one.decidedAt, 'both') : '' })}
            </div>
            {one.lacks.length > 0 && (
              <div className="d-hint">{one.lacks.map(lack => say(`field.${lack.field}`)).join(say('and'))}</div>
            )}
            {one.note !== null && <div className="d-hint">{one.note}</div>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** By which rule it was placed, and where it stood without it (REF-02). */
export function Placings({ placings }: { readonly placings: readonly z.infer<typeof Placing>[] }) {
  const say = useWords(referralWords)
  if (placings.length === 0) return null
  return (
    <section className="rf-card" aria-label={say('placing.title')}>
      <h2>{say('placing.title')}</h2>
      <p className="d-hint">{say('placing.rule')}</p>
      <ul className="rf-list">
        {placings.map(one => (
          <li key={`${one.kind} ${one.at}`}>
            <div className="rf-line">
              <strong>{say(`placing.${one.kind}`)}</strong>
              <span className="figures d-hint">{sayTime(one.at, 'both')}</span>
              {!one.isFirst && (
                <span className="d-tag" data-tone="late">
                  {say('placing.not-first')}
                </span>
              )}
            </div>
            <div>{say('placing.say', { after: one.after, before: one.before, competing: one.competing })}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}
