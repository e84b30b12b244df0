import { useState } from 'react'
import { Later } from '#ui/desk/later.tsx'
import { Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { giveNumber } from '../../contract.ts'
import { guideOfItem } from '../../rules/guide-of-item.ts'
import { useAct } from '../act/use-act.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'

const load = () => import('#modules/knowledge/web/matter-knowledge.tsx')

/** How this is done and whom to call (流程与电话): the guide of the item, and the phone book; folded until it is wanted. */
export function KnowledgeBeside({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  const [isOpen, setOpen] = useState(false)
  const [isGiven, setGiven] = useState(false)
  const sender = useAct(giveNumber, ticket.id, () => setGiven(true))
  return (
    <details className="tk-section" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{say('knowledge.beside')}</summary>
      {isGiven && <Notice tone="done">{say('knowledge.given')}</Notice>}
      <Refused problem={sender.problem} />
      {isOpen && (
        <Later load={load} waiting={<RowsLoading rows={2} />}>
          {({ MatterKnowledge }) => (
            <MatterKnowledge
              topic={guideOfItem(ticket.item.code)}
              onGive={(item, line) => {
                setGiven(false)
                void sender.send({
                  params: { id: ticket.id },
                  body: { topicId: item.id, revisionId: item.revisionId, line },
                })
              }}
            />
          )}
        </Later>
      )}
    </details>
  )
}
