import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { holdAtKiosk, kioskDays, kioskDepartments, kioskTimes } from '../../contract.ts'
import { ChooseDoctor, ChooseTime, ChooseUnit, type PoolOf } from '../touch/choose.tsx'
import type { BookableTime, FreeTime } from '../touch/time-grid.tsx'
import { Screen, Why } from './screen.tsx'
import type { StepProps } from './steps.ts'
import { visitWords } from './words.ts'

const POOL: PoolOf = { departments: kioskDepartments, days: kioskDays, times: kioskTimes }

/** Which department (选科室). */
export function Unit({ step, kiosk, go, leave }: StepProps<'unit'>) {
  const say = useWords(visitWords)
  const { errand, visit } = step
  return (
    <Screen
      kiosk={kiosk}
      title={say(errand === 'onsite' ? 'unit.title-onsite' : 'unit.title-book')}
      visit={visit}
      onBack={() => go({ at: 'mine', visit })}
      onLeave={() => leave('left')}
    >
      <ChooseUnit
        pool={POOL}
        isToday={errand === 'onsite'}
        onUnit={chosen => go({ at: 'doctor', errand, visit, chosen })}
      />
    </Screen>
  )
}

/** Which day and doctor; on site today only (选日期、选医生). */
export function Doctor({ step, kiosk, go, leave }: StepProps<'doctor'>) {
  const say = useWords(visitWords)
  const { errand, visit, chosen } = step
  return (
    <Screen
      kiosk={kiosk}
      title={say(errand === 'onsite' ? 'doctor.title-onsite' : 'doctor.title', { unit: chosen.unit })}
      visit={visit}
      onBack={() => go({ at: 'unit', errand, visit })}
      onLeave={() => leave('left')}
    >
      <ChooseDoctor
        pool={POOL}
        isToday={errand === 'onsite'}
        chosen={chosen}
        onDoctor={next => go({ at: 'time', errand, visit, chosen: next })}
      />
    </Screen>
  )
}

/** Which time (选时间); a booking's place is kept from here on. */
export function Time({ step, kiosk, go, leave, over }: StepProps<'time'>) {
  const say = useWords(visitWords)
  const { errand, visit, chosen } = step
  const [wanted, setWanted] = useState<BookableTime | null>(null)
  const hold = useSend(holdAtKiosk)
  const choose = async (time: BookableTime) => {
    setWanted(time)
    if (errand === 'onsite') return go({ at: 'check', errand, visit, chosen, time, held: null })
    const held = await hold.send({ params: { id: visit.id }, body: { slotId: time.slotId } })
    if (held !== null) go({ at: 'check', errand, visit, chosen, time, held })
  }
  const isFull = hold.problem?.code === 'slot-full'
  return (
    <Screen
      kiosk={kiosk}
      title={say('time.title', { doctor: chosen.doctor })}
      visit={visit}
      onBack={() => go({ at: 'doctor', errand, visit, chosen })}
      onLeave={() => leave('left')}
    >
      <Why problem={hold.problem} onAgain={() => wanted && choose(wanted)} onOver={over} />
      <ChooseTime
        pool={POOL}
        chosen={chosen}
        wanted={wanted?.slotId ?? null}
        next={isFull ? ((hold.problem?.facts['next'] as FreeTime[] | undefined) ?? []) : null}
        onTime={time => void choose(time)}
      />
    </Screen>
  )
}
