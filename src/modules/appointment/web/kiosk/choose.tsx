import { useEffect, useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Empty, Failure, Loading } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useSend } from '#ui/use-send.ts'
import { holdAtKiosk, kioskDays, kioskDepartments, kioskTimes } from '../../contract.ts'
import { bookableDays } from '../days.ts'
import { DepartmentList, usePlaced } from '../touch/department-list.tsx'
import { DoctorDays } from '../touch/doctor-days.tsx'
import { type BookableTime, type FreeTime, NextTimes, TimeGrid } from '../touch/time-grid.tsx'
import { Screen, Why } from './screen.tsx'
import type { StepProps } from './steps.ts'
import { visitWords } from './words.ts'

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
export function Unit({ step, kiosk, go, leave }: StepProps<'unit'>) {
  const say = useWords(visitWords)
  const placed = usePlaced()
  const { errand, visit } = step
  const [text, setText] = useState('')
  const { answer, problem, again } = useAnswer(kioskDepartments, { query: { q: useSettled(text) } })
  const [today] = bookableDays()
  const found =
    answer && errand === 'onsite' ? { ...answer, items: answer.items.filter(one => one.nextDay === today) } : answer
  return (
    <Screen
      kiosk={kiosk}
      title={say(errand === 'onsite' ? 'unit.title-onsite' : 'unit.title-book')}
      visit={visit}
      onBack={() => go({ at: 'mine', visit })}
      onLeave={() => leave('left')}
    >
      <DepartmentList
        text={text}
        onText={setText}
        found={found}
        problem={problem}
        onRetry={again}
        onUnit={unit =>
          go({
            at: 'doctor',
            errand,
            visit,
            chosen: { unitId: unit.unitId, unit: unit.name, place: placed(unit), doctorId: '', doctor: '', day: '' },
          })
        }
      />
    </Screen>
  )
}

/** Which day and doctor; on site today only (选日期、选医生). */
export function Doctor({ step, kiosk, go, leave }: StepProps<'doctor'>) {
  const say = useWords(visitWords)
  const { errand, visit, chosen } = step
  const { answer, problem, again } = useAnswer(kioskDays, { params: { unitId: chosen.unitId } })
  const [today = ''] = bookableDays()
  const days =
    answer && errand === 'onsite'
      ? {
          ...answer,
          days: answer.days.filter(one => one.day === today),
          halfDays: answer.halfDays.filter(one => one.day === today),
        }
      : answer
  const [asked, setDay] = useState(chosen.day)
  const day = asked || days?.days.find(one => one.free > 0)?.day || days?.days[0]?.day || null
  const isFull = days !== null && errand === 'onsite' && !days.days.some(one => one.free > 0)
  return (
    <Screen
      kiosk={kiosk}
      title={say(errand === 'onsite' ? 'doctor.title-onsite' : 'doctor.title', { unit: chosen.unit })}
      visit={visit}
      onBack={() => go({ at: 'unit', errand, visit })}
      onLeave={() => leave('left')}
    >
      {!days && (problem ? <Failure problem={problem} onRetry={again} /> : <Loading />)}
      {isFull && <Empty>{say('onsite.none')}</Empty>}
      {days && !isFull && (
        <DoctorDays
          days={days}
          day={day}
          onDay={setDay}
          onDoctor={doctor =>
            go({
              at: 'time',
              errand,
              visit,
              chosen: { ...chosen, doctorId: doctor.id, doctor: doctor.name, day: day ?? today },
            })
          }
        />
      )}
    </Screen>
  )
}

/** Which time (选时间); a booking's place is kept from here on. */
export function Time({ step, kiosk, go, leave, over }: StepProps<'time'>) {
  const say = useWords(visitWords)
  const { errand, visit, chosen } = step
  const { answer, problem, again } = useAnswer(kioskTimes, {
    params: { unitId: chosen.unitId },
    query: { day: chosen.day, doctor: chosen.doctorId },
  })
  const [wanted, setWanted] = useState<BookableTime | null>(null)
  const hold = useSend(holdAtKiosk)
  const choose = async (time: BookableTime) => {
    setWanted(time)
    if (errand === 'onsite') return go({ at: 'check', errand, visit, chosen, time, held: null })
    const held = await hold.send({ params: { id: visit.id }, body: { slotId: time.slotId } })
    if (held !== null) go({ at: 'check', errand, visit, chosen, time, held })
    else again()
  }
  const full =
    hold.problem?.code === 'slot-full' ? ((hold.problem.facts['next'] as FreeTime[] | undefined) ?? []) : null
  const known = (id: string) => answer?.items.find(one => one.slotId === id)
  return (
    <Screen
      kiosk={kiosk}
      title={say('time.title', { doctor: chosen.doctor })}
      visit={visit}
      onBack={() => go({ at: 'doctor', errand, visit, chosen })}
      onLeave={() => leave('left')}
    >
      <Why problem={hold.problem} onAgain={() => wanted && choose(wanted)} onOver={over} />
      {!answer && (problem ? <Failure problem={problem} onRetry={again} /> : <Loading />)}
      {answer && <TimeGrid times={answer.items} chosen={wanted?.slotId ?? null} onTime={time => void choose(time)} />}
      {full && (
        <NextTimes
          next={full.filter(one => known(one.slotId))}
          nameOf={id => answer?.doctors.find(one => one.id === id)?.name ?? ''}
          onTime={id => {
            const time = known(id)
            if (time) void choose(time)
          }}
        />
      )}
    </Screen>
  )
}
