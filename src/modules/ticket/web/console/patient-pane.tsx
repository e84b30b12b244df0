import { useWords } from '#ui/language.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'

/** Who it is for, masked. */
export function PatientPane({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  return (
    <section className="tk-section tk-patient">
      <strong>{ticket.patient.nameMasked || say('list.no-patient')}</strong>
    </section>
  )
}
