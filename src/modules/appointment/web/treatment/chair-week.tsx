import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { useLive } from '#ui/live.ts'
import { useLatest } from '#ui/use-latest.ts'
import { readCalendar } from '../../contract.ts'
import { sayDay } from '../days.ts'
import { daysAfter, weeksAhead } from '../review/weeks.ts'
import { dayOf } from './day-of.ts'
import { type ChairTime, type Resource, treatmentWords } from './words.ts'

interface ChairWeekProps {
  readonly resource: Resource
  readonly chosen: string | null
  readonly onChosen: (time: ChairTime) => void
  /** The chosen time as it stands now, when it was read anew. */
  readonly onFresh: (time: ChairTime) => void
}

const WEEK = 7

/** Seven days of a resource: how many of its places are taken at each time (治疗日程); live. */
export function ChairWeek({ resource, chosen, onChosen, onFresh }: ChairWeekProps) {
  const say = useWords(treatmentWords)
  const language = useLanguage()
  const [monday, setMonday] = useState(weeksAhead()[0] ?? '')
  const { answer, problem, again } = useAnswer(
    readCalendar,
    { params: { id: resource.id }, query: { from: monday } },
    { live: { subject: 'series', id: null }, keepsPrevious: true },
  )
  useLive('treatment', null, again)
  const fresh = useLatest(onFresh)
  useEffect(() => {
    const again = answer?.slots.find(one => one.startsAt === chosen)
    if (again) fresh.current(again)
  }, [answer, chosen, fresh])
  const days = Array.from({ length: WEEK }, (_, n) => daysAfter(monday, n))
  const slots = answer?.slots ?? []
  const times = [...new Set(slots.map(one => sayTime(one.startsAt)))].toSorted()
  const at = (day: string, time: string) =>
    slots.find(one => dayOf(one.startsAt) === day && sayTime(one.startsAt) === time)
  return (
    <>
      <div className="tr-weeks">
        <Button onClick={() => setMonday(daysAfter(monday, -WEEK))}>{say('before')}</Button>
        <strong>
          {sayDay(monday, language)} – {sayDay(daysAfter(monday, WEEK - 1), language)}
        </strong>
        <Button onClick={() => setMonday(daysAfter(monday, WEEK))}>{say('after')}</Button>
      </div>
      {problem && !answer && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading />}
      {answer && slots.length === 0 && <Empty>{say('cell.none')}</Empty>}
      {slots.length > 0 && (
        <div className="ap-scroll">
          <table className="d-table tr-week">
            <caption className="said-only">{resource.name}</caption>
            <thead>
              <tr>
                <th scope="col">{say('time')}</th>
                {days.map(day => (
                  <th key={day} scope="col">
                    {sayDay(day, language)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {times.map(time => (
                <tr key={time}>
                  <th scope="row" className="figures">
                    {time}
                  </th>
                  {days.map(day => (
                    <td key={day}>
                      <Cell time={at(day, time)} day={day} chosen={chosen} onChosen={onChosen} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

interface CellProps {
  readonly time: ChairTime | undefined
  readonly day: string
  readonly chosen: string | null
  readonly onChosen: (time: ChairTime) => void
}

function Cell({ time, day, chosen, onChosen }: CellProps) {
  const say = useWords(treatmentWords)
  const language = useLanguage()
  if (time === undefined) return null
  const { booked, capacity } = time
  return (
    <button
      type="button"
      className="tr-cell figures"
      data-full={booked >= capacity}
      aria-pressed={time.startsAt === chosen}
      aria-label={say('cell.say', { day: sayDay(day, language), time: sayTime(time.startsAt), booked, capacity })}
      onClick={() => onChosen(time)}
    >
      {booked}/{capacity}
    </button>
  )
}
