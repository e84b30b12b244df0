import { Button } from 'antd'
import { useState } from 'react'
import { Later } from '#ui/desk/later.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { readStanding } from '../../contract.ts'
import { reliabilityWords } from './words.ts'

const loadMissed = () => import('./missed.dialog.tsx')

/** Says at the booking desk that a patient often did not come (爽约提示, APT-15): it forbids nothing. */
export function StandingHint({ patientId }: { readonly patientId: string }) {
  const say = useWords(reliabilityWords)
  const [isOpen, setOpen] = useState(false)
  const { answer, again } = useAnswer(readStanding, { params: { id: patientId } })
  if (!answer || answer.missed.length === 0) return null
  const limited = answer.limits.find(limit => limit.until !== null)
  const { hint } = answer
  return (
    <>
      {hint.isShown || limited ? (
        <Notice tone="soon">
          {hint.isShown && <p>{say('hint.count', { count: hint.count, days: hint.withinDays })}</p>}
          {limited?.until && <p>{say('hint.limited', { until: sayTime(limited.until, 'day') })}</p>}
          <Button size="small" onClick={() => setOpen(true)}>
            {say('hint.open')}
          </Button>
        </Notice>
      ) : (
        <Button size="small" type="link" onClick={() => setOpen(true)}>
          {say('title')}
        </Button>
      )}
      {isOpen && (
        <Later load={loadMissed}>
          {({ MissedDialog }) => <MissedDialog standing={answer} onChanged={again} onClose={() => setOpen(false)} />}
        </Later>
      )}
    </>
  )
}
