import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useMay } from '#ui/desk/session.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { unmaskPatient } from '../contract.ts'
import type { Patient } from './patient.ts'
import { PhoneCheck } from './phone-check.tsx'
import { patientWords } from './words.ts'

/** The number stands there long enough to dial it. */
const SHOWN_MS = 60_000

/**
 * How to reach the patient (联系患者, PAT-03): the first good number, to be dialled on the desk's telephone. Where the profile
 * forbids a call no dialling is offered, a text message is.
 */
export function Contact({ patient }: { readonly patient: Patient }) {
  const say = useWords(patientWords)
  const may = useMay('patient:unmask')
  const sender = useSend(unmaskPatient)
  const [number, setNumber] = useState<string | null>(null)
  useEffect(() => {
    if (number === null) return
    const timer = setTimeout(() => setNumber(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [number])
  const { mayCall, way } = patient.profile.contact
  const index = patient.phones.findIndex(phone => phone.state !== 'wrong' && phone.state !== 'unused')
  const show = async () => {
    const shown = await sender.send({
      params: { id: patient.id },
      body: { field: 'phone', index, reason: say('unmask.call') },
    })
    if (shown) setNumber(shown.value)
  }
  return (
    <div className="pt-contact">
      {!mayCall && <p data-tone="soon">{say(way === 'in-person' ? 'card.in-person' : 'card.no-call')}</p>}
      {index < 0 && <p className="d-hint">{say('card.no-phone')}</p>}
      {index >= 0 && number === null && (
        <p className="figures">
          {patient.phones[index]?.masked}{' '}
          <span className="d-hint">{say(`phone.${patient.phones[index]?.holder ?? 'self'}`)}</span>
        </p>
      )}
      {number !== null &&
        (mayCall ? (
          <a className="pt-number" href={`tel:${number}`}>
            {number}
          </a>
        ) : (
          <strong className="pt-number">{number}</strong>
        ))}
      {index >= 0 && may && number === null && way !== 'in-person' && (
        <Button size="small" loading={sender.isSending} onClick={() => void show()}>
          {say(mayCall ? 'card.call' : 'card.text')}
        </Button>
      )}
      <Refused problem={sender.problem} />
      {patient.phones[index] && (
        <PhoneCheck patient={patient} index={index} source={number === null ? 'desk' : 'call'} />
      )}
      {patient.openCorrections > 0 && (
        <p data-tone="soon">{say('correction.open', { count: patient.openCorrections })}</p>
      )}
    </div>
  )
}
