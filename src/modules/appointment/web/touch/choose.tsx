import { useEffect, useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Empty, Failure, Loading } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import type { kioskDays, kioskDepartments, kioskTimes } from '../../contract.ts'
import { bookableDays } from '../days.ts'
import { DepartmentList, type Placed } from './department-list.tsx'
import { DoctorDays } from './doctor-days.tsx'
import { type BookableTime, type FreeTime, NextTimes, TimeGrid } from './time-grid.tsx'
import { bookingWords } from './words.ts'

/** Where the pool is read, for a machine or for a guide: the same answers by other rights. */
export interface PoolOf {
  readonly departments: typeof kioskDepartments
  readonly days: typeof kioskDays
  readonly times: typeof kioskTimes
}

/** What was chosen, as far as it is. */
export interface Chosen {
  readonly unitId: string
  readonly unit: string
  readonly place: Placed
  readonly doctorId: string
  readonly doctor: string
  readonly day: string
}

interface ChooseProps {
  readonly pool: PoolOf
  /** On site only today's places are given. */
  readonly isToday: boolean
}

const SETTLED_MS = 300

/** What was typed, once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

/** Which department (选科室). */
export function ChooseUnit({ pool, isToday, onUnit }: ChooseProps & { readonly onUnit: (chosen: Chosen) => void }) {
  const say = useWords(bookingWords)
  const [text, setText] = useState('')
  const { answer, problem, again } = useAnswer(pool.departments, { query: { q: useSettled(text) } })
  const [today] = bookableDays()
  const found = answer && isToday ? { ...answer, items: answer.items.filter(one => one.nextDay === today) } : answer
  return (
    <DepartmentList
      text={text}
      onText={setText}
      found={found}
      problem={problem}
      onRetry={again}
      {...(isToday ? { none: say('today.no-unit') } : {})}
      onUnit={unit =>
        onUnit({
          unitId: unit.unitId,
          unit: unit.name,
          place: { building: unit.building, floor: unit.floor, room: unit.room },
          doctorId: '',
          doctor: '',
          day: '',
        })
      }
    />
  )
}

interface ChooseDoctorProps extends ChooseProps {
  readonly chosen: Chosen
  readonly onDoctor: (chosen: Chosen) => void
}

/** Which day and doctor (选日期、选医生). */
export function ChooseDoctor({ pool, isToday, chosen, onDoctor }: ChooseDoctorProps) {
  const say = useWords(bookingWords)
  const { answer, problem, again } = useAnswer(pool.days, { params: { unitId: chosen.unitId } })
  const [today = ''] = bookableDays()
  const [asked, setDay] = useState(chosen.day)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <Loading />
  const days = !isToday
    ? answer
    : {
        ...answer,
        days: answer.days.filter(one => one.day === today),
        halfDays: answer.halfDays.filter(one => one.day === today),
      }
  const free = days.days.find(one => one.free > 0)
  if (isToday && !free) return <Empty>{say('today.none')}</Empty>
  const day = asked || free?.day || days.days[0]?.day || null
  return (
    <DoctorDays
      days={days}
      day={day}
      onDay={setDay}
      onDoctor={doctor => onDoctor({ ...chosen, doctorId: doctor.id, doctor: doctor.name, day: day ?? today })}
    />
  )
}

interface ChooseTimeProps {
  readonly pool: PoolOf
  readonly chosen: Chosen
  readonly wanted: string | null
  /** What was free instead, where the wanted time was just taken. */
  readonly next: readonly FreeTime[] | null
  readonly onTime: (time: BookableTime) => void
}

/** Which time (选时间); what was just taken is read again. */
export function ChooseTime({ pool, chosen, wanted, next, onTime }: ChooseTimeProps) {
  const { answer, problem, again } = useAnswer(pool.times, {
    params: { unitId: chosen.unitId },
    query: { day: chosen.day, doctor: chosen.doctorId },
  })
  useEffect(() => {
    if (next !== null) again()
  }, [next, again])
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <Loading />
  const known = (id: string) => answer.items.find(one => one.slotId === id)
  return (
    <>
      <TimeGrid times={answer.items} chosen={wanted} onTime={onTime} />
      {next && (
        <NextTimes
          next={next.filter(one => known(one.slotId))}
          nameOf={id => answer.doctors.find(one => one.id === id)?.name ?? ''}
          onTime={id => {
            const time = known(id)
            if (time) onTime(time)
          }}
        />
      )}
    </>
  )
}
