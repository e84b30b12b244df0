import { Qr } from '#ui/qr.tsx'
import { useSession } from '#ui/desk/session.tsx'
import { houseNow } from '#ui/house-time.ts'
import { sayTime, useWords } from '#ui/language.ts'

import { paperWords } from './words.ts'

interface PaperListProps {
  readonly item: string
  readonly missing: readonly string[]
}

/** The text of the list, also inside its QR code: a phone shows it without a network, and it names nobody. */
export function usePaperText({ item, missing }: PaperListProps): string {
  const say = useWords(paperWords)
  return [say('list.lead', { item }), ...missing.map((name, index) => `${index + 1}. ${name}`)].join('\n')
}

/** The one-time list of what is missing (一次性告知单, TKT-02): exactly the papers that were not ticked, so that one trip is enough. */
export function PaperList({ item, missing }: PaperListProps) {
  const say = useWords(paperWords)
  const { hospital, person } = useSession()
  const text = usePaperText({ item, missing })
  return (
    <div className="tk-slip">
      <h1>{hospital.name}</h1>
      <p className="tk-slip-number">{say('list.title')}</p>
      <p>{say('list.lead', { item })}</p>
      <ol>
        {missing.map(name => (
          <li key={name}>{name}</li>
        ))}
      </ol>
      <p>{say('list.once')}</p>
      <Qr text={text} label={say('list.qr')} size="36mm" />
      <p>{say('list.scan')}</p>
      <hr />
      <p>{say('slip.owner', { name: person.name })}</p>
      <p>{say('slip.phone', { phone: hospital.phone })}</p>
      <p className="figures">{sayTime(houseNow(), 'both')}</p>
    </div>
  )
}
