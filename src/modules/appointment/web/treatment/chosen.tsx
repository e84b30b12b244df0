import { Button } from 'antd'
import { sayTime, useWords } from '#ui/language.ts'
import { type ChairTime, treatmentWords } from './words.ts'

interface ChosenProps {
  readonly time: ChairTime | null
  readonly mayBook: boolean
  readonly preparation: string
  readonly onSeries: (id: string) => void
  readonly onStart: () => void
}

/** Who is treated at the chosen time, and a series from it on. */
export function Chosen({ time, mayBook, preparation, onSeries, onStart }: ChosenProps) {
  const say = useWords(treatmentWords)
  if (time === null) return <p className="d-hint">{say('chosen.none')}</p>
  return (
    <div className="d-form">
      <h2 className="ap-chosen figures">
        {sayTime(time.startsAt, 'both')}–{sayTime(time.endsAt)}
      </h2>
      {time.sessions.length === 0 && <p className="d-hint">{say('chosen.empty')}</p>}
      <ul className="tr-list">
        {time.sessions.map(one => (
          <li key={one.id}>
            <button type="button" onClick={() => onSeries(one.seriesId)}>
              <strong>{one.patientMasked}</strong>
              <span className="d-hint">
                {say('session.of', { ordinal: one.ordinal, of: one.of })} · {say(`status.${one.status}`)}
                {one.moved && ` · ${say('session.moved')}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {preparation !== '' && <p className="d-hint">{say('resource.preparation', { words: preparation })}</p>}
      {mayBook && time.booked < time.capacity && <Button onClick={onStart}>{say('chosen.start')}</Button>}
    </div>
  )
}
