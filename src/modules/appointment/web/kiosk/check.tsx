import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Notice } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import { confirmAtKiosk, registerOnSiteAtKiosk, releaseAtKiosk } from '../../contract.ts'
import { slipWords } from '../slip/words.ts'
import { usePlaced } from '../touch/department-list.tsx'
import { KeptFor, Papers, VisitCard } from '../touch/visit-card.tsx'
import { Screen, Why } from './screen.tsx'
import type { Ended, StepProps } from './steps.ts'
import { visitWords } from './words.ts'

/** What is read back before it is (核对): then it is booked, or registered for today. */
export function Check({ step, kiosk, go, leave, over }: StepProps<'check'>) {
  const say = useWords(visitWords)
  const saySlip = useWords(slipWords)
  const { errand, visit, chosen, time, held } = step
  const [isOver, setOver] = useState(false)
  const confirm = useSend(confirmAtKiosk)
  const register = useSend(registerOnSiteAtKiosk)
  const release = useSend(releaseAtKiosk)
  const placed = usePlaced()
  const place = placed({ ...chosen.place, room: time.room ?? chosen.place.room })
  const facts = {
    unit: chosen.unit,
    doctor: chosen.doctor,
    place: place || saySlip('waiting'),
    day: time.day,
    startsAt: time.startsAt,
    endsAt: time.endsAt,
  }
  const outcome: Ended = {
    ...facts,
    kind: 'booked',
    number: '',
    isLate: false,
    order: null,
    checkInFrom: null,
    receipt: null,
  }
  const done = (more: Partial<Ended>) => go({ at: 'done', visit, outcome: { ...outcome, ...more } })
  const confirmIt = async () => {
    if (held === null) {
      const made = await register.send({ params: { id: visit.id }, body: { slotId: time.slotId } })
      if (made !== null) done({ ...made, kind: 'registered' })
      return
    }
    const booked = await confirm.send({ params: { id: visit.id }, body: { appointmentId: held.appointmentId } })
    if (booked !== null) done({ number: booked.number, receipt: booked.receipt })
  }
  const other = async () => {
    if (held !== null && !isOver) await release.send({ params: { id: visit.id } })
    go({ at: 'time', errand, visit, chosen })
  }
  return (
    <Screen
      kiosk={kiosk}
      title={say('check.title')}
      visit={visit}
      onLeave={() => leave('left')}
      acts={
        <>
          <Button onPress={other} isBusy={release.isSending}>
            {say('check.other')}
          </Button>
          {!isOver && (
            <Button kind="main" onPress={confirmIt} isBusy={confirm.isSending || register.isSending}>
              {say(held === null ? 'check.onsite' : 'check.book')}
            </Button>
          )}
        </>
      }
    >
      <Why problem={confirm.problem ?? register.problem} onAgain={confirmIt} onOver={over} />
      {held !== null && <KeptFor until={held.holdUntil} because="hold" onOver={() => setOver(true)} />}
      {held === null && <Notice>{say('check.onsite-hint')}</Notice>}
      <VisitCard visit={{ ...facts, place, feeLevel: time.feeLevel, patient: visit.nameMasked }} />
      <Papers isMinor={visit.isMinor} />
    </Screen>
  )
}
