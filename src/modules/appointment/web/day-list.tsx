import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Later } from '#ui/desk/later.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { checkIn, listDay } from '../contract.ts'
import { bookableDays } from './pool.ts'
import { ToldTag } from './stop/told.tsx'
import { appointmentWords } from './words.ts'

export type Booking = Answer<typeof listDay>['items'][number]

const loadCancel = () => import('./cancel.dialog.tsx')
const OPEN: readonly string[] = ['booked', 'notified', 'held', 'stopped']

/** The bookings of a department and day in the order of their times (当日预约), names masked; live. */
export function DayList({ unit, day }: { readonly unit: string; readonly day: string }) {
  const say = useWords(appointmentWords)
  const mayBook = useMay('appointment:book')
  const queries = useQueryClient()
  const { answer, problem, again } = useAnswer(
    listDay,
    { query: { unit, day } },
    { live: { subject: 'appointment', id: null }, keepsPrevious: true },
  )
  const [cancelled, setCancelled] = useState<Booking | null>(null)
  const arrival = useSend(checkIn, () => void queries.invalidateQueries({ queryKey: [listDay.id] }))
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const isToday = day === bookableDays()[0]
  const doctorOf = (id: string) => answer.doctors.find(one => one.id === id)?.name ?? ''
  return (
    <section className="ap-day" aria-label={say('day.title')}>
      <h2>{say('day.title')}</h2>
      <Refused problem={arrival.problem} />
      {answer.items.length === 0 ? (
        <p className="d-hint">{say('day.empty')}</p>
      ) : (
        <table className="d-table">
          <thead>
            <tr>
              {(['time', 'number', 'patient', 'doctor', 'channel', 'status', 'told', 'acts'] as const).map(column => (
                <th key={column} scope="col">
                  {say(`day.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.items.map(one => (
              <tr key={one.id}>
                <td className="figures">{sayTime(one.startsAt)}</td>
                <td className="figures">{one.number}</td>
                <td>{one.patientMasked}</td>
                <td>{doctorOf(one.doctorId)}</td>
                <td>
                  {say(`channel.${one.channel}`)}
                  {one.helper && <span className="d-hint"> {say('day.helper', { name: one.helper })}</span>}
                </td>
                <td>
                  {say(`status.${one.status}`)}
                  {one.late && <span data-tone="soon"> {say('day.late')}</span>}
                  {one.order !== null && <span className="d-hint"> {say('day.order', { order: one.order })}</span>}
                </td>
                <td>
                  <ToldTag told={one.told} />
                </td>
                <td>
                  {mayBook && isToday && (one.status === 'booked' || one.status === 'notified') && (
                    <Button
                      size="small"
                      loading={arrival.isSending}
                      onClick={() => void arrival.send({ params: { id: one.id }, body: { place: say('place') } })}
                    >
                      {say('act.check-in')}
                    </Button>
                  )}{' '}
                  {mayBook && OPEN.includes(one.status) && (
                    <Button size="small" type="text" onClick={() => setCancelled(one)}>
                      {say('act.cancel')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {cancelled && (
        <Later load={loadCancel}>
          {({ CancelDialog }) => <CancelDialog booking={cancelled} onClose={() => setCancelled(null)} />}
        </Later>
      )}
    </section>
  )
}
