import { call } from '#ui/client.ts'
import { Masked } from '#ui/desk/masked.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { unmaskRequester } from '../../contract.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { Section } from './section.tsx'

/** Who asked, how to reach them, whether they agreed to it; masked, and shown whole for a reason (SEC-05). */
export function Requester({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  const mayUnmask = useMay('patient:unmask')
  const { nameMasked, relation, phoneMasked } = ticket.requester
  const unmask = async (reason: string) => {
    const { name, phone } = await call(unmaskRequester, { params: { id: ticket.id }, body: { reason } })
    return [name, phone].filter(Boolean).join(' ')
  }
  return (
    <Section title={say('aside.requester')}>
      <p>
        {nameMasked} · {relation}
      </p>
      <p>
        {!phoneMasked && <span className="d-hint">{say('aside.no-phone')}</span>}
        {phoneMasked && mayUnmask && (
          <Masked
            key={ticket.id}
            label={say('aside.unmask')}
            value={phoneMasked}
            reasons={[say('aside.unmask-call'), say('aside.unmask-check')]}
            onUnmask={unmask}
          />
        )}
        {phoneMasked && !mayUnmask && <span className="figures">{phoneMasked}</span>}
      </p>
      <p className="d-hint">
        {say('aside.contact')} {say(`way.${ticket.contactWay}`)} ·{' '}
        {say(ticket.consent ? 'aside.consent' : 'aside.no-consent')}
        {ticket.wantedAt && ` · ${say('aside.wanted', { time: sayTime(ticket.wantedAt, 'both') })}`}
      </p>
    </Section>
  )
}
