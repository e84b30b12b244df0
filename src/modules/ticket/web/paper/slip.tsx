import { Qr } from '#ui/qr.tsx'
import { useSession } from '#ui/desk/session.tsx'
import { houseNow } from '#ui/house-time.ts'
import { sayTime, useWords } from '#ui/language.ts'

import { paperWords } from './words.ts'

export interface SlipProps {
  readonly number: string
  readonly trackingCode: string
  readonly item: string
  readonly owner: string
  /** The signed link of the patient; without it the slip tells how to look up by code. */
  readonly url: string | null
}

/** The slip that the patient takes home (80 mm): number, code, QR, who is responsible and whom to call. No word about the illness. */
export function Slip({ number, trackingCode, item, owner, url }: SlipProps) {
  const say = useWords(paperWords)
  const { hospital } = useSession()
  const lookUp = `${location.origin}/p`
  return (
    <div className="tk-slip">
      <h1>{hospital.name}</h1>
      <p>{say('slip.title')}</p>
      <p className="tk-slip-number figures">{number}</p>
      <p>{item}</p>
      <Qr text={url ?? lookUp} label={say('slip.qr')} size="42mm" />
      <p>{say('slip.scan')}</p>
      <p>
        {say('slip.code')} <strong className="figures">{trackingCode}</strong>
      </p>
      <p>{say('slip.look-up', { address: lookUp })}</p>
      <hr />
      <p>{say('slip.owner', { name: owner })}</p>
      <p>{say('slip.phone', { phone: hospital.phone })}</p>
      <p className="figures">{sayTime(houseNow(), 'both')}</p>
    </div>
  )
}
