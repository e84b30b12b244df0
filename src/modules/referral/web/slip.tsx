import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { PrintSheet } from '#ui/desk/print-sheet.tsx'
import { houseNow } from '#ui/house-time.ts'
import { sayTime, useWords } from '#ui/language.ts'
import type { ReferralStatus, ReferralType, Slip } from '../contract.ts'
import { referralWords } from './words.ts'

export interface SlipView {
  readonly type: z.infer<typeof ReferralType>
  readonly status: z.infer<typeof ReferralStatus>
  readonly consent: boolean | null
  readonly unit: string | null
  readonly slip: z.infer<typeof Slip>
}

/** How far a referral came (回执): accepted, arranged, arrived, done, and the summary where the patient agreed. */
export function SlipLines({ type, status, consent, unit, slip }: SlipView) {
  const say = useWords(referralWords)
  const when = (at: string | null) => (at === null ? say('slip.pending') : sayTime(at, 'both'))
  const planned = [
    when(slip.plannedAt),
    unit ?? '',
    slip.plannedPlace === unit ? '' : (slip.plannedPlace ?? ''),
    slip.stopped ? say('stopped') : '',
    slip.waits ? say('waits') : '',
  ]
  return (
    <dl className="d-facts rf-facts">
      <dt>{say('slip.accepted')}</dt>
      <dd className="figures">{when(slip.acceptedAt)}</dd>
      <dt>{say('slip.planned')}</dt>
      <dd>{planned.filter(Boolean).join(' · ')}</dd>
      <dt>{say('slip.arrived')}</dt>
      <dd className="figures">{status === 'missed' ? say('slip.missed') : when(slip.arrivedAt)}</dd>
      <dt>{say(`slip.done.${type}`)}</dt>
      <dd className="figures">{when(slip.seenAt)}</dd>
      <dt>{say('slip.summary')}</dt>
      <dd>
        {slip.summary ??
          (consent === true
            ? say(slip.returnedAt === null ? 'slip.pending' : 'slip.no-summary')
            : say('slip.no-consent'))}
      </dd>
    </dl>
  )
}

interface PrintSlipProps extends SlipView {
  readonly number: string | null
  readonly institution: string
  readonly patient: string
  readonly hospital: { readonly name: string; readonly phone: string }
}

/** Prints the slip on A4. */
export function PrintSlip({ number, institution, patient, hospital, ...view }: PrintSlipProps) {
  const say = useWords(referralWords)
  const [isPrinting, setPrinting] = useState(false)
  return (
    <>
      <Button onClick={() => setPrinting(true)}>{say('slip.print')}</Button>
      {isPrinting && (
        <PrintSheet kind="page" onPrinted={() => setPrinting(false)}>
          <article className="rf-slip">
            <h1>{say('slip.title')}</h1>
            <p>{say('slip.to', { institution })}</p>
            <p>
              {say('col.number')} <strong className="figures">{number ?? say('no-number')}</strong> ·{' '}
              {say(`type.${view.type}`)} · {say('slip.patient')} {patient}
            </p>
            <SlipLines {...view} />
            <p>{say('slip.sign', { hospital: hospital.name, phone: hospital.phone })}</p>
            <p className="figures">{sayTime(houseNow(), 'both')}</p>
          </article>
        </PrintSheet>
      )}
    </>
  )
}
