import { Button } from 'antd'
import { useState } from 'react'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { sendPaperList, tickPapers } from '../../contract.ts'
import { useAct } from '../act/use-act.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { Section } from './section.tsx'

/** The papers as they were ticked; what comes later is ticked here, and the list of the rest can be sent (材料). */
export function Papers({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  const [sent, setSent] = useState(false)
  const ticking = useAct(tickPapers, ticket.id)
  const sending = useAct(sendPaperList, ticket.id, () => setSent(true))
  if (ticket.papers.length === 0) return null
  const mayAct = ticket.closedAt === null && ticket.may.includes('reply')
  const isMissing = ticket.papers.some(paper => paper.state === 'missing')
  const params = { id: ticket.id }
  return (
    <Section
      title={say('papers.label')}
      act={
        mayAct &&
        isMissing && (
          <Button
            size="small"
            disabled={sent}
            loading={sending.isSending}
            onClick={() => void sending.send({ params, body: {} })}
          >
            {say(sent ? 'papers.sent' : 'papers.send')}
          </Button>
        )
      }
    >
      <ul className="tk-papers">
        {ticket.papers.map(paper => (
          <li key={paper.name} data-state={paper.state}>
            <span className="d-tag" data-tone={paper.state === 'missing' ? 'soon' : undefined}>
              {say(`paper.${paper.state}`)}
            </span>{' '}
            {paper.name}
            {mayAct && paper.state === 'missing' && (
              <>
                {' '}
                <button
                  type="button"
                  className="tk-link"
                  aria-label={`${say('papers.came')} ${paper.name}`}
                  onClick={() => {
                    setSent(false)
                    void ticking.send({ params, body: { papers: [{ name: paper.name, state: 'present' }] } })
                  }}
                >
                  {say('papers.came')}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {isMissing && ticket.papersReason && <p className="d-hint">{ticket.papersReason}</p>}
      <Refused problem={ticking.problem ?? sending.problem} />
    </Section>
  )
}
